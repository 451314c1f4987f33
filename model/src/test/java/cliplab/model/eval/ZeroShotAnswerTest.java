// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ZeroShotAnswerTest {
    private static final List<String> LABELS = List.of("star", "circle", "round", "dog");
    private static final float[] COSINES = {0.5f, 0.7f, 0.7f, -0.2f};

    @Test
    void theNumbersOfAWorkedExample() {
        ZeroShotAnswer answer = ZeroShotAnswer.of(LABELS, COSINES, 0.1);
        // e⁵, e⁷, e⁷ and e⁻², divided by their sum
        assertArrayEquals(new double[] {0.063375, 0.468283, 0.468283, 0.000058}, answer.probabilities(), 1e-6);
        assertArrayEquals(new int[] {3, 1, 1, 4}, answer.ranks());
        assertArrayEquals(new int[] {1, 2, 0, 3}, answer.order());
        assertEquals("circle", answer.top());
        assertEquals(0.885952, answer.entropy(), 1e-6);
        assertEquals(0.639079, answer.entropyShare(), 1e-6);
    }

    @Test
    void theTemperatureMovesProbabilitiesAndNothingElse() {
        ZeroShotAnswer cold = ZeroShotAnswer.of(LABELS, COSINES, 0.1);
        ZeroShotAnswer warm = cold.at(10);
        assertEquals(10, warm.temperature());
        assertSame(cold.cosines(), warm.cosines());
        assertSame(cold.order(), warm.order());
        assertSame(cold.ranks(), warm.ranks());
        assertTrue(warm.entropyShare() > 0.99 && warm.entropyShare() <= 1, "" + warm.entropyShare());
        assertArrayEquals(ZeroShotAnswer.of(LABELS, COSINES, 10).probabilities(), warm.probabilities());
    }

    @Test
    void aLabelGivenTwiceSharesWhatItHad() {
        double p = ZeroShotAnswer.of(List.of("star", "dog"), new float[] {0.3f, 0.1f}, 0.2)
                .probabilities()[0];
        ZeroShotAnswer twice = ZeroShotAnswer.of(List.of("star", "dog", "star"), new float[] {0.3f, 0.1f, 0.3f}, 0.2);
        assertEquals(p / (1 + p), twice.probabilities()[0], 1e-12);
        assertEquals(p / (1 + p), twice.probabilities()[2], 1e-12);
    }

    @Test
    void oneLabelHasEverythingAndNoEntropy() {
        ZeroShotAnswer answer = ZeroShotAnswer.of(List.of("star"), new float[] {-0.4f}, 0.01);
        assertArrayEquals(new double[] {1}, answer.probabilities());
        assertEquals(0, answer.entropy());
        assertEquals(0, answer.entropyShare());
        assertArrayEquals(new double[] {0, 0}, ZeroShotAnswer.sharpness(new float[] {-0.4f}, new double[] {0.01, 1}));
    }

    @Test
    void theSharpnessCurveRisesFromNoEntropyToAllOfIt() {
        // Two labels 1 apart: p = 1/(1 + e^(−1/τ)), and −p·ln p − (1−p)·ln(1−p) over ln 2.
        assertArrayEquals(
                new double[] {0, 0.527065, 0.839942, 0.956287, 1},
                ZeroShotAnswer.sharpness(new float[] {0, 1}, new double[] {0.01, 0.5, 1, 2, 1e6}),
                1e-6);
        ZeroShotAnswer answer = ZeroShotAnswer.of(LABELS, COSINES, 0.1);
        assertEquals(answer.entropyShare(), ZeroShotAnswer.sharpness(COSINES, new double[] {0.1})[0]);
    }

    @Test
    void whatCannotBeAnsweredIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> ZeroShotAnswer.of(List.of(), new float[0], 1));
        assertThrows(IllegalArgumentException.class, () -> ZeroShotAnswer.of(LABELS, new float[3], 1));
        assertThrows(IllegalArgumentException.class, () -> ZeroShotAnswer.of(LABELS, COSINES, 0));
        assertThrows(IllegalArgumentException.class, () -> ZeroShotAnswer.of(LABELS, COSINES, Double.NaN));
    }
}
