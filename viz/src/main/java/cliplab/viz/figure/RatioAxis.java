// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.Range;

/** A horizontal logarithmic axis of a fixed range, with plain numbers where there is room for them. */
@SuppressWarnings("serial") // never written
final class RatioAxis extends LogAxis {
    /** Fewer of the numbers wished for are too few, as when zoomed in. */
    private static final int ENOUGH = 2;
    /** Pixels for each number. */
    private static final int ROOM = 48;
    /** Pixels between two numbers. */
    private static final int GAP = 6;

    private final Range whole;
    private final double[] wished;

    /** @param wished the numbers to write, ascending; where none, round ones */
    RatioAxis(String label, double lowest, double highest, double... wished) {
        super(label);
        this.whole = new Range(lowest, highest);
        this.wished = wished.clone();
        setSmallestValue(lowest / 1e3);
        autoAdjustRange();
    }

    @Override
    protected void autoAdjustRange() {
        setRange(whole, false, false);
    }

    @Override
    protected List<NumberTick> refreshTicksHorizontal(Graphics2D g2, Rectangle2D area, RectangleEdge edge) {
        List<Double> values =
                DoubleStream.of(wished).filter(getRange()::contains).boxed().toList();
        if (values.size() < ENOUGH) {
            int most = Math.max(ENOUGH, (int) (area.getWidth() / ROOM));
            values = DecadeAxis.values(getLowerBound(), getUpperBound(), most);
        }
        FontMetrics metrics = g2.getFontMetrics(getTickLabelFont());
        List<NumberTick> ticks = new ArrayList<>();
        double free = Double.POSITIVE_INFINITY;
        // From the right, so that the last number is there.
        for (double value : values.reversed()) {
            String word = DecadeAxis.word(value);
            double middle = valueToJava2D(value, area, edge);
            double half = metrics.stringWidth(word) / 2.0;
            if (middle + half <= free) {
                ticks.add(new NumberTick(value, word, TextAnchor.TOP_CENTER, TextAnchor.TOP_CENTER, 0));
                free = middle - half - GAP;
            }
        }
        return ticks;
    }
}
