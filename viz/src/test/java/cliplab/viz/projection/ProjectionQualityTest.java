// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.viz.projection.ProjectionQuality.Disagreement;
import org.junit.jupiter.api.Test;

class ProjectionQualityTest {
    private static final int EACH = 11;

    /** Two classes at right angles, each point a little further round than the one before; captions at their ends. */
    private static float[] at(double degrees) {
        return new float[] {(float) Math.cos(Math.toRadians(degrees)), (float) Math.sin(Math.toRadians(degrees))};
    }

    private final float[][] images = new float[2 * EACH][];
    private final float[][] captions = {at(12), at(102)};
    private final int[] classOf = new int[2 * EACH];

    ProjectionQualityTest() {
        for (int i = 0; i < EACH; i++) {
            images[i] = at(i);
            images[EACH + i] = at(90 + i);
            classOf[EACH + i] = 1;
        }
    }

    private Projection picture(double[] x) {
        return new Projection(Projection.Kind.PCA, 0, x, new double[x.length], Double.NaN, 0);
    }

    private ProjectionQuality of(double[] x) {
        return ProjectionQuality.of(images, captions, classOf, picture(x));
    }

    @Test
    void aFaithfulPictureAgrees() {
        double[] x = new double[2 * EACH + 2];
        for (int i = 0; i < EACH; i++) {
            x[i] = i;
            x[EACH + i] = 90 + i;
        }
        x[2 * EACH] = 12;
        x[2 * EACH + 1] = 102;
        ProjectionQuality quality = of(x);
        assertEquals(new ProjectionQuality(2, 1, 1, quality.trustworthiness(), 2, 2, 2), quality);
        assertTrue(quality.trustworthiness() > 0.99, quality.toString());
        assertEquals(Disagreement.NONE, quality.disagreement());
    }

    /** Classes alternate along the line: four of the ten nearest have a point's class, five for six of those near the ends. */
    @Test
    void aPictureThatMixesClassesIsUntidier() {
        double[] x = new double[2 * EACH + 2];
        for (int i = 0; i < EACH; i++) {
            x[i] = 2 * i;
            x[EACH + i] = 2 * i + 1;
        }
        // Captions at the far ends of the line, each beyond the other class's centre (10 and 11).
        x[2 * EACH] = 100;
        x[2 * EACH + 1] = -100;
        ProjectionQuality quality = of(x);
        assertEquals(1, quality.purity());
        assertEquals((16 * 4 + 6 * 5) / 220.0, quality.purityInPicture(), 1e-9);
        assertEquals(0, quality.starsInPicture());
        assertEquals(2, quality.stars());
        assertEquals(Disagreement.UNTIDIER, quality.disagreement());
    }

    /**
     * By hand, with k = 1 for five points: at 0°, 10°, 21°, 33° and 46° in the original, at 3, 1, 2.1, 0 and 4.2 in the picture. The
     * nearest in the picture are 0→2, 1→3, 2→0, 3→1, 4→0; in the original those are number 2, 3, 3, 3 and 4 of their points. One
     * less each makes 1 + 2 + 2 + 2 + 3 = 10.
     */
    @Test
    void trustworthinessByHand() {
        float[][] line = {at(0), at(10), at(21), at(33)};
        Projection swapped = picture(new double[] {3, 1, 2.1, 0, 4.2});
        ProjectionQuality quality = ProjectionQuality.of(line, new float[][] {at(46)}, new int[] {0, 0, 0, 0}, swapped);
        assertEquals(1 - 2.0 / (5 * (10 - 3 - 1)) * 10, quality.trustworthiness(), 1e-9);
    }

    @Test
    void threeStarsApartIsADisagreement() {
        assertEquals(Disagreement.STARS, new ProjectionQuality(64, 0.9, 0.95, 1, 16, 13, 16).disagreement());
        assertEquals(Disagreement.NONE, new ProjectionQuality(64, 0.9, 0.95, 1, 16, 14, 16).disagreement());
        assertEquals(Disagreement.TIDIER, new ProjectionQuality(64, 0.5, 0.7, 1, 16, 13, 16).disagreement());
    }

    @Test
    void aPictureOfOtherPointsIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> of(new double[3]));
    }
}
