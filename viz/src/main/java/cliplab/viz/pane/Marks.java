// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.pane;

import cliplab.viz.style.Palette;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;

/** Right and wrong in form as well as in colour, on a halo that keeps them apart from any ground. */
final class Marks {
    private Marks() {}

    static void cross(GraphicsContext g, double x, double y, double radius, Palette palette) {
        double[] xs = {x - radius, x + radius};
        double[] falling = {y - radius, y + radius};
        double[] rising = {y + radius, y - radius};
        Color ground = Palette.fx(palette.background());
        Color ink = Palette.fx(palette.bad());
        stroke(g, xs, falling, radius, ground, halo(radius));
        stroke(g, xs, rising, radius, ground, halo(radius));
        stroke(g, xs, falling, radius, ink, 0);
        stroke(g, xs, rising, radius, ink, 0);
    }

    static void tick(GraphicsContext g, double x, double y, double radius, Palette palette) {
        double[] xs = {x - radius, x - radius * 0.25, x + radius};
        double[] ys = {y, y + radius * 0.75, y - radius * 0.8};
        stroke(g, xs, ys, radius, Palette.fx(palette.background()), halo(radius));
        stroke(g, xs, ys, radius, Palette.fx(palette.good()), 0);
    }

    private static double halo(double radius) {
        return radius < 4 ? 2 : 3;
    }

    private static void stroke(GraphicsContext g, double[] xs, double[] ys, double radius, Color ink, double halo) {
        g.setStroke(ink);
        g.setLineCap(StrokeLineCap.ROUND);
        g.setLineWidth(Math.max(1.5, radius / 2.5) + halo);
        g.strokePolyline(xs, ys, xs.length);
        g.setLineCap(StrokeLineCap.SQUARE);
    }
}
