// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ProductReadingTest {
    private static float[] unit(Random random, int dimensions) {
        double[] values = random.doubles(dimensions, -1, 1).toArray();
        double length = 0;
        for (double value : values) {
            length += value * value;
        }
        float[] unit = new float[dimensions];
        for (int d = 0; d < dimensions; d++) {
            unit[d] = (float) (values[d] / Math.sqrt(length));
        }
        return unit;
    }

    @Test
    void productsSumToTheCosineInEveryOrder() {
        Random random = new Random(5);
        for (int dimensions : new int[] {1, 64, 512}) {
            float[] image = unit(random, dimensions);
            float[] label = unit(random, dimensions);
            double cosine = 0;
            for (int d = 0; d < dimensions; d++) {
                cosine += (double) image[d] * label[d];
            }
            ProductReading reading = ProductReading.of(image, label);
            assertEquals(cosine, reading.sum(), 1e-12);
            assertEquals(cosine, reading.running(reading.byContribution())[dimensions - 1], 1e-12);
        }
    }

    @Test
    void contributionsFallFromTheLargestProductToTheSmallest() {
        ProductReading reading =
                ProductReading.of(new float[] {0.5f, -0.5f, 0.5f, 0.5f}, new float[] {0.5f, 0.5f, 0.25f, 0.5f});
        assertArrayEquals(new int[] {0, 3, 2, 1}, reading.byContribution());
        assertArrayEquals(new double[] {0.25, 0, 0.125, 0.375}, reading.running(new int[] {0, 1, 2, 3}), 1e-12);
        assertArrayEquals(new double[] {0.25, 0.5, 0.625, 0.375}, reading.running(reading.byContribution()), 1e-12);
    }

    @Test
    void vectorsOfDifferentLengthsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> ProductReading.of(new float[2], new float[3]));
        assertThrows(IllegalArgumentException.class, () -> ProductReading.of(new float[0], new float[0]));
    }
}
