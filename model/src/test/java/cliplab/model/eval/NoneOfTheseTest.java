// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.model.data.EvaluationSet;
import cliplab.model.data.LabelSet;
import cliplab.model.data.PackedImages;
import cliplab.model.data.Strangers;
import cliplab.model.eval.NoneThreshold.Positives;
import cliplab.model.eval.NoneThreshold.Share;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two labels along two axes, and images whose score is written into them. */
class NoneOfTheseTest {
    private static final float[][] LABELS = {{1, 0, 0}, {0, 1, 0}};
    private static final int[] CLASS_OF = {0, 0, 1, 2};
    private static final int[] NAMED = {0, 1};

    private static float[] along(int label, float score) {
        float[] vector = {0, 0, (float) Math.sqrt(1 - score * score)};
        vector[label] = score;
        return vector;
    }

    private static float[][] strangers(float... scores) {
        float[][] vectors = new float[scores.length][];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = along(i % 2, scores[i]);
        }
        return vectors;
    }

    /** A right one, a wrong one, a right one that scores low, and one whose class no label names. */
    private static final float[][] HELD_OUT = {along(0, 0.9f), along(1, 0.85f), along(1, 0.5f), along(0, 1)};

    private static final EmbeddingSet SET = new EmbeddingSet(
            HELD_OUT,
            strangers(0.3f, 1, 0.1f, 0.2f, 0.8f, 0.4f, 0.7f, 0.6f, 0.5f, 0.9f),
            strangers(0.85f, 0.75f, 0.95f, 0.5f));

    private static final NoneOfThese NONE = new NoneOfThese(SET, LABELS, CLASS_OF, NAMED);

    @Test
    void theThresholdLeavesTheChosenShareOfStrangersAboveIt() {
        NoneThreshold threshold = NONE.at(0.2);
        assertEquals(0.8f, threshold.threshold());
        assertEquals(new Share(2, 10), threshold.calibration());
        assertEquals(0.2, threshold.calibration().rate());
        assertEquals(0.7f, NONE.at(0.3).threshold()); // 0.3 · 10 as a double is 3
        assertEquals(0.8f, NONE.at(0.29).threshold()); // rounded down
        assertTrue(threshold.accepts(new float[] {0, 0.80001f}));
        assertFalse(threshold.accepts(new float[] {0.8f, 0}));
    }

    @Test
    void theOtherHalfSaysWhetherItHolds() {
        NoneThreshold threshold = NONE.at(0.2);
        assertEquals(new Share(2, 4), threshold.setAside());
        // Of 10 and 4, with 2 of the 10 above: 0, 1, 2, 3, 4 fresh ones in C(11,4) = 330, 3·120, 6·36, 10·8 and 15 of
        // 1001.
        assertEquals(new Interval(0, 3), threshold.expected());
        assertTrue(threshold.holds());
        assertEquals(Intervals.share(2, 4), threshold.setAsideRate());
        assertTrue(threshold.setAsideRate().contains(threshold.rate()));

        NoneThreshold bad = new NoneOfThese(
                        new EmbeddingSet(HELD_OUT, SET.calibration(), strangers(0.9f, 0.9f, 0.9f, 0.9f)),
                        LABELS,
                        CLASS_OF,
                        NAMED)
                .at(0.2);
        assertEquals(4, bad.setAside().count());
        assertFalse(bad.holds());
        assertFalse(bad.setAsideRate().contains(bad.rate())); // all of 4: 0.398 and more
    }

    @Test
    void theEndsAcceptNoStrangerAndEveryImage() {
        NoneThreshold none = NONE.at(0);
        assertEquals(1, none.threshold());
        assertEquals(new Share(0, 10), none.calibration());
        assertEquals(Optional.of(new Positives(new Share(0, 3), new Share(0, 0))), none.positives());
        NoneThreshold all = NONE.at(1);
        assertEquals(Float.NEGATIVE_INFINITY, all.threshold());
        assertEquals(new Share(10, 10), all.calibration());
        assertEquals(new Interval(4, 4), all.expected());
        assertTrue(all.accepts(new float[] {-1}));
        assertThrows(IllegalArgumentException.class, () -> NONE.at(1.01));
        assertThrows(IllegalArgumentException.class, () -> NONE.at(Double.NaN));
    }

    @Test
    void equalScoresAtTheThresholdAreTurnedAwayTogether() {
        EmbeddingSet ties = new EmbeddingSet(HELD_OUT, strangers(0.2f, 0.6f, 0.6f, 0.6f, 0.9f), strangers(0.6f));
        NoneThreshold threshold = new NoneOfThese(ties, LABELS, CLASS_OF, NAMED).at(0.6);
        assertEquals(0.6f, threshold.threshold());
        assertEquals(new Share(1, 5), threshold.calibration()); // of the 3 allowed
        assertEquals(new Share(0, 1), threshold.setAside());
    }

    @Test
    void imagesOfTheLabelsClassesAreAcceptedAndNamedRightOrNot() {
        assertEquals(
                Optional.of(new Positives(new Share(2, 3), new Share(1, 2))),
                NONE.at(0.2).positives());
        // Two labels for one class: either is right.
        NoneOfThese synonyms = new NoneOfThese(SET, LABELS, CLASS_OF, new int[] {0, 0});
        assertEquals(
                Optional.of(new Positives(new Share(2, 2), new Share(2, 2))),
                synonyms.at(0.2).positives());
    }

    @Test
    void withoutALabelOfAClassThereAreNoPositivesAndNoCurve() {
        NoneOfThese strange = new NoneOfThese(SET, LABELS, CLASS_OF, new int[] {-1, -1});
        assertTrue(strange.roc().isEmpty());
        assertTrue(strange.at(0.2).positives().isEmpty());
        assertEquals(0.8f, strange.at(0.2).threshold());
    }

    @Test
    void theCurveGoesFromNothingToEverything() {
        Roc roc = NONE.roc().orElseThrow();
        double third = 1 / 3.0;
        assertArrayEquals(
                new double[] {0, 0.1, 0.2, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1}, roc.falseAccept(), 1e-12);
        assertArrayEquals(
                new double[] {0, 0, third, 2 * third, 2 * third, 2 * third, 2 * third, 1, 1, 1, 1, 1},
                roc.trueAccept(),
                1e-12);
        // 0.9 beats eight of ten and equals one, 0.85 beats eight, 0.5 beats four and equals one.
        assertEquals((8.5 + 8 + 4.5) / 30, roc.area(), 1e-12);
        Roc perfect = Roc.of(new float[] {0.1f, 0.2f}, new float[] {0.3f});
        assertEquals(1, perfect.area());
        assertArrayEquals(new double[] {0, 0, 0.5, 1}, perfect.falseAccept());
        assertEquals(0.5, Roc.of(new float[] {0.1f, 0.1f}, new float[] {0.1f}).area());
    }

    @Test
    void vectorsOfOtherDataAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new NoneOfThese(SET, LABELS, new int[3], NAMED));
        assertThrows(IllegalArgumentException.class, () -> new NoneOfThese(SET, LABELS, CLASS_OF, new int[1]));
        assertThrows(
                IllegalArgumentException.class,
                () -> new NoneOfThese(new EmbeddingSet(HELD_OUT, new float[0][], HELD_OUT), LABELS, CLASS_OF, NAMED));
    }

    @Test
    void oneQuestionBringsAllVectors() {
        FakeEmbedder embedder = new FakeEmbedder(
                Map.of(), List.of(new float[] {2, 0, 0}, new float[] {0, 3, 0}, new float[] {0, 0, 4}));
        EvaluationSet held = new EvaluationSet(
                new PackedImages(1, 1, new byte[3]), List.of("star"), new int[1], LabelSet.NONE, new boolean[1]);
        Strangers strangers = new Strangers(
                new PackedImages(1, 1, new byte[] {1, 0, 0}), new PackedImages(1, 1, new byte[] {2, 0, 0, 1, 0, 0}));
        EmbeddingSet set = EmbeddingSet.of(embedder, held, strangers);
        assertArrayEquals(new float[][] {{1, 0, 0}}, set.heldOut());
        assertArrayEquals(new float[][] {{0, 1, 0}}, set.calibration());
        assertArrayEquals(new float[][] {{0, 0, 1}, {0, 1, 0}}, set.setAside());
    }
}
