// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.pane;

import java.util.Locale;

/** Numbers as figures print them, with a minus as long as a plus. */
final class Numbers {
    private Numbers() {}

    /** Two decimals; a dash for NaN. */
    static String two(double value) {
        return Double.isNaN(value) ? "–" : print("%.2f", value).replace("−0.00", "0.00");
    }

    /** Two decimals with their sign. */
    static String signed(double value) {
        return Double.isNaN(value) ? "–" : print("%+.2f", value);
    }

    /** A share of 1, in percent. */
    static String percent(double share) {
        return Double.isNaN(share) ? "–" : print("%.1f %%", 100 * share);
    }

    /** Whole, in groups of three digits. */
    static String count(int value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** The end of a scale. */
    static String bound(double value) {
        return print("%+.1f", value);
    }

    private static String print(String format, double value) {
        return String.format(Locale.ROOT, format, value).replace('-', '−');
    }
}
