// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.JFreeChart;

/**
 * A figure that is a chart with axes, and can be shown live. Not thread-safe: it belongs to the thread that feeds it. The chart is
 * the figure's own and shows its numbers as of the last {@link #refresh}.
 */
public interface ChartFigure extends Figure {
    /** Points to a unit of width where it is drawn once and for good: fine enough for print. */
    int FINE = 2;

    JFreeChart chart();

    /**
     * Brings the chart up to date with the numbers; to be called before each drawing.
     *
     * @param pixels how wide the drawing will be, > 0
     */
    void refresh(int pixels);

    /** Grows with each change that a drawing would show, so that nobody need be told. */
    long version();

    /** The numbers at a place of the horizontal axis, in words; empty where there are none. */
    String readout(double x);

    @Override
    default void draw(Graphics2D g, Rectangle2D area) {
        refresh((int) Math.ceil(area.getWidth() * FINE));
        chart().draw(g, area);
    }
}
