// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
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

    /** What was seen of old runs must stay what it was, to the last bit. */
    @Test
    void cosinesAreDotProductsBitForBit() {
        Random random = new Random(3);
        float[][] rows = draw(random, 9);
        float[][] columns = draw(random, 17);
        float[][] cosines = Vectors.cosines(rows, columns);
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                assertEquals((float) Vectors.dot(rows[i], columns[j]), cosines[i][j], "row " + i + ", column " + j);
            }
        }
    }

    private static float[][] draw(Random random, int count) {
        float[][] rows = new float[count][64];
        for (float[] row : rows) {
            for (int k = 0; k < row.length; k++) {
                row[k] = (float) random.nextGaussian();
            }
        }
        return rows;
    }
}
