// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LabelPlacementTest {
    private static final double HEIGHT = 14;
    private static final double WORD = 80;

    private static double[] filled(int size, double value) {
        double[] filled = new double[size];
        Arrays.fill(filled, value);
        return filled;
    }

    private static double[][] place(double[] x, double[] y, int words) {
        return LabelPlacement.place(x, y, filled(words, WORD), HEIGHT, 10, 480, 300);
    }

    @Test
    void sixteenStarsInOnePlaceStillHaveSeparateWordsInside() {
        double[] x = filled(16, 240);
        double[] y = filled(16, 150);
        double[][] places = place(x, y, 16);
        for (int a = 0; a < 16; a++) {
            assertTrue(Math.abs(places[a][0]) <= 200 && Math.abs(places[a][1]) <= 143, Arrays.toString(places[a]));
            for (int b = 0; b < a; b++) {
                boolean overlap =
                        Math.abs(places[a][0] - places[b][0]) < WORD && Math.abs(places[a][1] - places[b][1]) < HEIGHT;
                assertFalse(overlap, a + " over " + b);
            }
        }
    }

    @Test
    void aWordStandsRightBesideALonelyStarWithoutALine() {
        double[] place = place(new double[] {240}, new double[] {150}, 1)[0];
        assertArrayEquals(new double[] {10 + WORD / 2, 0, 0, 0}, place, 1e-9);
    }

    @Test
    void aWordAtTheEdgeTurnsInwards() {
        assertTrue(place(new double[] {475}, new double[] {150}, 1)[0][0] <= 5 - WORD / 2);
        assertTrue(place(new double[] {240}, new double[] {2}, 1)[0][1] >= 5);
    }

    @Test
    void aWordAvoidsDots() {
        Random random = new Random(1);
        double[] x = random.doubles(101, 255, 340).toArray();
        double[] y = random.doubles(101, 100, 200).toArray();
        x[100] = 240;
        y[100] = 150;
        assertTrue(place(x, y, 1)[0][0] + WORD / 2 < 15);
    }
}
