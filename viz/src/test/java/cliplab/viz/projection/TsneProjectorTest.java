// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.projection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import smile.math.MathEx;

class TsneProjectorTest {
    private final Clusters clusters = Clusters.of(4, 14, 16, 0.2, 1);

    @Test
    void repeatsExactlyWhateverTheThreads() throws Exception {
        Projection first = project(clusters.points(), 7, 2);
        MathEx.setSeed(99);
        assertArrayEquals(first.x(), project(clusters.points(), 7, 1).x());
        List<Projection> elsewhere = new ArrayList<>();
        Thread other = Thread.ofPlatform().start(() -> elsewhere.add(project(clusters.points(), 7, 3)));
        other.join();
        assertArrayEquals(first.y(), elsewhere.getFirst().y());
        assertFalse(Arrays.equals(first.x(), project(clusters.points(), 8, 2).x()), "the seed counts");
    }

    @Test
    void keepsClustersTogether() {
        Projection picture = project(clusters.points(), 0, 2);
        ProjectionQuality quality =
                ProjectionQuality.of(clusters.images(), clusters.captions(), clusters.classOfImage(), picture);
        assertTrue(quality.purityInPicture() > 0.95, quality.toString());
        assertEquals(4, quality.starsInPicture());
        assertEquals(0, Arrays.stream(picture.x()).sum(), 1e-9);
    }

    /** Smile would take 64 points of 64 dimensions for a matrix of distances. */
    @Test
    void asManyPointsAsDimensionsAreStillPoints() {
        Clusters square = Clusters.of(4, 15, 64, 0.2, 2);
        assertEquals(64, square.points().length);
        ProjectionQuality quality = ProjectionQuality.of(
                square.images(), square.captions(), square.classOfImage(), project(square.points(), 0, 2));
        assertTrue(quality.purityInPicture() > 0.95, quality.toString());
    }

    @Test
    void aPerplexityBeyondThePointsIsTakenDown() {
        Clusters few = Clusters.of(3, 5, 8, 0.2, 3);
        Projection picture = TsneProjector.project(few.points(), 50, 0, 4, 1, Progress.NONE);
        assertEquals(4, picture.epoch());
        assertTrue(Double.isFinite(picture.kl()) && Double.isFinite(picture.meanRadius()));
    }

    @Test
    void reportsItsShareAndEndsWhenCalledOff() {
        List<Double> shares = new ArrayList<>();
        assertThrows(
                CancellationException.class,
                () -> TsneProjector.project(clusters.points(), 10, 0, 0, 1, share -> {
                    shares.add(share);
                    return shares.size() < 5;
                }));
        assertEquals(5, shares.size());
        assertTrue(shares.getLast() > shares.getFirst() && shares.getLast() < 0.1, shares.toString());
    }

    private static Projection project(float[][] points, long seed, int threads) {
        return TsneProjector.project(points, 10, seed, 0, threads, Progress.NONE);
    }
}
