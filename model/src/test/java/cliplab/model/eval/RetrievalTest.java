// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.model.eval.Retrieval.Hit;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetrievalTest {
    private static final float[][] IMAGES = {{1, 0}, {0.6f, 0.8f}, {0, 1}, {0.6f, 0.8f}};

    @Test
    void theNearestComeFirstAndEqualsInTheirOrder() {
        assertEquals(
                List.of(new Hit(2, 1), new Hit(1, 0.8f), new Hit(3, 0.8f)),
                Retrieval.nearest(new float[] {0, 1}, IMAGES, 3));
        assertEquals(List.of(new Hit(0, 1)), Retrieval.nearest(new float[] {1, 0}, IMAGES, 1));
        assertEquals(4, Retrieval.nearest(new float[] {1, 0}, IMAGES, 9).size());
        assertTrue(Retrieval.nearest(new float[] {1, 0}, new float[0][], 5).isEmpty());
    }

    @Test
    void bothWaysAreCounted() {
        // The second image, of caption 0, is nearer to caption 1; each caption's nearest image is its own.
        Retrieval retrieval = Retrieval.of(IMAGES, new float[][] {{1, 0}, {0, 1}}, new int[] {0, 0, 1, 1});
        assertEquals(new RetrievalMetrics(0.75, 1, 1, 1), retrieval.imageToText());
        assertEquals(new RetrievalMetrics(1, 1, 1, 1), retrieval.textToImage());
    }
}
