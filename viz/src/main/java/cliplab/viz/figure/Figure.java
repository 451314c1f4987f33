// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import cliplab.viz.style.Palette;
import org.jfree.chart.JFreeChart;

/**
 * A picture of numbers, drawable without a screen. Not thread-safe: it belongs to the thread that feeds it. The chart is the
 * figure's own and shows its numbers as of the last {@link #refresh}.
 */
public interface Figure {
    String title();

    JFreeChart chart();

    /** A snapshot of the numbers. */
    DataTable table();

    void apply(Palette palette);

    /**
     * Brings the chart up to date with the numbers; to be called before each drawing.
     *
     * @param pixels how wide the drawing will be, > 0
     */
    default void refresh(int pixels) {}

    /** Grows with each change that a drawing would show, so that nobody need be told. */
    default long version() {
        return 0;
    }

    /** What to say instead of drawing, while there are no numbers; else empty. */
    default String hint() {
        return "";
    }

    /** The numbers at a place of the horizontal axis, in words; empty where there are none. */
    default String readout(double x) {
        return "";
    }
}
