// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import cliplab.viz.style.Palette;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.DomainInfo;
import org.jfree.data.DomainOrder;
import org.jfree.data.Range;
import org.jfree.data.xy.AbstractXYDataset;

/** The lines of one vertical axis, as JFreeChart asks for them. */
@SuppressWarnings("serial") // never written
final class Layer extends AbstractXYDataset implements DomainInfo {
    private final List<Line> lines = new ArrayList<>();
    private final XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false) {
        // A dense thin line is a row of upright strokes; smoothing their edges would take half the time of a drawing.
        @Override
        protected void drawFirstPassShape(Graphics2D g2, int pass, int series, int item, Shape shape) {
            Object before = g2.getRenderingHint(RenderingHints.KEY_ANTIALIASING);
            Line line = lines.get(series);
            BasicStroke stroke = line.look().stroke();
            if (line.drawn().dense() && stroke != null && stroke.getLineWidth() <= 1) {
                g2.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
            }
            super.drawFirstPassShape(g2, pass, series, item, shape);
            g2.setRenderingHint(RenderingHints.KEY_ANTIALIASING, before);
        }
    };
    private Range extent = new Range(0, 1);

    Layer() {
        Sheet.prepare(renderer);
        // The bounds are then asked of this class; hidden lines have no points anyway.
        renderer.setDataBoundsIncludesVisibleSeriesOnly(false);
    }

    XYLineAndShapeRenderer renderer() {
        return renderer;
    }

    List<Line> lines() {
        return lines;
    }

    void dress(Palette palette) {
        for (int i = 0; i < lines.size(); i++) {
            lines.get(i).look().dress(renderer, i, palette);
        }
        renderer.setDefaultLegendTextPaint(palette.muted());
    }

    /** @param horizon the whole of the horizontal axis, whatever part of it the window shows */
    void refresh(Window window, Range horizon) {
        extent = horizon;
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            line.refresh(window);
            renderer.setSeriesVisible(i, line.shown(), false);
            renderer.setSeriesVisibleInLegend(i, line.inLegend() && line.drawn().size() > 0, false);
        }
        fireDatasetChanged();
    }

    void extent(Range horizon) {
        extent = horizon;
    }

    @Override
    public int getSeriesCount() {
        return lines.size();
    }

    @Override
    public Comparable<?> getSeriesKey(int series) {
        return lines.get(series).label();
    }

    @Override
    public int getItemCount(int series) {
        return lines.get(series).drawn().size();
    }

    @Override
    public DomainOrder getDomainOrder() {
        return DomainOrder.ASCENDING;
    }

    @Override
    public double getXValue(int series, int item) {
        return lines.get(series).drawn().x(item);
    }

    @Override
    public double getYValue(int series, int item) {
        return lines.get(series).drawn().y(item);
    }

    @Override
    public Number getX(int series, int item) {
        return getXValue(series, item);
    }

    @Override
    public Number getY(int series, int item) {
        return getYValue(series, item);
    }

    @Override
    public double getDomainLowerBound(boolean includeInterval) {
        return extent.getLowerBound();
    }

    @Override
    public double getDomainUpperBound(boolean includeInterval) {
        return extent.getUpperBound();
    }

    @Override
    public Range getDomainBounds(boolean includeInterval) {
        return extent;
    }
}
