// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.eval;

import cliplab.model.eval.NoneThreshold.Positives;
import cliplab.model.eval.NoneThreshold.Share;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How held-out images and strangers score against some labels, from which a threshold follows for any false-accept rate.
 * Immutable and thread-safe: made once for a network and its labels, then asked at every move of a slider.
 */
public final class NoneOfThese {
    private final float[] calibration; // ascending
    private final float[] setAside;
    private final float[] positives;
    private final boolean[] right;
    private final Optional<Roc> roc;

    /**
     * @param set one network's vectors
     * @param labels (labels, embedDim), at least one, rows of length 1
     * @param classOf for each held-out image the index of its class
     * @param classOfLabel for each label the index of the class it names, or −1 for none; two may name the same
     * @throws IllegalArgumentException where there is not one for each image or label, or no stranger to calibrate on
     */
    public NoneOfThese(EmbeddingSet set, float[][] labels, int[] classOf, int[] classOfLabel) {
        if (set.calibration().length == 0
                || labels.length == 0
                || labels.length != classOfLabel.length
                || set.heldOut().length != classOf.length) {
            throw new IllegalArgumentException("%d strangers, %d labels for %d classes, %d images for %d classes"
                    .formatted(
                            set.calibration().length,
                            labels.length,
                            classOfLabel.length,
                            set.heldOut().length,
                            classOf.length));
        }
        calibration = scores(Vectors.cosines(set.calibration(), labels));
        Arrays.sort(calibration);
        setAside = scores(Vectors.cosines(set.setAside(), labels));
        int[] own = IntStream.range(0, classOf.length)
                .filter(i -> IntStream.of(classOfLabel).anyMatch(named -> named == classOf[i]))
                .toArray();
        float[][] cosines = Vectors.cosines(
                IntStream.of(own).mapToObj(i -> set.heldOut()[i]).toArray(float[][]::new), labels);
        positives = scores(cosines);
        right = new boolean[own.length];
        for (int i = 0; i < own.length; i++) {
            right[i] = classOfLabel[Vectors.argMax(cosines[i])] == classOf[own[i]];
        }
        roc = own.length == 0 ? Optional.empty() : Optional.of(Roc.of(calibration, positives));
    }

    private static float[] scores(float[][] cosines) {
        float[] scores = new float[cosines.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = NoneThreshold.score(cosines[i]);
        }
        return scores;
    }

    /** Of the calibration's strangers against the images whose class is among the labels; empty where there are none. */
    public Optional<Roc> roc() {
        return roc;
    }

    /**
     * The lowest score of a calibration stranger above which at most ⌊rate·n⌋ of the n others lie.
     *
     * @param rate the false-accept rate, 0 … 1
     */
    public NoneThreshold at(double rate) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("a false-accept rate is from 0 to 1, not " + rate);
        }
        int known = calibration.length;
        int above = (int) Math.floor(rate * known + 1e-9); // 0.29 · 100 is a little less than 29
        float threshold = above == known ? Float.NEGATIVE_INFINITY : calibration[known - 1 - above];
        Share strangers = accepted(calibration, threshold);
        Share fresh = accepted(setAside, threshold);
        return new NoneThreshold(
                rate,
                threshold,
                strangers,
                fresh,
                Intervals.nextCount(above, known, setAside.length),
                Intervals.share(fresh.count(), fresh.of()),
                roc.map(any -> positives(threshold)));
    }

    private Positives positives(float threshold) {
        Share accepted = accepted(positives, threshold);
        int named = 0;
        for (int i = 0; i < right.length; i++) {
            if (right[i] && positives[i] > threshold) {
                named++;
            }
        }
        return new Positives(accepted, new Share(named, accepted.count()));
    }

    private static Share accepted(float[] scores, float threshold) {
        int count = 0;
        for (float score : scores) {
            if (score > threshold) {
                count++;
            }
        }
        return new Share(count, scores.length);
    }
}
