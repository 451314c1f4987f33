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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import smile.manifold.TSNE;
import smile.math.MathEx;

class TsneProjectorTest {
    private final Clusters clusters = Clusters.of(4, 14, 16, 0.2, 1);

    /** Also while the compiler replaces the code that runs, and beside others that do the same. */
    @Test
    void repeatsExactlyWhereverItRuns() {
        Projection first = project(clusters.points(), 7);
        List<Projection> elsewhere = IntStream.range(0, 4)
                .parallel()
                .mapToObj(_ -> project(clusters.points(), 7))
                .toList();
        for (Projection again : elsewhere) {
            assertArrayEquals(first.x(), again.x());
            assertArrayEquals(first.y(), again.y());
        }
        assertFalse(Arrays.equals(first.x(), project(clusters.points(), 8).x()), "the seed counts");
    }

    /** An independent program, with the same settings, from another random start. */
    @Test
    void reachesTheDivergenceThatSmileReaches() {
        Clusters many = Clusters.of(8, 20, 16, 0.7, 4);
        int size = many.points().length;
        TSNE.Options settings =
                new TSNE.Options(2, 10, TsneProjector.RATE * size, 12, 750, 750, 1e-7, 0.5, 0.8, 250, 0.01, null);
        MathEx.setSeed(1);
        double[][] smile =
                TSNE.fit(Affinities.squaredDistances(many.points()), settings).coordinates();
        double theirs = Affinities.of(many.points(), 10, null)
                .kl(
                        Arrays.stream(smile).mapToDouble(point -> point[0]).toArray(),
                        Arrays.stream(smile).mapToDouble(point -> point[1]).toArray());
        double ours = project(many.points(), 1).kl();
        assertTrue(ours < 1.1 * theirs, ours + " against " + theirs);
    }

    @Test
    void keepsClustersTogether() {
        Projection picture = project(clusters.points(), 0);
        ProjectionQuality quality =
                ProjectionQuality.of(clusters.images(), clusters.captions(), clusters.classOfImage(), picture);
        assertTrue(quality.purityInPicture() > 0.95, quality.toString());
        assertEquals(4, quality.starsInPicture());
        assertEquals(0, Arrays.stream(picture.x()).sum(), 1e-9);
    }

    @Test
    void aPerplexityBeyondThePointsIsTakenDown() {
        Clusters few = Clusters.of(3, 5, 8, 0.2, 3);
        Projection picture = TsneProjector.project(few.points(), 50, 0, 4, Progress.NONE);
        assertEquals(4, picture.epoch());
        assertTrue(Double.isFinite(picture.kl()) && Double.isFinite(picture.meanRadius()));
    }

    @Test
    void reportsItsShareAndEndsWhenCalledOff() {
        List<Double> shares = new ArrayList<>();
        assertThrows(
                CancellationException.class,
                () -> TsneProjector.project(clusters.points(), 10, 0, 0, share -> {
                    shares.add(share);
                    return shares.size() < 5;
                }));
        assertEquals(5, shares.size());
        assertTrue(shares.getLast() > shares.getFirst() && shares.getLast() < 0.1, shares.toString());
    }

    private static Projection project(float[][] points, long seed) {
        return TsneProjector.project(points, 10, seed, 0, Progress.NONE);
    }
}
