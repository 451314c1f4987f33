// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class VectorsTest {
    @Test
    void theEntropyOfSharesIsInNats() {
        assertEquals(0, Vectors.entropy(new double[] {0, 1, 0}));
        assertEquals(Math.log(2), Vectors.entropy(new double[] {0.5, 0, 0.5}), 1e-15);
        // ½·ln 2 + 2·¼·ln 4 = 1.5·ln 2
        assertEquals(1.5 * Math.log(2), Vectors.entropy(new double[] {0.5, 0.25, 0.25}), 1e-15);
    }

    @Test
    void theNormIsTheEuclideanLength() {
        assertEquals(13, Vectors.norm(new float[] {3, -4, 12}));
        assertEquals(1, Vectors.norm(Vectors.unit(new float[] {3, -4, 12})), 1e-7);
        assertEquals(0, Vectors.norm(new float[2]));
    }
}
