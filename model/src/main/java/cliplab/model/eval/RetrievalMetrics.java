// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.eval;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * How well one side finds the other: the share of queries with a right answer among the first 1, 5 and 10, and the median
 * place (from 1) of the first right answer. Equal similarities, and such
 * as are no number, count against the query.
 */
public record RetrievalMetrics(double recallAt1, double recallAt5, double recallAt10, double medianRank) {
    /**
     * @param similarities (queries, candidates)
     * @param queryGroup what each query is about
     * @param candidateGroup what each candidate is about; right where it equals the query's. A query without a right
     *     candidate is left out
     */
    public static RetrievalMetrics of(float[][] similarities, int[] queryGroup, int[] candidateGroup) {
        int[] ranks = new int[similarities.length];
        int count = 0;
        for (int query = 0; query < similarities.length; query++) {
            float[] row = similarities[query];
            int group = queryGroup[query];
            float best = Float.NEGATIVE_INFINITY;
            boolean any = false;
            for (int c = 0; c < row.length; c++) {
                if (candidateGroup[c] == group) {
                    best = Math.max(best, row[c]);
                    any = true;
                }
            }
            if (any) {
                int rank = 1;
                for (int c = 0; c < row.length; c++) {
                    if (candidateGroup[c] != group && !(row[c] < best)) {
                        rank++;
                    }
                }
                ranks[count++] = rank;
            }
        }
        int[] sorted = Arrays.copyOf(ranks, count);
        Arrays.sort(sorted);
        double median = count == 0 ? Double.NaN : (sorted[(count - 1) / 2] + sorted[count / 2]) / 2.0;
        return new RetrievalMetrics(
                share(sorted, rank -> rank <= 1),
                share(sorted, rank -> rank <= 5),
                share(sorted, rank -> rank <= 10),
                median);
    }

    private static double share(int[] ranks, IntPredicate good) {
        return ranks.length == 0
                ? Double.NaN
                : (double) Arrays.stream(ranks).filter(good).count() / ranks.length;
    }
}
