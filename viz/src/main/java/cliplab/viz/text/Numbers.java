// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as the window prints them: with a point, a minus as long as a plus, and no zero below zero. Any thread. */
public final class Numbers {
    private static final MathContext THREE = new MathContext(3);
    private static final MathContext FOUR = new MathContext(4);

    private Numbers() {}

    /** One decimal. */
    public static String one(double value) {
        return print("%.1f", value);
    }

    /** Two decimals; a dash for NaN. */
    public static String two(double value) {
        return print("%.2f", value);
    }

    /** Three decimals: a cosine, an entropy in nats. */
    public static String three(double value) {
        return print("%.3f", value);
    }

    /** Four decimals. */
    public static String four(double value) {
        return print("%.4f", value);
    }

    /** Six decimals. */
    public static String six(double value) {
        return print("%.6f", value);
    }

    /** Whether two values read the same to six decimals, or differ by no more than the last of them. */
    public static boolean alike(double a, double b) {
        return Math.abs(a - b) < 1e-6;
    }

    /** One decimal with its sign: the end of a scale. */
    public static String bound(double value) {
        return print("%+.1f", value);
    }

    /** Two decimals with their sign. */
    public static String signed(double value) {
        return print("%+.2f", value);
    }

    /** The end of a scale that is small, with its sign and three digits that count. */
    public static String end(double value) {
        return value == 0 ? "0" : print(Math.abs(value) < 0.1 ? "%+.4f" : "%+.3f", value);
    }

    /** Three decimals; what would be rounded to certainty or to nothing, and is neither, says so. */
    public static String probability(double share) {
        if (share > 0 && share < 0.0005) {
            return "<\u00a00.001";
        }
        return share < 1 && share >= 0.9995 ? ">\u00a00.999" : three(share);
    }

    /** A share of 1 in percent, one decimal, in one piece where a line is wrapped. */
    public static String percent(double share) {
        return print("%.1f\u00a0%%", 100 * share);
    }

    /** A difference of shares of 1 in percentage points, one decimal, with its sign. */
    public static String points(double difference) {
        return Math.abs(difference) < 0.0005 ? "0.0" : print("%+.1f", 100 * difference);
    }

    /** Whole, in groups of three digits. */
    public static String count(int value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** A temperature τ, to three significant digits. */
    public static String temperature(double value) {
        return round(value, THREE);
    }

    /** The scale 1/τ, to four significant digits. */
    public static String scale(double value) {
        return round(value, FOUR);
    }

    private static String round(double value, MathContext digits) {
        return BigDecimal.valueOf(value).round(digits).stripTrailingZeros().toPlainString();
    }

    private static String print(String format, double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        return String.format(Locale.ROOT, format, value).replace('-', '−').replaceFirst("^−(0[.]0*)(?!\\d)", "$1");
    }
}
