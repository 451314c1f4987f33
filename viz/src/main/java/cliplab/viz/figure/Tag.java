// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import cliplab.viz.style.Palette;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.function.DoubleFunction;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.Range;

/** The words at the right end of a reference line, above it or below, inside the plot. */
final class Tag {
    /** Of 255: keeps the words readable on curves, and the curves to be guessed. */
    private static final int SHEER = 190;

    private final DoubleFunction<String> words;
    private final boolean above;
    private final Words text = new Words();

    /** A text that keeps a little off its line. */
    @SuppressWarnings("serial") // never written
    private static final class Words extends XYTextAnnotation {
        private static final int OFF = 2;

        Words() {
            super("", 0, 0);
        }

        @Override
        public void draw(
                Graphics2D g2,
                XYPlot plot,
                Rectangle2D area,
                ValueAxis x,
                ValueAxis y,
                int rendererIndex,
                PlotRenderingInfo info) {
            AffineTransform before = g2.getTransform();
            g2.translate(-OFF, getTextAnchor().isBottom() ? -OFF : OFF);
            super.draw(g2, plot, area, x, y, rendererIndex, info);
            g2.setTransform(before);
        }
    }

    Tag(DoubleFunction<String> words, boolean above) {
        this.words = words;
        this.above = above;
        text.setFont(Axes.FONT);
    }

    void place(XYPlot plot, Line line, Palette palette, boolean positive) {
        plot.getRenderer().removeAnnotation(text);
        Polyline drawn = line.drawn();
        double value = drawn.size() == 0 ? Double.NaN : drawn.y(drawn.size() - 1);
        Range range = plot.getRangeAxis().getRange();
        if (!range.contains(value) || (positive && value <= 0)) {
            return;
        }
        double height = positive
                ? Math.log(value / range.getLowerBound()) / Math.log(range.getUpperBound() / range.getLowerBound())
                : (value - range.getLowerBound()) / range.getLength();
        boolean over = above ? height < 0.9 : height < 0.1;
        text.setText(words.apply(value));
        text.setX(plot.getDomainAxis().getUpperBound());
        text.setY(value);
        text.setTextAnchor(over ? TextAnchor.BOTTOM_RIGHT : TextAnchor.TOP_RIGHT);
        text.setPaint(line.look().ink().apply(palette));
        Color ground = palette.plot();
        text.setBackgroundPaint(new Color(ground.getRed(), ground.getGreen(), ground.getBlue(), SHEER));
        plot.getRenderer().addAnnotation(text);
    }
}
