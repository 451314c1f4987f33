// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SimilarityReadingTest {
    private static SimilarityView square(float[][] cosines, double temperature) {
        return new SimilarityView(
                List.of("a", "b", "c"),
                List.of("A", "B", "C"),
                new int[] {0, 1, 2},
                new int[] {0, 1, 2},
                cosines,
                temperature,
                new int[0][]);
    }

    @Test
    void readsMarginsAndFindsTheWrongRow() {
        SimilarityReading reading = SimilarityReading.of(square(
                new float[][] {{0.6f, 0.2f, -0.2f}, {0.5f, 0.25f, 0.1f}, {-0.1f, 0.3f, 0.4f}}, 0.07));
        assertArrayEquals(new int[] {0, 0, 2}, reading.best());
        assertArrayEquals(new int[] {1, 0, 1}, reading.rival());
        assertArrayEquals(new double[] {0.4, -0.25, 0.1}, reading.margins(), 1e-6);
        assertEquals(3, reading.asked());
        assertEquals(2, reading.right());
        assertEquals(1, reading.weakest());
    }

    @Test
    void softmaxIsOfCosinesOverTemperature() {
        // e^1 / (e^1 + e^0 + e^0) = 2.71828 / 4.71828
        SimilarityReading reading =
                SimilarityReading.of(square(new float[][] {{0.5f, 0, 0}, {0, 0, 0}, {0, 0, 1}}, 0.5));
        assertEquals(0.576117, reading.softmax()[0][0], 1e-6);
        assertEquals(0.211942, reading.softmax()[0][2], 1e-6);
        assertEquals(1 / 3.0, reading.softmax()[1][1], 1e-12);
    }

    @Test
    void softmaxDoesNotOverflowAtATinyTemperature() {
        double[] shares = SimilarityReading.softmax(new float[] {1, -1, 0.99f}, 1e-5);
        assertEquals(1, shares[0], 1e-12);
        assertEquals(1, Arrays.stream(shares).sum(), 1e-12);
    }

    @Test
    void readsARectangleWithAWithheldCaption() {
        SimilarityView view = new SimilarityView(
                List.of("b", "withheld"),
                List.of("A", "B", "C"),
                new int[] {1, 7},
                new int[] {0, 1, 2},
                new float[][] {{0.1f, 0.2f, 0.6f}, {0.3f, 0.5f, 0.4f}},
                1,
                new int[][] {{0, 2, 1}, {-1, -1, -1}});
        SimilarityReading reading = SimilarityReading.of(view);
        assertEquals(1, view.own(0));
        assertEquals(-1, view.own(1));
        assertEquals(1, reading.asked());
        assertEquals(0, reading.right());
        assertEquals(-0.4, reading.margins()[0], 1e-6);
        assertTrue(Double.isNaN(reading.margins()[1]));
        assertEquals(1, reading.best()[1]);
        assertEquals(1, reading.rival()[1]);
        assertEquals(1, view.shared(0, 2));
        assertEquals(-1, view.shared(1, 0));
    }

    @Test
    void aDivergedRowHasNoBest() {
        float nan = Float.NaN;
        SimilarityReading reading =
                SimilarityReading.of(square(new float[][] {{nan, nan, nan}, {0, 1, 0}, {0, 0, 1}}, 1));
        assertEquals(-1, reading.best()[0]);
        assertTrue(Double.isNaN(reading.margins()[0]));
        assertTrue(Double.isNaN(reading.softmax()[0][0]));
        assertEquals(2, reading.right());
    }

    @Test
    void ranksCountWhatStandsAbove() {
        float[] cosines = {0.1f, 0.9f, 0.5f, 0.5f};
        assertEquals(4, SimilarityReading.rank(cosines, 0));
        assertEquals(1, SimilarityReading.rank(cosines, 1));
        assertEquals(2, SimilarityReading.rank(cosines, 3));
    }

    @Test
    void theBoundIsTheLargestCosineRoundedUp() {
        assertEquals(
                0.7,
                square(new float[][] {{0.61f, 0, 0}, {0, -0.2f, 0}, {0, 0, Float.NaN}}, 1)
                        .bound(),
                1e-9);
        assertEquals(
                0.6,
                square(new float[][] {{0, 0, 0}, {0, -0.6f, 0}, {0, 0, 0}}, 1).bound(),
                1e-9);
        assertEquals(0.1, square(new float[3][3], 1).bound(), 1e-9);
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThrows(IllegalArgumentException.class, () -> square(new float[2][3], 1));
        assertThrows(IllegalArgumentException.class, () -> square(new float[3][2], 1));
        assertThrows(IllegalArgumentException.class, () -> square(new float[3][3], 0));
        assertThrows(IllegalArgumentException.class, () -> square(new float[3][3], Double.NaN));
    }
}
