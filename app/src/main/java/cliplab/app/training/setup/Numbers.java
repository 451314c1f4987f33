// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training.setup;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as people write them. */
final class Numbers {
    private static final MathContext SLIDER = new MathContext(3);

    private Numbers() {}

    /** As short as it can be without loss: 64, 0.07, 0.0005. */
    static String text(double value) {
        return value == 0 ? "0" : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /** To three significant digits, which is as fine as a slider can be moved. */
    static double rounded(double value) {
        return BigDecimal.valueOf(value).round(SLIDER).doubleValue();
    }
}
