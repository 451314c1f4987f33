// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RetrievalMetricsTest {
    /** One query whose right answer, candidate 0, stands behind {@code better} others of 12. */
    private static float[] row(int better) {
        float[] row = new float[12];
        row[0] = 0.5f;
        for (int c = 1; c < row.length; c++) {
            row[c] = c <= better ? 0.9f : 0.1f;
        }
        return row;
    }

    private static final int[] CANDIDATES = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};

    @Test
    void ranksAreCountedFromOne() {
        RetrievalMetrics metrics =
                RetrievalMetrics.of(new float[][] {row(0), row(4), row(9), row(10)}, new int[4], CANDIDATES);
        assertEquals(0.25, metrics.recallAt1());
        assertEquals(0.5, metrics.recallAt5());
        assertEquals(0.75, metrics.recallAt10());
        assertEquals(7.5, metrics.medianRank());
    }

    @Test
    void tiesCountAgainstTheQuery() {
        float[][] equal = {{0.5f, 0.5f, 0.5f}};
        RetrievalMetrics metrics = RetrievalMetrics.of(equal, new int[] {0}, new int[] {0, 1, 2});
        assertEquals(0, metrics.recallAt1());
        assertEquals(3, metrics.medianRank());
    }

    @Test
    void theBestOfSeveralRightAnswersCountsAndTheyDoNotCompete() {
        float[][] similarities = {{0.7f, 0.9f, 0.8f, 0.9f}};
        RetrievalMetrics metrics = RetrievalMetrics.of(similarities, new int[] {1}, new int[] {0, 1, 0, 1});
        assertEquals(1, metrics.recallAt1());
        assertEquals(1, metrics.medianRank());
    }

    @Test
    void queriesWithoutARightAnswerAreLeftOut() {
        float[][] similarities = {{1, 0}, {0, 1}};
        RetrievalMetrics metrics = RetrievalMetrics.of(similarities, new int[] {7, 1}, new int[] {0, 1});
        assertEquals(1, metrics.recallAt1());
        assertEquals(1, metrics.medianRank());
        RetrievalMetrics none = RetrievalMetrics.of(similarities, new int[] {7, 8}, new int[] {0, 1});
        assertTrue(Double.isNaN(none.recallAt1()) && Double.isNaN(none.medianRank()));
    }
}
