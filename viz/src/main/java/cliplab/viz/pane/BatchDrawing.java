// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.pane;

import cliplab.viz.figure.BatchReading;
import cliplab.viz.figure.BatchView;
import cliplab.viz.figure.CellGrid;
import cliplab.viz.style.Palette;
import java.util.function.IntFunction;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;

/** Paints the images of one batch in a grid, each framed by right or wrong. Used once. */
final class BatchDrawing {
    /** The largest side of an image, in pixels. */
    static final double LARGEST = 96;

    private static final double SMALLEST_WITH_MARK = 18;
    private static final double VEIL = 0.62;

    private final GraphicsContext g;
    private final CellGrid grid;
    private final BatchView batch;
    private final BatchReading reading;
    private final Palette palette;

    BatchDrawing(GraphicsContext g, CellGrid grid, BatchView batch, BatchReading reading, Palette palette) {
        this.g = g;
        this.grid = grid;
        this.batch = batch;
        this.reading = reading;
        this.palette = palette;
    }

    /**
     * @param shown the image to explain; −1 for none
     * @param selectedClass outlined; −1 for none
     */
    void draw(IntFunction<Image> images, int shown, int selectedClass) {
        for (int i = 0; i < batch.size(); i++) {
            drawImage(i, images.apply(i));
            if (shown < 0 && selectedClass >= 0 && batch.classes()[i] == selectedClass) {
                outline(i, palette.accent(), 2);
            }
        }
        if (shown >= 0 && shown < batch.size()) {
            explain(shown);
        }
    }

    private void drawImage(int index, Image image) {
        double side = side();
        double frame = side >= SMALLEST_WITH_MARK ? 2 : 1;
        double gap = 1;
        boolean right = reading.right()[index];
        g.setFill(Palette.fx(right ? palette.good() : palette.bad()));
        g.fillRect(x(index), y(index), side - gap, side - gap);
        double inner = side - gap - 2 * frame;
        g.setImageSmoothing(inner < 32);
        g.drawImage(image, x(index) + frame, y(index) + frame, inner, inner);
        g.setImageSmoothing(true);
        double radius = Math.clamp(side / 11, 2.5, 5);
        if (side >= SMALLEST_WITH_MARK) {
            double markX = x(index) + side - gap - frame - radius - 3;
            double markY = y(index) + side - gap - frame - radius - 3;
            if (right) {
                Marks.tick(g, markX, markY, radius, palette);
            } else {
                Marks.cross(g, markX, markY, radius, palette);
            }
        } else if (!right) {
            // Too small for a cross: a corner, so that not the colour alone says it.
            double corner = side / 2.5;
            double endX = x(index) + side - gap;
            double endY = y(index) + side - gap;
            g.setFill(Palette.fx(palette.bad()));
            g.fillPolygon(new double[] {endX, endX - corner, endX}, new double[] {endY, endY, endY - corner}, 3);
        }
    }

    /** Veils all but the image, the pairs with its caption and the text it was taken for. */
    private void explain(int shown) {
        int matched = reading.matched()[shown];
        boolean wrong = matched >= 0 && !reading.right()[shown];
        g.setFill(Palette.fx(palette.background()).deriveColor(0, 1, 1, VEIL));
        for (int i = 0; i < batch.size(); i++) {
            if (!isTwin(i, shown) && !(wrong && i == matched)) {
                g.fillRect(x(i), y(i), side(), side());
            }
        }
        for (int i = 0; i < batch.size(); i++) {
            if (isTwin(i, shown)) {
                outline(i, palette.accent(), i == shown ? 4 : 2);
            }
        }
        if (wrong) {
            g.setLineDashes(4, 3);
            outline(matched, palette.bad(), 2);
            g.setStroke(Palette.fx(palette.bad()));
            g.setLineWidth(1.5);
            double half = side() / 2;
            g.strokeLine(x(shown) + half, y(shown) + half, x(matched) + half, y(matched) + half);
            g.setLineDashes();
        }
    }

    private boolean isTwin(int index, int shown) {
        return batch.captionIds()[index] == batch.captionIds()[shown];
    }

    /** @param widest of the line, in pixels; thinner on small images */
    private void outline(int index, java.awt.Color colour, double widest) {
        double width = Math.min(widest, Math.max(1, side() / 7));
        g.setStroke(Palette.fx(colour));
        g.setLineWidth(width);
        double side = side() - 1 - width;
        g.strokeRect(x(index) + width / 2, y(index) + width / 2, side, side);
    }

    private double side() {
        return grid.cellWidth();
    }

    private double x(int index) {
        return grid.x(index % grid.columns());
    }

    private double y(int index) {
        return grid.y(index / grid.columns());
    }
}
