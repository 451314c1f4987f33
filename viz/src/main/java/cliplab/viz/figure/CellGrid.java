// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import java.util.Optional;

/**
 * Where the cells of a grid lie on a canvas. Edges are whole pixels, so that cells stay sharp and leave no gaps, and what is
 * drawn is what is hit.
 *
 * @param left of the first column, in pixels
 * @param top of the first row
 * @param cellWidth before rounding
 * @param cellHeight before rounding
 */
public record CellGrid(double left, double top, double cellWidth, double cellHeight, int rows, int columns) {
    public CellGrid {
        if (rows < 0 || columns < 0) {
            throw new IllegalArgumentException("a grid cannot have " + rows + " rows and " + columns + " columns");
        }
        cellWidth = Math.max(0, cellWidth);
        cellHeight = Math.max(0, cellHeight);
    }

    /** A grid that fills a rectangle. */
    public static CellGrid filling(double left, double top, double width, double height, int rows, int columns) {
        return new CellGrid(left, top, width / Math.max(1, columns), height / Math.max(1, rows), rows, columns);
    }

    /**
     * Squares as large as possible that hold {@code count} things row by row.
     *
     * @param largest side of a square, in pixels
     */
    public static CellGrid squares(double width, double height, int count, double largest) {
        double side = 1;
        // The best side makes either a whole number of columns or a whole number of rows.
        for (int n = 1; n <= count; n++) {
            for (double candidate : new double[] {Math.floor(width / n), Math.floor(height / n)}) {
                if (candidate > side && Math.floor(width / candidate) * Math.floor(height / candidate) >= count) {
                    side = candidate;
                }
            }
        }
        side = Math.min(side, largest);
        int columns = (int) Math.clamp(Math.floor(width / side), 1, Math.max(1, count));
        return new CellGrid(0, 0, side, side, Math.ceilDiv(count, columns), columns);
    }

    /** The left edge of a column; of the one past the last, the right edge of all. */
    public double x(int column) {
        return Math.rint(left + column * cellWidth);
    }

    /** The top edge of a row; of the one past the last, the bottom edge of all. */
    public double y(int row) {
        return Math.rint(top + row * cellHeight);
    }

    public double right() {
        return x(columns);
    }

    public double bottom() {
        return y(rows);
    }

    public double width(int column) {
        return x(column + 1) - x(column);
    }

    public double height(int row) {
        return y(row + 1) - y(row);
    }

    /** The row at a height; −1 above and below the grid. */
    public int rowAt(double y) {
        for (int row = 0; row < rows; row++) {
            if (y >= y(row) && y < y(row + 1)) {
                return row;
            }
        }
        return -1;
    }

    /** The column at a width; −1 beside the grid. */
    public int columnAt(double x) {
        for (int column = 0; column < columns; column++) {
            if (x >= x(column) && x < x(column + 1)) {
                return column;
            }
        }
        return -1;
    }

    public Optional<Cell> cellAt(double x, double y) {
        int row = rowAt(y);
        int column = columnAt(x);
        return row < 0 || column < 0 ? Optional.empty() : Optional.of(new Cell(row, column));
    }

    /** A step from a cell that stops at the edges. */
    public Cell step(Cell from, int down, int right) {
        return new Cell(
                Math.clamp(from.row() + down, 0, Math.max(0, rows - 1)),
                Math.clamp(from.column() + right, 0, Math.max(0, columns - 1)));
    }
}
