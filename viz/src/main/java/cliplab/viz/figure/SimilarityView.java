// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import java.util.List;
import java.util.Locale;

/**
 * How alike one image of each class and the captions are. Rows and columns may be of different classes and numbers. Arrays
 * belong to the record from then on.
 *
 * @param rows names of the images' classes
 * @param columns captions
 * @param rowClasses the class of each image
 * @param columnClasses the class of each caption
 * @param cosines of image (row) and caption (column), −1 … 1; NaN where unknown
 * @param temperature τ, above 0: the softmax is of cosine/τ
 * @param shared how many attributes image and caption share; −1 where unknown, and no rows at all where nothing is known
 */
public record SimilarityView(
        List<String> rows,
        List<String> columns,
        int[] rowClasses,
        int[] columnClasses,
        float[][] cosines,
        double temperature,
        int[][] shared) {
    public SimilarityView {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
        if (rowClasses.length != rows.size() || columnClasses.length != columns.size()) {
            throw new IllegalArgumentException("a class is needed for each row and each column");
        }
        checkSize("cosines", cosines.length, rows.size());
        for (float[] row : cosines) {
            checkSize("cosines of a row", row.length, columns.size());
        }
        if (shared.length > 0) {
            checkSize("shared attributes", shared.length, rows.size());
            for (int[] row : shared) {
                checkSize("shared attributes of a row", row.length, columns.size());
            }
        }
        if (!(temperature > 0)) {
            throw new IllegalArgumentException("the temperature must be above 0, not " + temperature);
        }
    }

    private static void checkSize(String what, int given, int needed) {
        if (given != needed) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%d %s are needed, not %d", needed, what, given));
        }
    }

    /** The same cosines at another temperature. */
    public SimilarityView at(double newTemperature) {
        return new SimilarityView(rows, columns, rowClasses, columnClasses, cosines, newTemperature, shared);
    }

    /** The column of the row's own class; −1 where there is none. */
    public int own(int row) {
        for (int column = 0; column < columnClasses.length; column++) {
            if (columnClasses[column] == rowClasses[row]) {
                return column;
            }
        }
        return -1;
    }

    /** How many attributes image and caption share; −1 where unknown. */
    public int shared(int row, int column) {
        return shared.length == 0 ? -1 : shared[row][column];
    }

    /** The largest cosine without its sign, rounded up to a tenth so that the colours seldom change; 0.1 … 1. */
    public double bound() {
        double largest = 0;
        for (float[] row : cosines) {
            for (float cosine : row) {
                largest = Math.max(largest, Float.isNaN(cosine) ? 0 : Math.abs(cosine));
            }
        }
        return Math.clamp(Math.ceil(largest * 10 - 1e-4) / 10, 0.1, 1);
    }
}
