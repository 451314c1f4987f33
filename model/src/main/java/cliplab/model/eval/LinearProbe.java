// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.eval;

import cliplab.model.data.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.DoubleConsumer;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import smile.classification.LogisticRegression;

/**
 * How well images are named from a few labelled ones of each class: multinomial logistic regression on their vectors, which
 * stay as they are (Radford et al. 2021, §3.2). Immutable and thread-safe; fits on the caller's thread, large ones with help of
 * the common pool.
 */
public final class LinearProbe {
    /**
     * λ where nothing else is said, chosen on training images alone. What is minimised is −Σ ln p + λ/2·Σ w², over the labelled
     * images and over all weights but the intercepts. The weights are relative to the last class, which therefore loses to its
     * neighbours where λ is large.
     */
    public static final double L2 = 1e-3;

    private static final double TOLERANCE = 1e-5;
    private static final int ITERATIONS = 500;

    private final double[][] training;
    private final int[][] imagesOf;
    private final int[] classes;
    private final double[][] heldOut;
    private final int[] heldOutClass;
    private final double zeroShot;

    /**
     * What so many labels per class lead to.
     *
     * @param labelsPerClass of a class that has fewer, all
     * @param accuracies on the held-out images, 0 … 1, one for each draw of the labelled ones; one alone where they are all there
     *     are
     */
    public record Point(int labelsPerClass, double[] accuracies) {
        public double mean() {
            return Arrays.stream(accuracies).average().orElse(Double.NaN);
        }

        public double lowest() {
            return Arrays.stream(accuracies).min().orElse(Double.NaN);
        }

        public double highest() {
            return Arrays.stream(accuracies).max().orElse(Double.NaN);
        }
    }

    /**
     * @param points by labels per class, fewest first
     * @param zeroShot accuracy without any labelled image, on the same held-out images and among the same classes, 0 … 1
     * @param images how many held-out images are counted: those of classes that have training images
     * @param classes how many such classes
     */
    public record Curve(List<Point> points, double zeroShot, int images, int classes) {
        public Curve {
            points = List.copyOf(points);
        }
    }

    /**
     * @param training (training images, embedDim), rows of length 1
     * @param trainingClass for each the index of its class
     * @param heldOut (held-out images, embedDim), rows of length 1
     * @param heldOutClass for each the index of its class
     * @param labels (classes, embedDim), the classes' texts, rows of length 1
     * @throws IllegalArgumentException where fewer than two classes have training images
     */
    public LinearProbe(
            float[][] training, int[] trainingClass, float[][] heldOut, int[] heldOutClass, float[][] labels) {
        classes = IntStream.of(trainingClass).distinct().sorted().toArray();
        if (classes.length < 2) {
            throw new IllegalArgumentException(
                    "a probe needs training images of two classes at least, not of " + classes.length);
        }
        this.training = doubles(training);
        imagesOf = IntStream.of(classes)
                .mapToObj(c -> IntStream.range(0, trainingClass.length)
                        .filter(i -> trainingClass[i] == c)
                        .toArray())
                .toArray(int[][]::new);
        int[] counted = IntStream.range(0, heldOutClass.length)
                .filter(i -> Arrays.binarySearch(classes, heldOutClass[i]) >= 0)
                .toArray();
        float[][] images = IntStream.of(counted).mapToObj(i -> heldOut[i]).toArray(float[][]::new);
        this.heldOut = doubles(images);
        this.heldOutClass = IntStream.of(counted).map(i -> heldOutClass[i]).toArray();
        float[][] cosines = Vectors.cosines(
                images, IntStream.of(classes).mapToObj(c -> labels[c]).toArray(float[][]::new));
        zeroShot = accuracy(i -> classes[Vectors.argMax(cosines[i])]);
    }

    /**
     * Fits once for each number of labels and each draw. A draw's images for fewer labels are among those for more.
     *
     * @param labelsPerClass each at least 1; those beyond the largest class are one and the same
     * @param draws how many times labelled images are drawn, at least 1
     * @param seed of the draws
     * @param l2 λ, as at {@link #L2}; at least 0
     * @param progress told the share of the work done, 0 … 1, after each fit
     * @throws CancellationException where the thread is interrupted, before the next fit; it stays interrupted
     */
    public Curve fit(List<Integer> labelsPerClass, int draws, long seed, double l2, DoubleConsumer progress) {
        int all =
                Arrays.stream(imagesOf).mapToInt(images -> images.length).max().orElse(0);
        int[] counts = labelsPerClass.stream()
                .mapToInt(wanted -> Math.min(wanted, all))
                .distinct()
                .sorted()
                .toArray();
        long work = IntStream.of(counts)
                .mapToLong(k -> (long) k * (k == all ? 1 : draws))
                .sum();
        long done = 0;
        List<Point> points = new ArrayList<>();
        for (int k : counts) {
            double[] accuracies = new double[k == all ? 1 : draws];
            for (int draw = 0; draw < accuracies.length; draw++) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancellationException("the probe was called off");
                }
                accuracies[draw] = fit(draw(k, draw, seed), l2);
                done += k;
                progress.accept((double) done / work);
            }
            points.add(new Point(k, accuracies));
        }
        return new Curve(points, zeroShot, heldOut.length, classes.length);
    }

    /** For each class the images that carry a label. */
    private int[][] draw(int labelsPerClass, int draw, long seed) {
        return IntStream.range(0, classes.length)
                .mapToObj(c -> {
                    int[] order =
                            RandomStream.of(seed, "probe", draw, classes[c]).permutation(imagesOf[c].length);
                    return IntStream.of(order)
                            .limit(labelsPerClass)
                            .map(i -> imagesOf[c][i])
                            .toArray();
                })
                .toArray(int[][]::new);
    }

    private double fit(int[][] labelled, double l2) {
        double[][] x = Arrays.stream(labelled)
                .flatMap(images -> IntStream.of(images).mapToObj(i -> training[i]))
                .toArray(double[][]::new);
        int[] y = IntStream.range(0, classes.length)
                .flatMap(c -> IntStream.of(labelled[c]).map(image -> classes[c]))
                .toArray();
        // Two classes are another model to Smile; this one chooses.
        LogisticRegression fitted =
                LogisticRegression.fit(x, y, new LogisticRegression.Options(l2, TOLERANCE, ITERATIONS));
        return accuracy(i -> fitted.predict(heldOut[i]));
    }

    private double accuracy(IntUnaryOperator guess) {
        return IntStream.range(0, heldOutClass.length)
                .mapToDouble(i -> guess.applyAsInt(i) == heldOutClass[i] ? 1 : 0)
                .average()
                .orElse(Double.NaN);
    }

    private static double[][] doubles(float[][] rows) {
        double[][] result = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            result[i] = new double[rows[i].length];
            for (int d = 0; d < rows[i].length; d++) {
                result[i][d] = rows[i][d];
            }
        }
        return result;
    }
}
