// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import java.util.Arrays;

/**
 * What a similarity matrix says, row by row. Immutable by convention: nobody writes into the arrays.
 *
 * @param softmax over the captions of cosine/τ; NaN in a row with an unknown cosine
 * @param best the nearest caption; −1 in a row without known cosines
 * @param rival the nearest caption but the own; −1 where there is none
 * @param margins cosine of the own caption less that of the rival: negative where the own loses, NaN where one is missing
 * @param asked how many rows have a caption of their own
 * @param right in how many of them it is the nearest
 * @param weakest the row of the smallest margin; −1 where there is none
 */
public record SimilarityReading(
        double[][] softmax, int[] best, int[] rival, double[] margins, int asked, int right, int weakest) {
    public static SimilarityReading of(SimilarityView view) {
        int rows = view.rows().size();
        double[][] softmax = new double[rows][];
        int[] best = new int[rows];
        int[] rival = new int[rows];
        double[] margins = new double[rows];
        int asked = 0;
        int right = 0;
        int weakest = -1;
        for (int row = 0; row < rows; row++) {
            float[] cosines = view.cosines()[row];
            int own = view.own(row);
            softmax[row] = softmax(cosines, view.temperature());
            best[row] = largestBut(-1, cosines);
            rival[row] = largestBut(own, cosines);
            margins[row] = own < 0 || rival[row] < 0 ? Double.NaN : cosines[own] - cosines[rival[row]];
            asked += own < 0 ? 0 : 1;
            right += isRight(own, best[row]) ? 1 : 0;
            if (!Double.isNaN(margins[row]) && (weakest < 0 || margins[row] < margins[weakest])) {
                weakest = row;
            }
        }
        return new SimilarityReading(softmax, best, rival, margins, asked, right, weakest);
    }

    private static boolean isRight(int own, int best) {
        return own >= 0 && own == best;
    }

    /** exp(x/τ) over its sum, less the maximum first so that nothing overflows. */
    static double[] softmax(float[] values, double temperature) {
        double largest = Double.NEGATIVE_INFINITY;
        for (float value : values) {
            largest = Math.max(largest, value);
        }
        double[] shares = new double[values.length];
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            shares[i] = Math.exp((values[i] - largest) / temperature);
            sum += shares[i];
        }
        double whole = sum;
        return Arrays.stream(shares).map(share -> share / whole).toArray();
    }

    private static int largestBut(int left, float[] values) {
        int largest = -1;
        for (int i = 0; i < values.length; i++) {
            if (i != left && !Float.isNaN(values[i]) && (largest < 0 || values[i] > values[largest])) {
                largest = i;
            }
        }
        return largest;
    }

    /** The place of a caption among those of its row, from 1; equals share a place. */
    public static int rank(float[] cosines, int column) {
        int above = 0;
        for (float cosine : cosines) {
            above += cosine > cosines[column] ? 1 : 0;
        }
        return above + 1;
    }
}
