// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cliplab.model.data.CaptionGrammar;
import cliplab.model.data.LabelSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimilarityMatrixTest {
    @Test
    void aMatrixMayHaveMoreColumnsThanRows() {
        SimilarityMatrix matrix =
                new SimilarityMatrix(List.of("x"), List.of("a", "b", "c"), new float[][] {{0.1f, 0.7f, 0.4f}});
        SimilarityMatrix.Decision decision = matrix.decide(0, LabelSet.NONE);
        assertEquals(1, decision.winner());
        assertEquals(2, decision.runnerUp());
        assertEquals(0.3f, decision.margin(), 1e-6f);
        assertEquals(-1, decision.sharedAttributes());
    }

    @Test
    void oneColumnHasNoRunnerUp() {
        SimilarityMatrix matrix = new SimilarityMatrix(List.of("x"), List.of("a"), new float[][] {{-0.5f}});
        assertEquals(new SimilarityMatrix.Decision(0, -1, 0, -1), matrix.decide(0, LabelSet.NONE));
    }

    @Test
    void equalCosinesLeaveNoMargin() {
        SimilarityMatrix matrix = new SimilarityMatrix(List.of("x"), List.of("a", "b"), new float[][] {{-1, -1}});
        assertEquals(new SimilarityMatrix.Decision(0, 1, 0, -1), matrix.decide(0, LabelSet.NONE));
    }

    @Test
    void theRunnerUpIsComparedWithWhatTheRowShows() {
        LabelSet labels = CaptionGrammar.labels();
        float[] row = new float[16];
        row[0] = 0.9f; // red circle
        row[1] = 0.8f; // red square
        SimilarityMatrix matrix = new SimilarityMatrix(List.of("red square"), labels.names(), new float[][] {row});
        SimilarityMatrix.Decision decision = matrix.decide(0, labels);
        assertEquals(0, decision.winner());
        assertEquals(1, decision.runnerUp());
        assertEquals(2, decision.sharedAttributes());
    }

    @Test
    void namesAndNumbersMustFit() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new SimilarityMatrix(List.of("x"), List.of("a"), new float[][] {{1, 2}}));
        assertThrows(
                IllegalArgumentException.class,
                () -> new SimilarityMatrix(List.of("x"), List.of("a"), new float[0][0]));
    }

    @Test
    void vectorsAreComparedInDoubles() {
        assertArrayEquals(new float[] {0.6f, 0.8f}, Vectors.unit(new float[] {3, 4}), 1e-7f);
        assertEquals(11, Vectors.dot(new float[] {1, 2}, new float[] {3, 4}));
        assertEquals(1, Vectors.argMax(new float[] {-3, 2, 2}));
        double[] shares = Vectors.softmax(new float[] {1, 1, -1}, 1000);
        assertArrayEquals(new double[] {0.5, 0.5, 0}, shares, 1e-12);
        double[] known = Vectors.softmax(new float[] {0.5f, 0.25f}, 4);
        assertEquals(Math.E / (Math.E + 1), known[0], 1e-12);
    }
}
