// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.model.data.RandomStream;
import cliplab.model.eval.LinearProbe.Curve;
import cliplab.model.eval.LinearProbe.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class LinearProbeTest {
    /** Images of each class about an axis of its own, with noise. */
    private static float[][] about(int[] classOf, int dims, double noise, String stream) {
        RandomStream random = RandomStream.of(0, stream);
        float[][] vectors = new float[classOf.length][dims];
        for (int i = 0; i < vectors.length; i++) {
            for (int d = 0; d < dims; d++) {
                vectors[i][d] = (float) (noise * random.nextGaussian() + (d == classOf[i] ? 1 : 0));
            }
            vectors[i] = Vectors.unit(vectors[i]);
        }
        return vectors;
    }

    private static int[] classes(int classes, int each) {
        int[] classOf = new int[classes * each];
        for (int i = 0; i < classOf.length; i++) {
            classOf[i] = i / each;
        }
        return classOf;
    }

    private static float[][] axes(int count) {
        float[][] axes = new float[count][count];
        for (int i = 0; i < count; i++) {
            axes[i][i] = 1;
        }
        return axes;
    }

    private static LinearProbe probe(int classes, int each, double noise) {
        int[] training = classes(classes, each);
        int[] heldOut = classes(classes, 5);
        return new LinearProbe(
                about(training, classes, noise, "training"),
                training,
                about(heldOut, classes, noise, "held out"),
                heldOut,
                axes(classes));
    }

    @Test
    void twoClassesAreToldApartByTheirSide() {
        // Class 3 to the right and class 7 to the left; one of the four held-out images lies on the wrong side.
        LinearProbe probe = new LinearProbe(
                new float[][] {{1, 0}, {-1, 0}},
                new int[] {3, 7},
                new float[][] {{0.6f, 0.8f}, {1, 0}, {-0.6f, 0.8f}, {0.6f, -0.8f}},
                new int[] {3, 3, 7, 7},
                new float[][] {{}, {}, {}, {1, 0}, {}, {}, {}, {0, 1}});
        Curve curve = probe.fit(List.of(1), 1, 0, LinearProbe.L2, share -> {});
        assertEquals(0.75, curve.points().getFirst().mean());
        // By the labels' axes, the second for class 7: wrong, right, right and wrong.
        assertEquals(0.5, curve.zeroShot());
        assertEquals(4, curve.images());
        assertEquals(2, curve.classes());
    }

    /** Smile weighs classes against the last one, which a large λ leaves to its neighbours. */
    @Test
    void theLastClassIsNamedLikeTheOthers() {
        // Four colours times four shapes, each an axis.
        int[] classOf = classes(16, 1);
        float[][] vectors = new float[16][8];
        for (int c = 0; c < 16; c++) {
            vectors[c][c / 4] = (float) Math.sqrt(0.5);
            vectors[c][4 + c % 4] = (float) Math.sqrt(0.5);
        }
        LinearProbe probe = new LinearProbe(vectors, classOf, vectors, classOf, vectors);
        Curve usual = probe.fit(List.of(1), 1, 0, LinearProbe.L2, share -> {});
        assertEquals(1, usual.points().getFirst().mean());
        Curve large = probe.fit(List.of(1), 1, 0, 1, share -> {});
        assertEquals(15 / 16.0, large.points().getFirst().mean());
    }

    @Test
    void moreLabelsHelpAndAllOfThemAreOneDraw() {
        List<Double> progress = new ArrayList<>();
        Curve curve = probe(4, 40, 0.5).fit(List.of(40, 1, 10, 170), 4, 0, LinearProbe.L2, progress::add);
        assertEquals(
                List.of(1, 10, 40),
                curve.points().stream().map(Point::labelsPerClass).toList());
        assertEquals(
                List.of(4, 4, 1),
                curve.points().stream().map(p -> p.accuracies().length).toList());
        assertTrue(curve.points().getFirst().mean() < curve.points().getLast().mean(), curve.toString());
        assertEquals(9, progress.size());
        assertEquals(1 / 84.0, progress.getFirst(), 1e-12); // 4·1 + 4·10 + 40 labels per class in all
        assertEquals(1, progress.getLast());
    }

    @Test
    void aPointHasAMeanAndARange() {
        Point point = new Point(2, new double[] {0.5, 1, 0.75, 0.75});
        assertEquals(0.75, point.mean());
        assertEquals(0.5, point.lowest());
        assertEquals(1, point.highest());
    }

    @Test
    void oneSeedDrawsTheSameImagesAndAnotherSeedOthers() {
        LinearProbe probe = probe(4, 40, 0.5);
        double[] once = probe.fit(List.of(1), 8, 5, LinearProbe.L2, share -> {})
                .points()
                .getFirst()
                .accuracies();
        double[] again = probe.fit(List.of(1), 8, 5, LinearProbe.L2, share -> {})
                .points()
                .getFirst()
                .accuracies();
        double[] other = probe.fit(List.of(1), 8, 6, LinearProbe.L2, share -> {})
                .points()
                .getFirst()
                .accuracies();
        assertArrayEquals(once, again);
        assertThrows(AssertionError.class, () -> assertArrayEquals(once, other));
        assertTrue(Arrays.stream(once).distinct().count() > 1, "every draw is the same");
    }

    @Test
    void classesWithoutTrainingImagesAreNeitherCountedNorChosen() {
        int[] training = {0, 0, 2, 2};
        int[] heldOut = {0, 1, 2};
        LinearProbe probe = new LinearProbe(
                about(training, 3, 0, "training"),
                training,
                new float[][] {{0.8f, 0.6f, 0}, {0, 1, 0}, {0, 0.8f, 0.6f}},
                heldOut,
                axes(3));
        Curve curve = probe.fit(List.of(2), 1, 0, LinearProbe.L2, share -> {});
        assertEquals(2, curve.images());
        assertEquals(2, curve.classes());
        assertEquals(1, curve.zeroShot()); // the third image is nearest to the label of class 1
        assertEquals(1, curve.points().getFirst().mean());
    }

    @Test
    void oneClassCannotBeToldFromAnother() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new LinearProbe(axes(2), new int[] {1, 1}, axes(2), new int[] {0, 1}, axes(2)));
    }

    @Test
    void anInterruptionEndsItBeforeTheNextFit() {
        List<Double> progress = new ArrayList<>();
        assertThrows(
                CancellationException.class,
                () -> probe(4, 8, 0.1).fit(List.of(1, 2), 3, 0, LinearProbe.L2, share -> {
                    progress.add(share);
                    Thread.currentThread().interrupt();
                }));
        assertTrue(Thread.interrupted(), "the interruption was swallowed");
        assertEquals(1, progress.size());
    }
}
