// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.Range;

/** A vertical logarithmic axis with plain numbers that says enough even where it spans less than a decade. */
@SuppressWarnings("serial") // never written
final class DecadeAxis extends LogAxis {
    private static final int ENOUGH = 3;
    /** Pixels for each number. */
    private static final double ROOM = 18;
    /** A value that never changes still has an axis around it. */
    private static final double LEAST_RATIO = 1.5;

    private static final double[][] MANTISSAS = {
        {1}, {1, 3}, {1, 2, 5}, {1, 1.5, 2, 3, 4, 5, 7}, {1, 1.2, 1.4, 1.6, 1.8, 2, 2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 9}
    };

    DecadeAxis(String label) {
        super(label);
        setAutoRangeMinimumSize(1e-12);
        setSmallestValue(1e-12);
    }

    @Override
    protected void autoAdjustRange() {
        super.autoAdjustRange();
        double low = getLowerBound();
        double high = getUpperBound();
        if (high / low < LEAST_RATIO) {
            double middle = Math.sqrt(low * high);
            double reach = Math.sqrt(LEAST_RATIO);
            setRange(new Range(middle / reach, middle * reach), false, false);
        }
    }

    @Override
    protected List<NumberTick> refreshTicksVertical(Graphics2D g2, Rectangle2D area, RectangleEdge edge) {
        List<NumberTick> ticks = new ArrayList<>();
        TextAnchor anchor = edge.equals(RectangleEdge.LEFT) ? TextAnchor.CENTER_RIGHT : TextAnchor.CENTER_LEFT;
        int most = Math.max(2, (int) (area.getHeight() / ROOM));
        for (double value : values(getLowerBound(), getUpperBound(), most)) {
            ticks.add(new NumberTick(value, word(value), anchor, anchor, 0));
        }
        return ticks;
    }

    static String word(double value) {
        NumberFormat plain = Axes.format("0.######");
        return value >= 1e-4 && value < 1e6 ? plain.format(value) : String.format(Locale.ROOT, "%.2g", value);
    }

    /** The coarsest of some ladders with three rungs between the two, else a linear one; at most {@code most} of them. */
    static List<Double> values(double low, double high, int most) {
        List<Double> best = List.of();
        for (double[] mantissas : MANTISSAS) {
            List<Double> values = new ArrayList<>();
            for (int power = (int) Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
                for (double mantissa : mantissas) {
                    double value = mantissa * Math.pow(10, power);
                    if (value >= low && value <= high) {
                        values.add(value);
                    }
                }
            }
            if (values.size() <= most || best.isEmpty()) {
                best = values;
            }
            if (best.size() >= Math.min(most, ENOUGH)) {
                return best;
            }
        }
        double step = Math.pow(10, Math.floor(Math.log10((high - low) / 2)));
        while ((high - low) / step > most) {
            step *= 2;
        }
        List<Double> values = new ArrayList<>();
        for (double value = Math.ceil(low / step) * step; value <= high; value += step) {
            values.add(value);
        }
        return values;
    }
}
