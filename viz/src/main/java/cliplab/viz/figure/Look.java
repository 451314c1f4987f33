// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import cliplab.viz.style.Palette;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.function.Function;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jspecify.annotations.Nullable;

/**
 * How a series is drawn. Dashes and markers tell series apart without colours.
 *
 * @param stroke null for markers alone
 * @param marker null for a line alone
 */
record Look(
        Function<Palette, Color> ink,
        @Nullable BasicStroke stroke,
        @Nullable Shape marker) {
    static final Shape DOT = new Ellipse2D.Double(-2.5, -2.5, 5, 5);
    static final Shape SMALL_DOT = new Ellipse2D.Double(-1.5, -1.5, 3, 3);
    static final Shape LARGE_DOT = new Ellipse2D.Double(-4.5, -4.5, 9, 9);
    static final Shape SQUARE = new Rectangle2D.Double(-2.5, -2.5, 5, 5);
    static final Shape DIAMOND = polygon(0, -3.5, 3.5, 0, 0, 3.5, -3.5, 0);
    static final Shape UP = polygon(0, -3.5, 3.5, 3, -3.5, 3);
    static final Shape DOWN = polygon(0, 3.5, 3.5, -3, -3.5, -3);

    private static Shape polygon(double... xy) {
        Path2D path = new Path2D.Double();
        path.moveTo(xy[0], xy[1]);
        for (int i = 2; i < xy.length; i += 2) {
            path.lineTo(xy[i], xy[i + 1]);
        }
        path.closePath();
        return path;
    }

    /** Draws a series so. */
    void dress(XYLineAndShapeRenderer renderer, int series, Palette palette) {
        renderer.setSeriesPaint(series, ink.apply(palette), false);
        renderer.setSeriesLinesVisible(series, Boolean.valueOf(stroke != null));
        renderer.setSeriesShapesVisible(series, Boolean.valueOf(marker != null));
        if (stroke != null) {
            renderer.setSeriesStroke(series, stroke, false);
        }
        if (marker != null) {
            renderer.setSeriesShape(series, marker, false);
        }
    }

    static Look line(Function<Palette, Color> ink, BasicStroke stroke) {
        return new Look(ink, stroke, null);
    }

    static Function<Palette, Color> series(int index) {
        return palette -> palette.series().get(index);
    }

    /** The colour, half sunk into the ground: opaque, so that overlapping lines do not add up. */
    static Function<Palette, Color> faint(Function<Palette, Color> ink) {
        return palette -> {
            Color front = ink.apply(palette);
            Color back = palette.plot();
            return new Color(
                    (front.getRed() * 2 + back.getRed() * 3) / 5,
                    (front.getGreen() * 2 + back.getGreen() * 3) / 5,
                    (front.getBlue() * 2 + back.getBlue() * 3) / 5);
        };
    }

    static BasicStroke solid(double width) {
        return stroke(width);
    }

    static BasicStroke dashed(double width) {
        return stroke(width, 7, 4);
    }

    static BasicStroke dotted(double width) {
        return stroke(width, 2, 3);
    }

    static BasicStroke dashDotted(double width) {
        return stroke(width, 8, 3, 2, 3);
    }

    private static BasicStroke stroke(double width, double... dashes) {
        float[] pattern = new float[dashes.length];
        for (int i = 0; i < pattern.length; i++) {
            pattern[i] = (float) dashes[i];
        }
        float thin = (float) width;
        return pattern.length == 0
                ? new BasicStroke(thin, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL)
                : new BasicStroke(thin, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 10, pattern, 0);
    }
}
