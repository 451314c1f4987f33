// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.pane;

import cliplab.viz.figure.Cell;
import cliplab.viz.figure.CellGrid;
import cliplab.viz.figure.MarginAxis;
import cliplab.viz.figure.SimilarityReading;
import cliplab.viz.figure.SimilarityView;
import cliplab.viz.style.Palette;
import cliplab.viz.text.Messages;
import cliplab.viz.text.Numbers;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/** Paints one similarity heatmap: captions above, images on the left, margins on the right. Used once. */
final class SimilarityDrawing {
    /** What is drawn, beside the view itself. */
    record State(
            SimilarityView view,
            SimilarityReading reading,
            List<Image> images,
            boolean softmax,
            Palette palette,
            @Nullable Cell cell,
            int selectedClass) {}

    private static final double GUTTER = 38;
    private static final double MARGIN = 58;
    private static final double NUMBER_WIDTH = 32;
    private static final double NUMBER_HEIGHT = 14;

    private final GraphicsContext g;
    private final PaintedRegion region;
    private final State state;
    private final Palette palette;
    private final SimilarityView view;
    private final SimilarityReading reading;
    private final double bound;
    private final CellGrid grid;
    private final ColumnLabels labels;

    SimilarityDrawing(GraphicsContext g, double width, double height, PaintedRegion region, State state) {
        this.g = g;
        this.region = region;
        this.state = state;
        palette = state.palette();
        view = state.view();
        reading = state.reading();
        bound = view.bound();
        double cellWidth =
                (width - GUTTER - MARGIN) / Math.max(1, view.columns().size());
        labels = ColumnLabels.fitting(view.columns(), cellWidth, height * 0.4, MARGIN, region);
        grid = CellGrid.filling(
                GUTTER,
                labels.height(),
                Math.max(0, width - GUTTER - MARGIN),
                Math.max(0, height - labels.height() - 3),
                view.rows().size(),
                view.columns().size());
    }

    /** Where the cells are. */
    CellGrid draw() {
        g.setTextBaseline(VPos.CENTER);
        drawCells();
        drawImages();
        drawMargins();
        labels.draw(g, region, grid, this::labelColour);
        drawLegend();
        drawBands();
        return grid;
    }

    private Color labelColour(int column) {
        Cell cell = state.cell();
        boolean pointed = cell != null && cell.column() == column;
        boolean selected = state.selectedClass() >= 0 && view.columnClasses()[column] == state.selectedClass();
        return Palette.fx(pointed || selected ? palette.accent() : palette.text());
    }

    private void drawCells() {
        boolean numbers = grid.cellWidth() >= NUMBER_WIDTH && grid.cellHeight() >= NUMBER_HEIGHT;
        g.setTextAlign(TextAlignment.CENTER);
        g.setFont(region.font(grid.cellWidth() >= 40 && grid.cellHeight() >= 20 ? 11.5 : 10));
        g.setFill(Palette.fx(palette.grid()));
        g.fillRect(grid.x(0), grid.y(0), grid.right() - grid.x(0), grid.bottom() - grid.y(0));
        double gap = Math.min(grid.cellWidth(), grid.cellHeight()) >= 8 ? 1 : 0;
        for (int row = 0; row < grid.rows(); row++) {
            for (int column = 0; column < grid.columns(); column++) {
                Color ground = colour(value(row, column));
                g.setFill(ground);
                g.fillRect(grid.x(column), grid.y(row), grid.width(column) - gap, grid.height(row) - gap);
                if (numbers) {
                    g.setFill(readableOn(ground));
                    g.fillText(
                            shortNumber(value(row, column)),
                            grid.x(column) + grid.width(column) / 2,
                            grid.y(row) + grid.height(row) / 2);
                }
            }
        }
        for (int row = 0; row < grid.rows(); row++) {
            int own = view.own(row);
            if (own >= 0) {
                outline(own, row, 1, 1, palette.outline(), 1);
            }
            drawBest(row, own, reading.best()[row], numbers);
        }
    }

    /** A dot where the own caption is nearest, a cross where another is, a ring where there is no own. */
    private void drawBest(int row, int own, int best, boolean numbers) {
        if (best < 0) {
            return;
        }
        double radius = Math.clamp(Math.min(grid.cellWidth(), grid.cellHeight()) / 5, 2, 4);
        double x = numbers ? grid.x(best) + grid.width(best) - radius - 4 : grid.x(best) + grid.width(best) / 2;
        double y = numbers ? grid.y(row) + radius + 4 : grid.y(row) + grid.height(row) / 2;
        Color ink = readableOn(colour(value(row, best)));
        g.setFill(ink);
        g.setStroke(ink);
        g.setLineWidth(1.5);
        if (own < 0) {
            g.strokeOval(x - radius, y - radius, 2 * radius, 2 * radius);
        } else if (own == best) {
            g.fillOval(x - radius, y - radius, 2 * radius, 2 * radius);
        } else {
            Marks.cross(g, x, y, radius + 1, palette);
        }
    }

    private void drawImages() {
        for (int row = 0; row < grid.rows(); row++) {
            double side = Math.min(grid.height(row) - (grid.cellHeight() > 16 ? 2 : 1), GUTTER - 6);
            double y = grid.y(row) + (grid.height(row) - side) / 2;
            g.setImageSmoothing(side < 32);
            g.drawImage(state.images().get(row), GUTTER - side - 3, y, side, side);
        }
        g.setImageSmoothing(true);
    }

    /** Bars from a common zero, own caption ahead to the right, behind to the left, with their number. */
    private void drawMargins() {
        MarginAxis axis = MarginAxis.of(reading.margins(), grid.right() + 5, MARGIN - 5 - 28);
        g.setTextAlign(TextAlignment.RIGHT);
        g.setFont(region.font(grid.cellHeight() >= 13 ? 10 : 9));
        for (int row = 0; row < grid.rows(); row++) {
            double margin = reading.margins()[row];
            double middle = grid.y(row) + grid.height(row) / 2;
            double thickness = MarginAxis.thickness(grid.height(row));
            if (!Double.isNaN(margin)) {
                g.setFill(Palette.fx(margin < 0 ? palette.bad() : palette.good()));
                g.fillRect(axis.left(margin), middle - thickness / 2, axis.length(margin), thickness);
            }
            if (grid.cellHeight() >= 9) {
                g.setFill(Palette.fx(margin < 0 ? palette.bad() : palette.text()));
                g.fillText(Numbers.two(margin), grid.right() + MARGIN - 2, middle);
            }
        }
        g.setFill(Palette.fx(palette.muted()));
        g.fillRect(axis.zero() - 0.5, grid.y(0), 1, grid.bottom() - grid.y(0));
        g.setTextAlign(TextAlignment.RIGHT);
        g.setFont(region.font(10));
        g.fillText(Messages.text("similarity.margin"), grid.right() + MARGIN - 2, grid.y(0) - 8);
    }

    /** The scale of colours in the free corner above the images. */
    private void drawLegend() {
        double top = 7;
        double bottom = grid.y(0) - 8;
        for (double y = top; y < bottom; y++) {
            double share = 1 - (y - top) / (bottom - top);
            g.setFill(colour(state.softmax() ? share : bound * (2 * share - 1)));
            g.fillRect(2, y, 8, 1);
        }
        g.setStroke(Palette.fx(palette.muted()));
        g.setLineWidth(1);
        g.strokeRect(1.5, top - 0.5, 9, bottom - top + 1);
        g.setTextAlign(TextAlignment.LEFT);
        g.setFont(region.font(10));
        g.setFill(Palette.fx(palette.muted()));
        g.fillText(state.softmax() ? "1" : Numbers.bound(bound), 13, top + 1);
        g.fillText(state.softmax() ? "0" : Numbers.bound(-bound), 13, bottom - 1);
        if (!state.softmax() && bottom - top >= 26) {
            g.fillText("0", 13, (top + bottom) / 2);
        }
    }

    /** Row and column of the selected class and of the cell under the mouse or the arrow keys. */
    private void drawBands() {
        for (int row = 0; row < grid.rows() && state.selectedClass() >= 0; row++) {
            if (view.rowClasses()[row] == state.selectedClass()) {
                outline(0, row, grid.columns(), 1, palette.accent(), 2);
            }
        }
        for (int column = 0; column < grid.columns() && state.selectedClass() >= 0; column++) {
            if (view.columnClasses()[column] == state.selectedClass()) {
                outline(column, 0, 1, grid.rows(), palette.accent(), 2);
            }
        }
        Cell cell = state.cell();
        if (cell != null) {
            outline(0, cell.row(), grid.columns(), 1, palette.muted(), 1);
            outline(cell.column(), 0, 1, grid.rows(), palette.muted(), 1);
            outline(cell.column(), cell.row(), 1, 1, palette.background(), 4);
            outline(cell.column(), cell.row(), 1, 1, palette.accent(), 2);
        }
    }

    private void outline(int column, int row, int columns, int rows, java.awt.Color colour, double width) {
        g.setStroke(Palette.fx(colour));
        g.setLineWidth(width);
        double inset = width / 2;
        g.strokeRect(
                grid.x(column) + inset,
                grid.y(row) + inset,
                grid.x(column + columns) - grid.x(column) - width,
                grid.y(row + rows) - grid.y(row) - width);
    }

    /** What rounds to no probability at all is not worth three digits in most of the cells. */
    private String shortNumber(double value) {
        return state.softmax() && value < 0.005 ? "0" : Numbers.two(value);
    }

    private double value(int row, int column) {
        return state.softmax() ? reading.softmax()[row][column] : view.cosines()[row][column];
    }

    private Color colour(double value) {
        if (Double.isNaN(value)) {
            return Palette.fx(palette.grid());
        }
        return state.softmax()
                ? Palette.fx(palette.plot()).interpolate(Palette.fx(palette.accent()), value)
                : Palette.fx(palette.diverging(value / bound));
    }

    private Color readableOn(Color ground) {
        Color dark = Palette.fx(palette.dark() ? palette.background() : palette.text());
        Color light = Palette.fx(palette.dark() ? palette.text() : palette.background());
        return 0.299 * ground.getRed() + 0.587 * ground.getGreen() + 0.114 * ground.getBlue() > 0.5 ? dark : light;
    }
}
