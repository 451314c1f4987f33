// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.model.data.EvaluationSet;
import cliplab.model.data.Label;
import cliplab.model.data.LabelSet;
import cliplab.model.data.PackedImages;
import cliplab.model.data.PromptTemplate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Three subjects along three axes, and six images, one of which leans to the wrong subject. */
class EvaluatorTest {
    private static final List<PromptTemplate> PLAIN = List.of(new PromptTemplate("a {}"));
    private static final List<String> SUBJECTS = List.of("red circle", "red star", "blue star");
    private static final LabelSet LABELS = new LabelSet(List.of(
            new Label("red circle", List.of("red", "circle")),
            new Label("red star", List.of("red", "star")),
            new Label("blue star", List.of("blue", "star"))));
    private static final int[] SUBJECT_OF = {0, 0, 1, 1, 2, 2};

    private final FakeEmbedder embedder = new FakeEmbedder(
            Map.of(
                    "a red circle", new float[] {1, 0, 0},
                    "a red star", new float[] {0, 1, 0},
                    "a blue star", new float[] {0, 0, 1},
                    "one red circle", new float[] {0, 1, 0},
                    "one red star", new float[] {0, 1, 0},
                    "one blue star", new float[] {0, 0, 1}),
            List.of(
                    new float[] {3, 0, 4},
                    new float[] {1, 0, 0},
                    new float[] {0, 1, 0},
                    new float[] {0, 4, 3},
                    new float[] {0, 0, 1},
                    new float[] {0, 0, 1}));

    private static EvaluationSet set(LabelSet labels, boolean... withheld) {
        byte[] pixels = new byte[6 * 3];
        for (int i = 0; i < 6; i++) {
            pixels[3 * i] = (byte) i;
        }
        return new EvaluationSet(new PackedImages(1, 1, pixels), SUBJECTS, SUBJECT_OF, labels, withheld);
    }

    @Test
    void accuracyIsTheShareOfImagesWhoseNearestCaptionIsTheirOwn() {
        Evaluation evaluation = new Evaluator(set(LABELS, false, false, false)).evaluate(embedder, PLAIN);
        assertEquals(5 / 6.0, evaluation.accuracy().orElseThrow(), 1e-12);
        assertTrue(evaluation.accuracyWithheld().isEmpty());
        assertArrayEquals(new double[] {0.5, 1, 1}, evaluation.accuracyPerLabel());
    }

    @Test
    void withheldClassesAreCountedApart() {
        Evaluation evaluation = new Evaluator(set(LABELS, true, false, false)).evaluate(embedder, PLAIN);
        assertEquals(1, evaluation.accuracy().orElseThrow());
        assertEquals(0.5, evaluation.accuracyWithheld().orElseThrow());
    }

    @Test
    void withoutLabelsThereIsNoAccuracyButRetrieval() {
        Evaluation evaluation = new Evaluator(set(LabelSet.NONE, false, false, false)).evaluate(embedder, PLAIN);
        assertTrue(evaluation.accuracy().isEmpty());
        assertTrue(evaluation.accuracyWithheld().isEmpty());
        assertEquals(0, evaluation.accuracyPerLabel().length);
        assertEquals(0, evaluation.cosineBySharedAttributes().length);
        assertEquals(5 / 6.0, evaluation.imageToText().recallAt1(), 1e-12);
        assertEquals(1, evaluation.textToImage().recallAt1());
        assertEquals(3, evaluation.matrix().rows().size());
        assertEquals(3, evaluation.captionVectors().length);
    }

    @Test
    void theMatrixShowsTheFirstImageOfEachSubject() {
        Evaluation evaluation = new Evaluator(set(LABELS, false, false, false)).evaluate(embedder, PLAIN);
        assertEquals(SUBJECTS, evaluation.matrix().rows());
        assertEquals(SUBJECTS, evaluation.matrix().columns());
        assertArrayEquals(new float[] {0.6f, 0, 0.8f}, evaluation.matrix().cosines()[0], 1e-6f);
        assertArrayEquals(new float[] {0, 1, 0}, evaluation.matrix().cosines()[1], 1e-6f);
        SimilarityMatrix.Decision first = evaluation.decisions().getFirst();
        assertEquals(2, first.winner());
        assertEquals(0, first.runnerUp());
        assertEquals(0.2f, first.margin(), 1e-6f);
        assertEquals(2, first.sharedAttributes());
    }

    @Test
    void cosinesAreAveragedByWhatImageAndCaptionShare() {
        Evaluation evaluation = new Evaluator(set(LABELS, false, false, false)).evaluate(embedder, PLAIN);
        // Own captions: .6 + 1, 1 + .8, 1 + 1; red circle with blue star shares nothing, the others one attribute.
        assertArrayEquals(
                new double[] {(0.8 + 0 + 0 + 0) / 4, 0.6 / 8, 5.4 / 6}, evaluation.cosineBySharedAttributes(), 1e-6);
        assertEquals((0.6 + 0.8 + 1) / 3, evaluation.withinClass(), 1e-6);
        // .8·.6 + 2·.8 for the first image, nothing for the second and third, 2·.6 for the fourth; 12 pairs.
        assertEquals((0.48 + 1.6 + 1.2) / 12, evaluation.betweenClasses(), 1e-6);
    }

    @Test
    void subjectsWithoutImagesStayCandidatesButHaveNoRow() {
        EvaluationSet two = new EvaluationSet(
                new PackedImages(1, 1, new byte[] {1, 0, 0, 4, 0, 0}),
                SUBJECTS,
                new int[] {0, 2},
                LABELS,
                new boolean[] {false, true, false});
        Evaluation evaluation = new Evaluator(two).evaluate(embedder, PLAIN);
        assertEquals(List.of("red circle", "blue star"), evaluation.matrix().rows());
        assertEquals(SUBJECTS, evaluation.matrix().columns());
        assertEquals(1, evaluation.accuracy().orElseThrow());
        assertTrue(evaluation.accuracyWithheld().isEmpty());
        assertTrue(Double.isNaN(evaluation.accuracyPerLabel()[1]));
        assertEquals(1, evaluation.textToImage().recallAt1());
    }

    @Test
    void anEnsembleIsTheMeanOfTheTemplatesBroughtBackToLengthOne() {
        List<PromptTemplate> both = List.of(new PromptTemplate("a {}"), new PromptTemplate("one {}"));
        ZeroShotClassifier classifier = new ZeroShotClassifier(embedder, SUBJECTS, both);
        float half = (float) Math.sqrt(0.5);
        assertArrayEquals(new float[] {half, half, 0}, classifier.vectors()[0], 1e-6f);
        assertArrayEquals(new float[] {0, 1, 0}, classifier.vectors()[1], 1e-6f);
        assertEquals(SUBJECTS, classifier.labels());
        assertArrayEquals(new float[] {half, 1, 0}, classifier.cosines(new float[][] {{0, 1, 0}})[0], 1e-6f);
        Evaluation evaluation = new Evaluator(set(LABELS, false, false, false)).evaluate(embedder, both);
        assertArrayEquals(classifier.vectors()[0], evaluation.captionVectors()[0]);
    }

    @Test
    void aClassifierNeedsLabelsTemplatesAndKnownWords() {
        assertThrows(IllegalArgumentException.class, () -> new ZeroShotClassifier(embedder, List.of(), PLAIN));
        assertThrows(IllegalArgumentException.class, () -> new ZeroShotClassifier(embedder, SUBJECTS, List.of()));
        UnknownTextException unknown =
                assertThrows(UnknownTextException.class, () -> new ZeroShotClassifier(embedder, List.of("wug"), PLAIN));
        assertTrue(String.valueOf(unknown.getMessage()).contains("wug"));
    }

    @Test
    void anEvaluationSetMustFitTogether() {
        PackedImages one = new PackedImages(1, 1, new byte[3]);
        assertThrows(
                IllegalArgumentException.class,
                () -> new EvaluationSet(one, SUBJECTS, new int[2], LABELS, new boolean[3]));
        assertThrows(
                IllegalArgumentException.class,
                () -> new EvaluationSet(one, SUBJECTS, new int[1], LABELS, new boolean[2]));
        assertThrows(
                IllegalArgumentException.class,
                () -> new EvaluationSet(one, List.of("x"), new int[1], LABELS, new boolean[1]));
    }

    @Test
    void theMatrixAloneIsThatOfTheEvaluation() {
        Evaluator evaluator = new Evaluator(set(LABELS, false, false, false));
        Evaluation evaluation = evaluator.evaluate(embedder, PLAIN);
        SimilarityMatrix alone = evaluator.matrix(embedder, PLAIN);
        assertEquals(evaluation.matrix().rows(), alone.rows());
        assertArrayEquals(evaluation.matrix().cosines(), alone.cosines());
        assertEquals(evaluation.decisions(), evaluator.decisions(alone));
    }

    @Test
    void vectorsOfOtherDataAreRefused() {
        Evaluator evaluator = new Evaluator(set(LABELS, false, false, false));
        float[][] images = embedder.embedImages(set(LABELS, false, false, false).images());
        float[][] captions = new float[3][3];
        assertEquals(6, evaluator.ofVectors(images, captions).imageVectors().length);
        assertThrows(IllegalArgumentException.class, () -> evaluator.ofVectors(images, new float[2][3]));
        assertThrows(IllegalArgumentException.class, () -> evaluator.ofVectors(new float[5][3], captions));
    }
}
