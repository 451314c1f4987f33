// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.projection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PcaProjectorTest {
    /** Widest along (1, 2) / √5, then along the third axis; signs make the largest loading positive. */
    @Test
    void findsTheAxesByHand() {
        float[][] points = {{2, 4, 0}, {-2, -4, 0}, {0, 0, 1}, {0, 0, -1}};
        Projection picture = PcaProjector.project(points, 3);
        double far = 2 * Math.sqrt(5);
        assertArrayEquals(new double[] {far, -far, 0, 0}, picture.x(), 1e-9);
        assertArrayEquals(new double[] {0, 0, 1, -1}, picture.y(), 1e-9);
        assertTrue(Double.isNaN(picture.kl()));
    }

    @Test
    void theAxesAreUncorrelatedAndOrdered() {
        Projection picture = PcaProjector.project(Clusters.of(6, 20, 64, 0.4, 1).points(), 0);
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int i = 0; i < picture.size(); i++) {
            xx += picture.x()[i] * picture.x()[i];
            xy += picture.x()[i] * picture.y()[i];
            yy += picture.y()[i] * picture.y()[i];
        }
        assertEquals(0, xy, 1e-9 * xx);
        assertTrue(xx > yy && yy > 0, xx + " " + yy);
    }

    @Test
    void pointsThatAreAllEqualLieInTheMiddle() {
        Projection picture = PcaProjector.project(new float[][] {{1, 2}, {1, 2}, {1, 2}}, 0);
        assertArrayEquals(new double[3], picture.x());
    }

    @Test
    void alignmentUndoesAnyTurnAndMirror() {
        double[] x = {3, -1, -2, 0};
        double[] y = {1, 2, -2, -1};
        for (int mirror = -1; mirror <= 1; mirror += 2) {
            double[] u = new double[4];
            double[] v = new double[4];
            for (int i = 0; i < 4; i++) {
                u[i] = 5 + Math.cos(1) * x[i] - Math.sin(1) * mirror * y[i];
                v[i] = -7 + Math.sin(1) * x[i] + Math.cos(1) * mirror * y[i];
            }
            Procrustes.align(u, v, x, y);
            assertArrayEquals(x, u, 1e-9);
            assertArrayEquals(y, v, 1e-9);
        }
    }
}
