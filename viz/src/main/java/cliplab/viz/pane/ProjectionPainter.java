// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.pane;

import cliplab.viz.figure.LabelPlacement;
import cliplab.viz.style.Palette;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;

/** Draws dots, stars and their words; readable without colour, since every star has its caption beside it. FX thread only. */
final class ProjectionPainter {
    private static final int POINTS = 5;
    private static final double INNER = 0.45;
    private static final double FADED = 0.12;
    /** Radii of stars in radii of dots. */
    private static final double STAR = 3.2;

    /** Lets the dots be seen that a star lies on: in a trained network nearly all of its class. */
    private static final double SHEER = 0.4;

    private static final double CHOSEN_STAR = 4.2;
    private static final double[][] HALO = {{-1.5, 0}, {1.5, 0}, {0, -1.5}, {0, 1.5}, {-1, -1}, {1, -1}, {-1, 1}, {1, 1}
    };

    private final double[] starX = new double[2 * POINTS];
    private final double[] starY = new double[2 * POINTS];
    private Palette palette = Palette.LIGHT;
    private Font font = Font.getDefault();

    void apply(Palette palette) {
        this.palette = palette;
    }

    void font(String family, double size) {
        font = Font.font(family, size);
    }

    /** Around the picture, so that the outermost stars are whole. */
    double margin(double width, double height) {
        return 4.2 * radius(width, height) + 6;
    }

    private static double radius(double width, double height) {
        return Math.clamp(Math.min(width, height) / 150, 2.5, 4.5);
    }

    /** As {@link LabelPlacement#place}. */
    double[][] arrange(double[] x, double[] y, List<String> captions, double width, double height) {
        double[] widths = new double[captions.size()];
        double tallest = font.getSize();
        Text measure = new Text();
        measure.setFont(font);
        for (int i = 0; i < widths.length; i++) {
            measure.setText(captions.get(i));
            widths[i] = measure.getLayoutBounds().getWidth();
            tallest = measure.getLayoutBounds().getHeight();
        }
        return LabelPlacement.place(x, y, widths, tallest, STAR * radius(width, height) + 1, width, height);
    }

    void paint(
            Canvas canvas,
            double[] x,
            double[] y,
            int[] classOfImage,
            List<String> captions,
            double[][] offsets,
            int selected,
            int hovered) {
        GraphicsContext g = canvas.getGraphicsContext2D();
        double width = canvas.getWidth();
        double height = canvas.getHeight();
        double radius = radius(width, height);
        g.setGlobalAlpha(1);
        g.setFill(Palette.fx(palette.plot()));
        g.fillRect(0, 0, width, height);
        if (x.length == 0) {
            return;
        }
        int images = classOfImage.length;
        dots(g, x, y, classOfImage, radius, selected, false);
        dots(g, x, y, classOfImage, radius, selected, true);
        for (int c = 0; c < offsets.length; c++) {
            line(g, x[images + c], y[images + c], offsets[c], selected < 0 || selected == c);
        }
        for (int c = 0; c < captions.size(); c++) {
            g.setGlobalAlpha(selected < 0 || selected == c ? 1 : FADED);
            star(
                    g,
                    x[images + c],
                    y[images + c],
                    radius * (selected == c ? CHOSEN_STAR : STAR),
                    Palette.fx(palette.ofClass(c)));
        }
        if (hovered >= 0) {
            ring(g, x[hovered], y[hovered], hovered < images ? radius + 3 : (STAR + 0.6) * radius);
        }
        words(g, x, y, images, captions, offsets, selected);
        g.setGlobalAlpha(1);
    }

    private void dots(
            GraphicsContext g, double[] x, double[] y, int[] classOf, double radius, int selected, boolean chosen) {
        g.setGlobalAlpha(chosen || selected < 0 ? 1 : FADED);
        g.setStroke(Palette.fx(palette.outline()));
        g.setLineWidth(0.7);
        for (int i = 0; i < classOf.length; i++) {
            if ((selected < 0 || classOf[i] == selected) == chosen) {
                g.setFill(Palette.fx(palette.ofClass(classOf[i])));
                g.fillOval(x[i] - radius, y[i] - radius, 2 * radius, 2 * radius);
                g.strokeOval(x[i] - radius, y[i] - radius, 2 * radius, 2 * radius);
            }
        }
    }

    private void star(GraphicsContext g, double x, double y, double radius, Color colour) {
        for (int i = 0; i < 2 * POINTS; i++) {
            double angle = Math.PI * i / POINTS - Math.PI / 2;
            double reach = i % 2 == 0 ? radius : radius * INNER;
            starX[i] = x + reach * Math.cos(angle);
            starY[i] = y + reach * Math.sin(angle);
        }
        g.setStroke(Palette.fx(palette.plot()));
        g.setLineWidth(3.2);
        g.strokePolygon(starX, starY, 2 * POINTS);
        g.setFill(colour.deriveColor(0, 1, 1, SHEER));
        g.fillPolygon(starX, starY, 2 * POINTS);
        g.setStroke(Palette.fx(palette.outline()));
        g.setLineWidth(1.4);
        g.strokePolygon(starX, starY, 2 * POINTS);
    }

    private void ring(GraphicsContext g, double x, double y, double radius) {
        g.setGlobalAlpha(1);
        g.setStroke(Palette.fx(palette.accent()));
        g.setLineWidth(2);
        g.strokeOval(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    /** From a star to its word, where that stands further off. */
    private void line(GraphicsContext g, double x, double y, double[] offset, boolean plain) {
        if (offset[2] != 0 || offset[3] != 0) {
            g.setGlobalAlpha(plain ? 0.6 : FADED);
            g.setStroke(Palette.fx(palette.muted()));
            g.setLineWidth(1);
            g.strokeLine(x, y, x + offset[2], y + offset[3]);
        }
    }

    private void words(
            GraphicsContext g,
            double[] x,
            double[] y,
            int images,
            List<String> captions,
            double[][] offsets,
            int selected) {
        g.setFont(font);
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.CENTER);
        for (int c = 0; c < offsets.length; c++) {
            double atX = Math.rint(x[images + c] + offsets[c][0]);
            double atY = Math.rint(y[images + c] + offsets[c][1]);
            g.setGlobalAlpha(selected < 0 || selected == c ? 1 : FADED);
            g.setFill(Palette.fx(palette.plot()));
            for (double[] shift : HALO) {
                g.fillText(captions.get(c), atX + shift[0], atY + shift[1]);
            }
            g.setFill(Palette.fx(palette.text()));
            g.fillText(captions.get(c), atX, atY);
        }
    }
}
