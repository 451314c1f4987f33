// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.sweeps;

import cliplab.app.cli.Setup;
import java.util.List;

/**
 * One run of a sweep. Immutable.
 *
 * @param line the {@code cliplab train} line that would make the same run
 * @param values of the settings that are varied, in their order
 * @param epochs that it is to have
 */
public record SweepRun(String line, List<String> values, long seed, int epochs) {
    public SweepRun {
        values = List.copyOf(values);
    }

    /** @throws IllegalArgumentException where this version of the program does not read the line */
    public Setup setup() {
        return Setup.parse(line);
    }
}
