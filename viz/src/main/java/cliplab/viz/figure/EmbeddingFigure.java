// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import cliplab.viz.projection.Projection;
import cliplab.viz.projection.ProjectionQuality;
import cliplab.viz.style.Palette;
import cliplab.viz.text.Messages;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * A map of held-out images as dots and captions as stars, each caption's words beside its star. Immutable but for its palette.
 */
public final class EmbeddingFigure implements Figure {
    private static final int LETTERS = 11;
    private static final double LEGEND = 20;
    private static final int POINTS = 5;
    private static final double INNER = 0.45;
    /** Radius of a star in radii of a dot. */
    private static final double STAR = 3.2;
    /** Of 255: lets the dots be seen that a star lies on. */
    private static final int SHEER = 102;

    private static final double WORD_HEIGHT = 14;

    private final Projection layout;
    private final List<String> captions;
    private final int[] classOfImage;
    private final ProjectionQuality quality;
    private final String method;
    private Palette palette = Palette.LIGHT;

    /**
     * @param layout images first, then captions
     * @param captions one for each class
     * @param classOfImage for each image its class, not copied
     * @param quality of the layout
     * @param method how it was laid out, a whole sentence
     */
    public EmbeddingFigure(
            Projection layout, List<String> captions, int[] classOfImage, ProjectionQuality quality, String method) {
        if (layout.size() != classOfImage.length + captions.size()) {
            throw new IllegalArgumentException(layout.size() + " points for " + classOfImage.length + " images and "
                    + captions.size() + " captions");
        }
        this.layout = layout;
        this.captions = List.copyOf(captions);
        this.classOfImage = classOfImage;
        this.quality = quality;
        this.method = method;
    }

    @Override
    public String title() {
        return Messages.text("map.title");
    }

    @Override
    public void apply(Palette newPalette) {
        palette = newPalette;
    }

    @Override
    public List<String> notes() {
        return List.of(
                method,
                Messages.text(
                        "map.note.quality",
                        100 * quality.purity(),
                        100 * quality.purityInPicture(),
                        quality.trustworthiness(),
                        quality.starsInPicture(),
                        quality.captions()));
    }

    @Override
    public DataTable table() {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < layout.size(); i++) {
            boolean image = i < classOfImage.length;
            int subject = image ? classOfImage[i] : i - classOfImage.length;
            rows.add(List.of(
                    Messages.text(image ? "map.column.image" : "map.column.caption"),
                    captions.get(subject),
                    layout.x()[i],
                    layout.y()[i]));
        }
        return new DataTable(
                List.of(Messages.text("chart.column.what"), Messages.text("map.column.class"), "x", "y"), rows);
    }

    @Override
    public void draw(Graphics2D g, Rectangle2D area) {
        Pen pen = new Pen(g);
        Font font = Pen.font(LETTERS);
        double height = area.getHeight() - LEGEND;
        double width = area.getWidth();
        double top = area.getY() + LEGEND;
        double radius = Math.clamp(Math.min(width, height) / 150, 2.2, 4.5);
        double margin = STAR * radius + 8;
        double scale = Math.min(
                (width - 3 * margin - 80) / Math.max(1e-9, span(layout.x())),
                (height - 2 * margin) / Math.max(1e-9, span(layout.y())));
        double[] x = new double[layout.size()];
        double[] y = new double[layout.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = width / 2 + (layout.x()[i] - middle(layout.x())) * scale;
            y[i] = height / 2 - (layout.y()[i] - middle(layout.y())) * scale;
        }
        double[] widths =
                captions.stream().mapToDouble(word -> Pen.width(word, font)).toArray();
        double[][] offsets = LabelPlacement.place(x, y, widths, WORD_HEIGHT, STAR * radius + 1, width, height);
        for (int i = 0; i < x.length; i++) {
            x[i] += area.getX();
            y[i] += top;
        }
        drawLegend(pen, area, radius);
        drawPoints(pen, x, y, offsets, radius);
        for (int c = 0; c < captions.size(); c++) {
            int at = classOfImage.length + c;
            double wordX = x[at] + offsets[c][0];
            double wordY = y[at] + offsets[c][1];
            pen.halo(captions.get(c), font, palette.plot(), wordX, wordY, 0.5);
            pen.text(captions.get(c), font, palette.text(), wordX, wordY, 0.5);
        }
    }

    private void drawPoints(Pen pen, double[] x, double[] y, double[][] offsets, double radius) {
        int images = classOfImage.length;
        for (int i = 0; i < images; i++) {
            dot(pen, x[i], y[i], radius, palette.ofClass(classOfImage[i]));
        }
        for (int c = 0; c < captions.size(); c++) {
            double[] offset = offsets[c];
            if (offset[2] != 0 || offset[3] != 0) {
                Line2D line = new Line2D.Double(
                        x[images + c], y[images + c], x[images + c] + offset[2], y[images + c] + offset[3]);
                pen.outline(line, palette.muted(), 0.8);
            }
        }
        for (int c = 0; c < captions.size(); c++) {
            star(pen, x[images + c], y[images + c], STAR * radius, palette.ofClass(c));
        }
    }

    private void drawLegend(Pen pen, Rectangle2D area, double radius) {
        Font font = Pen.font(LETTERS);
        double middle = area.getY() + 8;
        double x = area.getX() + 4;
        dot(pen, x, middle, radius, palette.muted());
        String image = Messages.text("map.legend.image");
        pen.text(image, font, palette.muted(), x + 10, middle, 0);
        x += 10 + Pen.width(image, font) + 24;
        star(pen, x, middle, 2.4 * radius, palette.muted());
        pen.text(Messages.text("map.legend.caption"), font, palette.muted(), x + 14, middle, 0);
    }

    private void dot(Pen pen, double x, double y, double radius, Color colour) {
        Ellipse2D dot = new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
        pen.fill(dot, colour);
        pen.outline(dot, palette.outline(), 0.6);
    }

    private void star(Pen pen, double x, double y, double radius, Color colour) {
        Path2D star = new Path2D.Double();
        for (int i = 0; i < 2 * POINTS; i++) {
            double angle = Math.PI * i / POINTS - Math.PI / 2;
            double reach = i % 2 == 0 ? radius : radius * INNER;
            double toX = x + reach * Math.cos(angle);
            double toY = y + reach * Math.sin(angle);
            if (i == 0) {
                star.moveTo(toX, toY);
            } else {
                star.lineTo(toX, toY);
            }
        }
        star.closePath();
        pen.outline(star, palette.plot(), 2.6);
        pen.fill(star, new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), SHEER));
        pen.outline(star, palette.outline(), 1.2);
    }

    private static double span(double[] values) {
        return largest(values) + largest(negated(values));
    }

    private static double middle(double[] values) {
        return (largest(values) - largest(negated(values))) / 2;
    }

    private static double largest(double[] values) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            largest = Math.max(largest, value);
        }
        return largest;
    }

    private static double[] negated(double[] values) {
        double[] negated = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            negated[i] = -values[i];
        }
        return negated;
    }
}
