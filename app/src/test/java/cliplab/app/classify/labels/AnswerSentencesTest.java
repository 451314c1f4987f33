// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.labels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.model.eval.ZeroShotAnswer;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerSentencesTest {
    private static ZeroShotAnswer answer(List<String> labels, float... cosines) {
        return ZeroShotAnswer.of(labels, cosines, 0.1);
    }

    private static String headline(List<String> labels, float... cosines) {
        return AnswerSentences.headline(answer(labels, cosines), null);
    }

    @Test
    void theBestIsNamedWithItsNumbers() {
        assertEquals(
                "Of the 2 labels given, “red circle” fits best: cosine 0.900, probability 0.982.",
                headline(List.of("blue star", "red circle"), 0.5f, 0.9f));
        assertEquals(
                "Of the 2 labels given, “b” fits best: cosine −0.100, probability >\u00a00.999.",
                headline(List.of("a", "b"), -1f, -0.1f));
    }

    @Test
    void oneLabelIsTheOnlyOne() {
        ZeroShotAnswer one = answer(List.of("red star"), 0.25f);
        assertEquals(
                "“red star” is the only label given: cosine 0.250, and a probability of 1 whatever the picture.",
                AnswerSentences.headline(one, null));
        assertEquals("Entropy 0 nats: one label leaves nothing open.", AnswerSentences.entropy(one));
        assertEquals("", AnswerSentences.top(one));
    }

    @Test
    void equalsAreNamedTogether() {
        assertEquals(
                "Of the 3 labels given, “a” and “c” fit equally well and best: cosine 0.500, probability 0.500 each.",
                headline(List.of("a", "b", "c"), 0.5f, -1f, 0.5f));
        assertTrue(headline(List.of("a", "b", "c", "d"), 1, 1, 1, 1).contains("“a”, “b”, “c” and “d” fit"));
        assertTrue(headline(List.of("a", "b", "c", "d", "e"), 1, 1, 1, 1, 1).contains("“a”, “b”, “c” and 2 more fit"));
    }

    @Test
    void aRepeatedLabelIsNoTieWithAnother() {
        assertEquals(
                "Of the 3 labels given, “a”, given 2 times, fits best: cosine 0.500, probability 0.500 each time.",
                headline(List.of("a", "b", "a"), 0.5f, -1f, 0.5f));
    }

    @Test
    void underTheThresholdNoneFits() {
        ZeroShotAnswer answer = answer(List.of("a", "b"), 0.412f, 0.3f);
        assertEquals(
                "None of the labels given fits: the best cosine 0.4120 is not above the threshold 0.7000.",
                AnswerSentences.headline(answer, 0.7));
        assertTrue(AnswerSentences.fits(answer, 0.4));
        assertFalse(AnswerSentences.fits(answer, (double) 0.412f), "equal is not above");
        assertTrue(AnswerSentences.headline(answer, 0.4).contains("“a” fits best"));
    }

    @Test
    void entropyIsWrittenInNatsAndAsAShare() {
        assertEquals(
                "Entropy 1.386 nats, 100.0\u00a0% of ln 4 = 1.386.",
                AnswerSentences.entropy(answer(List.of("a", "b", "c", "d"), 0, 0, 0, 0)));
    }

    @Test
    void theBestFiveComeInOrder() {
        assertEquals(
                "Top 5: f 0.634 · e 0.233 · d 0.086 · c 0.032 · b 0.012",
                AnswerSentences.top(answer(List.of("a", "b", "c", "d", "e", "f"), 0.4f, 0.5f, 0.6f, 0.7f, 0.8f, 0.9f)));
        assertEquals("Top 2: b 0.731 · a 0.269", AnswerSentences.top(answer(List.of("a", "b"), 0.8f, 0.9f)));
    }
}
