// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import cliplab.viz.style.Palette;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Line2D;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;

/** What every chart of curves is drawn on: a quiet grid without a frame, the legend above it at the left. */
final class Sheet {
    private final XYPlot plot = new XYPlot();
    private final JFreeChart chart = new JFreeChart(null, null, plot, false);
    private final LegendTitle legend = new LegendTitle(plot);

    Sheet() {
        // Whoever shows it asks for the figure's version; nothing listens to the chart.
        chart.setNotify(false);
        chart.setPadding(new RectangleInsets(2, 4, 2, 4));
        legend.setPosition(RectangleEdge.TOP);
        legend.setHorizontalAlignment(HorizontalAlignment.LEFT);
        legend.setFrame(BlockBorder.NONE);
        legend.setItemFont(Axes.FONT);
        legend.setMargin(0, 0, 0, 0);
        legend.setLegendItemGraphicPadding(new RectangleInsets(1, 2, 1, 2));
        legend.setItemLabelPadding(new RectangleInsets(1, 2, 1, 6));
        chart.addSubtitle(legend);
        plot.setInsets(new RectangleInsets(2, 0, 0, 14));
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setOutlineVisible(false);
        // What comes later lies over what came before.
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
        plot.setDomainGridlineStroke(new BasicStroke(1));
        plot.setRangeGridlineStroke(new BasicStroke(1));
    }

    XYPlot plot() {
        return plot;
    }

    JFreeChart chart() {
        return chart;
    }

    /** Everything but the axes. */
    void apply(Palette palette) {
        chart.setBackgroundPaint(palette.background());
        plot.setBackgroundPaint(palette.plot());
        plot.setDomainGridlinePaint(palette.grid());
        plot.setRangeGridlinePaint(palette.grid());
        legend.setItemPaint(palette.text());
    }

    static void prepare(XYLineAndShapeRenderer renderer) {
        // One path a line: a stroke for each segment takes ten times as long, and dashes begin anew at each point.
        renderer.setDrawSeriesLineAsPath(true);
        renderer.setDefaultCreateEntities(false);
        renderer.setLegendLine(new Line2D.Double(-11, 0, 11, 0));
        renderer.setDefaultLegendTextFont(Axes.FONT);
    }

    static void dress(ValueAxis axis, Palette palette, Color ink) {
        axis.setTickLabelFont(Axes.FONT);
        axis.setLabelFont(Axes.FONT);
        axis.setTickLabelPaint(ink);
        axis.setLabelPaint(ink);
        axis.setAxisLinePaint(palette.grid());
        axis.setTickMarksVisible(false);
        axis.setLabelInsets(new RectangleInsets(1, 1, 1, 1));
    }
}
