// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.eval;

import cliplab.model.data.LabelSet;
import java.util.List;

/**
 * Cosines of images with captions; rectangular, row by row.
 *
 * @param rows what each image shows
 * @param columns the captions
 * @param cosines (rows, columns); not copied
 */
public record SimilarityMatrix(List<String> rows, List<String> columns, float[][] cosines) {
    public SimilarityMatrix {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
        if (cosines.length != rows.size()) {
            throw new IllegalArgumentException(rows.size() + " rows named, " + cosines.length + " given");
        }
        for (float[] row : cosines) {
            if (row.length != columns.size()) {
                throw new IllegalArgumentException(columns.size() + " columns named, " + row.length + " given");
            }
        }
    }

    /**
     * How one row is decided.
     *
     * @param winner the column with the largest cosine
     * @param runnerUp the column with the second largest, or −1 with one column alone
     * @param margin their difference, at least 0
     * @param sharedAttributes how many attributes the runner-up's label shares with the row's own, or −1 where unknown
     */
    public record Decision(int winner, int runnerUp, float margin, int sharedAttributes) {}

    /** @param labels one per column where columns are labels, or none */
    public Decision decide(int row, LabelSet labels) {
        float[] values = cosines[row];
        int winner = Vectors.argMax(values);
        int runnerUp = -1;
        for (int column = 0; column < values.length; column++) {
            if (column != winner && (runnerUp < 0 || values[column] > values[runnerUp])) {
                runnerUp = column;
            }
        }
        int own = labels.indexOf(rows.get(row));
        int shared =
                runnerUp < 0 || own < 0 || labels.attributeCount() == 0 ? -1 : labels.sharedAttributes(own, runnerUp);
        return new Decision(winner, runnerUp, runnerUp < 0 ? 0 : values[winner] - values[runnerUp], shared);
    }
}
