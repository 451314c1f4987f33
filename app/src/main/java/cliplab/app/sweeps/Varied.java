// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.sweeps;

import java.util.Arrays;
import java.util.List;

/**
 * A setting with the values it takes in a sweep. Immutable.
 *
 * @param values as {@code cliplab train} takes them, in the order of the runs; at least one
 */
public record Varied(SweepSetting setting, List<String> values) {
    public Varied {
        values = values.stream().map(String::strip).toList();
        if (values.isEmpty() || values.contains("")) {
            throw new IllegalArgumentException(
                    "the " + setting.words() + " needs values, separated by commas, as in " + setting.example());
        }
    }

    /** Reads values separated by commas. */
    public static Varied of(SweepSetting setting, String values) {
        return new Varied(setting, Arrays.asList(values.split(",", -1)));
    }

    /**
     * Reads {@code batch-size=8,16,64}.
     *
     * @throws IllegalArgumentException with one sentence
     */
    public static Varied parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException("\"" + text + "\" names no values; write it as in batch-size=8,16,64");
        }
        return of(SweepSetting.parse(text.substring(0, equals)), text.substring(equals + 1));
    }

    @Override
    public String toString() {
        return setting.id() + "=" + String.join(",", values);
    }
}
