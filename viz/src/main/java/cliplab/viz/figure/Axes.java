// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import cliplab.viz.style.FigureFonts;
import java.awt.Font;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.Locale;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.TickUnits;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.Range;

/** The axes of line charts. */
final class Axes {
    static final Font FONT = FigureFonts.REGULAR.size(11);

    /** Room around each number of an axis, so that its grid stays quiet. */
    private static final RectangleInsets APART_ACROSS = new RectangleInsets(2, 12, 2, 12);

    private static final RectangleInsets APART_DOWN = new RectangleInsets(6, 4, 6, 4);

    private static final double[] SECONDS = {
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 18000, 36000, 86400, 172800, 604800
    };

    private Axes() {}

    /** Counts from 0 to wherever the run is. */
    static NumberAxis horizontal(XAxisKind kind, String label) {
        NumberAxis axis = new NumberAxis(label);
        axis.setLowerMargin(0);
        axis.setUpperMargin(0);
        axis.setTickLabelInsets(APART_ACROSS);
        // A margin, where one is asked for, may lie before 0.
        axis.setAutoRangeStickyZero(false);
        axis.setStandardTickUnits(
                switch (kind) {
                    case STEP -> NumberAxis.createIntegerTickUnits();
                    case EPOCH -> decimal("", -3, 4);
                    case TIME -> time();
                });
        return axis;
    }

    static NumberAxis linear(String label) {
        NumberAxis axis = new NumberAxis(label);
        axis.setTickLabelInsets(APART_DOWN);
        axis.setStandardTickUnits(decimal("", -9, 6));
        return axis;
    }

    /** From 0 to 100 %, with room for a marker at the top. */
    static NumberAxis percent(String label) {
        return percent(label, 1.04);
    }

    /** @param most where it ends, as a share */
    @SuppressWarnings("serial") // never written
    static NumberAxis percent(String label, double most) {
        NumberAxis axis = new NumberAxis(label) {
            @Override
            protected void autoAdjustRange() {
                setRange(new Range(0, most), false, false);
            }
        };
        axis.setTickLabelInsets(APART_DOWN);
        axis.setStandardTickUnits(decimal("%", -3, 0));
        axis.configure();
        return axis;
    }

    static NumberFormat format(String pattern) {
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
    }

    /** 1, 2, 5, 10 … times the smallest; each with as many decimals as it needs, so that labels are equally wide. */
    private static TickUnits decimal(String suffix, int smallest, int largest) {
        int shift = suffix.equals("%") ? 2 : 0;
        TickUnits units = new TickUnits();
        for (int power = smallest; power <= largest; power++) {
            int decimals = Math.max(0, -power - shift);
            NumberFormat format = format((decimals == 0 ? "0" : "0." + "0".repeat(decimals)) + suffix);
            double unit = Math.pow(10, power);
            units.add(new NumberTickUnit(unit, format));
            units.add(new NumberTickUnit(unit * 2, format));
            units.add(new NumberTickUnit(unit * 5, format));
        }
        return units;
    }

    private static TickUnits time() {
        TickUnits units = new TickUnits();
        for (double seconds : SECONDS) {
            units.add(new NumberTickUnit(seconds, new Clock()));
        }
        return units;
    }

    /** Seconds as 1:05 or 1:00:05. */
    static String clock(double seconds) {
        long whole = Math.round(seconds);
        return whole < 3600
                ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }

    @SuppressWarnings("serial") // never written
    private static final class Clock extends NumberFormat {
        @Override
        public StringBuffer format(double seconds, StringBuffer to, FieldPosition position) {
            return to.append(clock(seconds));
        }

        @Override
        public StringBuffer format(long seconds, StringBuffer to, FieldPosition position) {
            return to.append(clock((double) seconds));
        }

        @Override
        public Number parse(String source, ParsePosition position) {
            throw new UnsupportedOperationException("only written");
        }
    }
}
