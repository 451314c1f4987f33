// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.projection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TsneRefinerTest {
    private static final double PERPLEXITY = 12;

    /** Clusters form and tighten, as in training: the same draw with ever less noise. */
    private static float[][] frame(int epoch) {
        return Clusters.of(8, 16, 16, 0.4 - 0.02 * epoch, 1).points();
    }

    @Test
    void glidesAndStaysAsGoodAsTheSettledMap() {
        TsneRefiner refiner = new TsneRefiner();
        Projection last = refiner.refine(frame(0), PERPLEXITY, 0, Progress.NONE);
        for (int epoch = 1; epoch <= 6; epoch++) {
            Projection next = refiner.refine(frame(epoch), PERPLEXITY, epoch, Progress.NONE);
            Projection settled = TsneProjector.project(frame(epoch), PERPLEXITY, 0, epoch, Progress.NONE);
            assertTrue(next.kl() < 1.05 * settled.kl(), next.kl() + " against " + settled.kl());
            assertEquals(Projection.Kind.STREAMING, next.kind());
            if (epoch > 2) {
                assertTrue(medianMove(last, next) < 0.25, "epoch " + epoch + ": " + medianMove(last, next));
            }
            last = next;
        }
    }

    @Test
    void goesOnFromTheLayoutItIsGiven() {
        Projection settled = TsneProjector.project(frame(3), PERPLEXITY, 0, 3, Progress.NONE);
        double[] before = settled.x().clone();
        TsneRefiner refiner = new TsneRefiner();
        refiner.startFrom(settled);
        Projection next = refiner.refine(frame(3), PERPLEXITY, 3, Progress.NONE);
        assertTrue(medianMove(settled, next) < 0.25, "moved " + medianMove(settled, next));
        assertArrayEquals(before, settled.x());
    }

    @Test
    void calledOffItKeepsTheLastFrame() {
        TsneRefiner interrupted = new TsneRefiner();
        TsneRefiner unbroken = new TsneRefiner();
        interrupted.refine(frame(0), PERPLEXITY, 0, Progress.NONE);
        unbroken.refine(frame(0), PERPLEXITY, 0, Progress.NONE);
        assertThrows(
                CancellationException.class, () -> interrupted.refine(frame(1), PERPLEXITY, 1, share -> share < 0.1));
        assertArrayEquals(
                unbroken.refine(frame(2), PERPLEXITY, 2, Progress.NONE).x(),
                interrupted.refine(frame(2), PERPLEXITY, 2, Progress.NONE).x());
    }

    /** The divergence falls along the analytic gradient as its definition says: compared with a difference quotient. */
    @Test
    void stepsDownTheGradient() {
        float[][] points = Clusters.of(3, 5, 6, 0.3, 4).points();
        Affinities affinities = Affinities.of(points, 5, null);
        double[] x =
                IntStream.range(0, points.length).mapToDouble(i -> Math.sin(i)).toArray();
        double[] y = IntStream.range(0, points.length)
                .mapToDouble(i -> Math.cos(3 * i))
                .toArray();
        double[] expected = new double[points.length];
        double h = 1e-5;
        for (int i = 0; i < expected.length; i++) {
            double[] more = x.clone();
            double[] less = x.clone();
            more[i] += h;
            less[i] -= h;
            expected[i] = (affinities.kl(more, y) - affinities.kl(less, y)) / (2 * h);
        }
        double[] moved = x.clone();
        double rate = 1e-3;
        new Descent(affinities, moved, y.clone()).step(1, 0, rate);
        for (int i = 0; i < expected.length; i++) {
            double gain = expected[i] > 0 ? 1.2 : 0.8;
            assertEquals(-rate * gain * expected[i], moved[i] - x[i], 1e-8, "point " + i);
        }
    }

    @Test
    void affinitiesAreAPairDistribution() {
        double[][] rows = Affinities.of(frame(0), PERPLEXITY, null).rows();
        assertEquals(1, Arrays.stream(rows).flatMapToDouble(Arrays::stream).sum(), 1e-9);
        assertEquals(rows[3][40], rows[40][3]);
        double[][] again = Affinities.of(frame(0), PERPLEXITY, Affinities.of(frame(5), PERPLEXITY, null))
                .rows();
        assertArrayEquals(rows[7], again[7], 1e-8, "whatever the first guess");
    }

    private static double medianMove(Projection from, Projection to) {
        double[] moves = IntStream.range(0, from.size())
                .mapToDouble(i -> Math.hypot(to.x()[i] - from.x()[i], to.y()[i] - from.y()[i]))
                .sorted()
                .toArray();
        return moves[moves.length / 2] / from.meanRadius();
    }
}
