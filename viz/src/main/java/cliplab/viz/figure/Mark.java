// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import cliplab.viz.style.Palette;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;

/**
 * A level line straight through a chart, with its words on it; curves are drawn over both.
 *
 * @param name what it marks, in the table
 * @param words on the line
 * @param look with a stroke
 * @param at where, on the vertical axis
 */
record Mark(String name, String words, Look look, Place place, double at) {
    private static final RectangleInsets OFF = new RectangleInsets(2, 4, 2, 4);
    /** Words above a line need the room below where the line is at the very top. */
    private static final double TOP = 0.9;

    /** Where its words are, so that those of two lines do not meet. */
    enum Place {
        LEFT,
        RIGHT
    }

    void add(XYPlot plot, Palette palette) {
        ValueMarker line = new ValueMarker(at, look.ink().apply(palette), look.stroke());
        line.setLabel(words);
        line.setLabelFont(Axes.FONT);
        line.setLabelPaint(look.ink().apply(palette));
        line.setLabelBackgroundColor(palette.plot());
        line.setLabelOffset(OFF);
        boolean left = place == Place.LEFT;
        if (height(plot) < TOP) {
            line.setLabelAnchor(left ? RectangleAnchor.TOP_LEFT : RectangleAnchor.TOP_RIGHT);
            line.setLabelTextAnchor(left ? TextAnchor.BOTTOM_LEFT : TextAnchor.BOTTOM_RIGHT);
        } else {
            line.setLabelAnchor(left ? RectangleAnchor.BOTTOM_LEFT : RectangleAnchor.BOTTOM_RIGHT);
            line.setLabelTextAnchor(left ? TextAnchor.TOP_LEFT : TextAnchor.TOP_RIGHT);
        }
        plot.addRangeMarker(line, org.jfree.chart.ui.Layer.BACKGROUND);
    }

    /** How far up the axis it stands, 0 … 1. */
    private double height(XYPlot plot) {
        Rectangle2D unit = new Rectangle2D.Double(0, 0, 1, 1);
        return 1 - plot.getRangeAxis().valueToJava2D(at, unit, RectangleEdge.LEFT);
    }
}
