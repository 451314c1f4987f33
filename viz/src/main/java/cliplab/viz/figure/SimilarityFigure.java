// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import cliplab.viz.style.Palette;
import cliplab.viz.text.Messages;
import cliplab.viz.text.Numbers;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * The heatmap of one image of each class with every caption: images with their classes on the left, captions above, margins on
 * the right, the scale of colours below. Immutable but for its palette.
 */
public final class SimilarityFigure implements Figure {
    private static final int LETTERS = 11;
    private static final int SMALL = 10;
    private static final double PICTURE = 26;
    private static final double MARGINS = 86;
    private static final double SCALE = 38;
    private static final double NUMBER_WIDTH = 26;
    private static final double NUMBER_HEIGHT = 12;
    /** Rows lower than this have no words. */
    private static final double READABLE = 9;

    private static final double SLOPE = Math.sqrt(0.5);

    private final SimilarityView view;
    private final SimilarityReading reading;
    private final List<Thumbnail> images;
    private final boolean softmax;
    private Palette palette = Palette.LIGHT;

    /**
     * @param images one for each row
     * @param softmax whether probabilities are shown instead of cosines
     */
    public SimilarityFigure(SimilarityView view, List<Thumbnail> images, boolean softmax) {
        if (images.size() != view.rows().size()) {
            throw new IllegalArgumentException(view.rows().size() + " rows, " + images.size() + " images");
        }
        this.view = view;
        this.images = List.copyOf(images);
        this.softmax = softmax;
        reading = SimilarityReading.of(view);
    }

    @Override
    public String title() {
        return Messages.text("similarity.title");
    }

    @Override
    public void apply(Palette newPalette) {
        palette = newPalette;
    }

    @Override
    public List<String> notes() {
        return List.of(
                softmax
                        ? Messages.text("similarity.note.softmax", Numbers.temperature(view.temperature()))
                        : Messages.text("similarity.note.cosine"),
                Messages.text("similarity.note.marks", reading.right(), reading.asked()));
    }

    @Override
    public DataTable table() {
        List<List<Object>> rows = new ArrayList<>();
        for (int row = 0; row < view.rows().size(); row++) {
            for (int column = 0; column < view.columns().size(); column++) {
                rows.add(List.of(
                        view.rows().get(row),
                        view.columns().get(column),
                        view.cosines()[row][column],
                        reading.softmax()[row][column]));
            }
        }
        return new DataTable(
                List.of(
                        Messages.text("similarity.column.image"),
                        Messages.text("similarity.column.caption"),
                        Messages.text("similarity.card.cosine"),
                        Messages.text("similarity.card.softmax")),
                rows);
    }

    @Override
    public void draw(Graphics2D g, Rectangle2D area) {
        Pen pen = new Pen(g);
        Font font = Pen.font(LETTERS);
        double names = view.rows().stream()
                .mapToDouble(row -> Pen.width(row, font))
                .max()
                .orElse(0);
        double longest = view.columns().stream()
                .mapToDouble(column -> Pen.width(column, font))
                .max()
                .orElse(0);
        double above = Math.min(longest * SLOPE + 14, area.getHeight() / 3);
        boolean named =
                (area.getHeight() - above - SCALE) / Math.max(1, view.rows().size()) >= READABLE;
        double left = (named ? Math.min(names, area.getWidth() / 4) : 0) + PICTURE + 10;
        CellGrid grid = CellGrid.filling(
                area.getX() + left,
                area.getY() + above,
                area.getWidth() - left - MARGINS,
                area.getHeight() - above - SCALE,
                view.rows().size(),
                view.columns().size());
        drawCells(pen, grid);
        drawRows(pen, g, grid, left - PICTURE - 10);
        for (int column = 0; column < grid.columns(); column++) {
            double middle = grid.x(column) + grid.width(column) / 2;
            double room = (above - 14) / SLOPE + 4;
            pen.slanted(
                    Pen.fitted(view.columns().get(column), font, room), font, palette.text(), middle, grid.y(0) - 7);
        }
        drawMargins(pen, grid);
        drawScale(pen, g, grid, area.getMaxY());
    }

    private void drawCells(Pen pen, CellGrid grid) {
        boolean numbers = grid.cellWidth() >= NUMBER_WIDTH && grid.cellHeight() >= NUMBER_HEIGHT;
        Font font = Pen.font(grid.cellWidth() >= 40 && grid.cellHeight() >= 18 ? SMALL : 9);
        double gap = Math.min(grid.cellWidth(), grid.cellHeight()) >= 8 ? 1 : 0;
        for (int row = 0; row < grid.rows(); row++) {
            for (int column = 0; column < grid.columns(); column++) {
                Color ground = colour(value(row, column));
                pen.box(grid.x(column), grid.y(row), grid.width(column) - gap, grid.height(row) - gap, ground);
                if (numbers) {
                    pen.text(
                            number(value(row, column)),
                            font,
                            readableOn(ground),
                            // Beside the mark.
                            grid.x(column) + grid.width(column) / 2 - (column == reading.best()[row] ? 3 : 0),
                            grid.y(row) + grid.height(row) / 2,
                            0.5);
                }
            }
        }
        pen.outline(
                new Rectangle2D.Double(
                        grid.x(0) - 0.5, grid.y(0) - 0.5, grid.right() - grid.x(0), grid.bottom() - grid.y(0)),
                palette.grid(),
                1);
        for (int row = 0; row < grid.rows(); row++) {
            int own = view.own(row);
            if (own >= 0) {
                pen.outline(
                        new Rectangle2D.Double(
                                grid.x(own) + 0.5, grid.y(row) + 0.5, grid.width(own) - 2, grid.height(row) - 2),
                        palette.outline(),
                        1);
            }
            drawBest(pen, grid, row, own, numbers);
        }
    }

    /** A dot where the own caption is nearest, a cross where another is, a ring where there is no own. */
    private void drawBest(Pen pen, CellGrid grid, int row, int own, boolean numbers) {
        int best = reading.best()[row];
        if (best < 0) {
            return;
        }
        double radius = Math.clamp(Math.min(grid.cellWidth(), grid.cellHeight()) / 7, 1.5, 2.2);
        double x = numbers ? grid.x(best) + grid.width(best) - radius - 3.5 : grid.x(best) + grid.width(best) / 2;
        double y = numbers ? grid.y(row) + radius + 3 : grid.y(row) + grid.height(row) / 2;
        Color ink = readableOn(colour(value(row, best)));
        Ellipse2D dot = new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
        if (own < 0) {
            pen.outline(dot, ink, 1.2);
        } else if (own == best) {
            pen.fill(dot, ink);
        } else {
            pen.outline(new Line2D.Double(x - radius, y - radius, x + radius, y + radius), ink, 1.6);
            pen.outline(new Line2D.Double(x - radius, y + radius, x + radius, y - radius), ink, 1.6);
        }
    }

    private void drawRows(Pen pen, Graphics2D g, CellGrid grid, double room) {
        Font font = Pen.font(LETTERS);
        double side = Math.floor(Math.clamp(grid.cellHeight() - 1, 1, PICTURE));
        for (int row = 0; row < grid.rows(); row++) {
            double y = grid.y(row) + (grid.height(row) - side) / 2;
            g.drawImage(
                    images.get(row).image(),
                    (int) Math.round(grid.x(0) - side - 4),
                    (int) Math.round(y),
                    (int) side,
                    (int) side,
                    null);
            if (grid.cellHeight() >= READABLE) {
                pen.text(
                        Pen.fitted(view.rows().get(row), font, room),
                        font,
                        palette.text(),
                        grid.x(0) - PICTURE - 9,
                        grid.y(row) + grid.height(row) / 2,
                        1);
            }
        }
    }

    /** Bars from a common zero, own caption ahead to the right, behind to the left, with their number. */
    private void drawMargins(Pen pen, CellGrid grid) {
        MarginAxis axis = MarginAxis.of(reading.margins(), grid.right() + 8, MARGINS - 8 - 34);
        Font font = Pen.font(grid.cellHeight() >= 13 ? SMALL : 9);
        for (int row = 0; row < grid.rows(); row++) {
            double margin = reading.margins()[row];
            double middle = grid.y(row) + grid.height(row) / 2;
            double thickness = MarginAxis.thickness(grid.height(row));
            if (!Double.isNaN(margin)) {
                pen.box(
                        axis.left(margin),
                        middle - thickness / 2,
                        axis.length(margin),
                        thickness,
                        margin < 0 ? palette.bad() : palette.good());
            }
            if (grid.cellHeight() >= READABLE) {
                Color ink = margin < 0 ? palette.bad() : palette.text();
                pen.text(Numbers.two(margin), font, ink, grid.right() + MARGINS, middle, 1);
            }
        }
        pen.box(axis.zero() - 0.5, grid.y(0), 1, grid.bottom() - grid.y(0), palette.muted());
        pen.text(
                Messages.text("similarity.margin"),
                Pen.font(SMALL),
                palette.muted(),
                grid.right() + MARGINS,
                grid.bottom() + 9,
                1);
    }

    /** The scale of colours, below the cells. */
    private void drawScale(Pen pen, Graphics2D g, CellGrid grid, double bottom) {
        double left = grid.x(0);
        double width = Math.min(220, grid.right() - left);
        double top = bottom - 26;
        double low = softmax ? 0 : -view.bound();
        double high = softmax ? 1 : view.bound();
        g.setPaint(new LinearGradientPaint(
                (float) left, 0, (float) (left + width), 0, new float[] {0, 0.5f, 1}, new Color[] {
                    colour(low), colour((low + high) / 2), colour(high)
                }));
        Rectangle2D strip = new Rectangle2D.Double(left, top, width, 8);
        g.fill(strip);
        pen.outline(strip, palette.muted(), 0.6);
        Font font = Pen.font(SMALL);
        double words = top + 17;
        pen.text(softmax ? "0" : Numbers.bound(low), font, palette.muted(), left, words, 0);
        pen.text(softmax ? "0.5" : "0", font, palette.muted(), left + width / 2, words, 0.5);
        pen.text(softmax ? "1" : Numbers.bound(high), font, palette.muted(), left + width, words, 1);
        pen.text(
                Messages.text(softmax ? "similarity.scale.softmax" : "similarity.scale.cosine"),
                font,
                palette.muted(),
                left + width + 12,
                top + 4,
                0);
    }

    /** What rounds to no probability at all is not worth three digits in most of the cells. */
    private String number(double value) {
        return softmax && value < 0.005 ? "0" : Numbers.two(value);
    }

    private double value(int row, int column) {
        return softmax ? reading.softmax()[row][column] : view.cosines()[row][column];
    }

    private Color colour(double value) {
        if (Double.isNaN(value)) {
            return palette.grid();
        }
        return softmax
                ? Palette.between(palette.plot(), palette.accent(), value)
                : palette.diverging(value / view.bound());
    }

    private Color readableOn(Color ground) {
        Color dark = palette.dark() ? palette.background() : palette.text();
        Color light = palette.dark() ? palette.text() : palette.background();
        return 0.299 * ground.getRed() + 0.587 * ground.getGreen() + 0.114 * ground.getBlue() > 127.5 ? dark : light;
    }
}
