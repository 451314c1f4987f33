// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import org.jspecify.annotations.Nullable;

/** JSON as the commands print it: one line, absent numbers as null. */
final class Jsons {
    static final Gson LINE =
            new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

    private Jsons() {}

    /** A number, or null for one that is not defined: JSON has no NaN. */
    static @Nullable Double number(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
