// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.model.eval.PromptComparison.Verdict;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A looks at an image's first two numbers, B at the other two, and each takes the larger. */
class PromptComparisonTest {
    private static final float[][] A = {{1, 0, 0, 0}, {0, 1, 0, 0}};
    private static final float[][] B = {{0, 0, 1, 0}, {0, 0, 0, 1}};

    private static PromptComparison compare(int both, int onlyA, int onlyB, int neither) {
        float[][] images = new float[both + onlyA + onlyB + neither][];
        int[] classOf = new int[images.length];
        for (int i = 0; i < images.length; i++) {
            boolean rightA = i < both + onlyA;
            boolean rightB = i < both || (i >= both + onlyA && i < both + onlyA + onlyB);
            classOf[i] = i % 2;
            float first = classOf[i] == 0 ? 0.6f : 0.4f;
            float[] right = {first, 1 - first};
            float[] wrong = {1 - first, first};
            images[i] = Arrays.copyOf(rightA ? right : wrong, 4);
            System.arraycopy(rightB ? right : wrong, 0, images[i], 2, 2);
        }
        return PromptComparison.of(images, classOf, A, B);
    }

    @Test
    void whatTellsThemApartIsCounted() {
        PromptComparison comparison = compare(36, 2, 12, 0);
        assertEquals(50, comparison.images());
        assertEquals(36, comparison.bothRight());
        assertEquals(2, comparison.onlyA());
        assertEquals(12, comparison.onlyB());
        assertEquals(0.76, comparison.accuracyA(), 1e-12);
        assertEquals(0.96, comparison.accuracyB(), 1e-12);
        assertEquals(0.2, comparison.difference(), 1e-12);
        assertEquals(0.0569, comparison.interval().low(), 5e-5);
        assertEquals(0.3404, comparison.interval().high(), 5e-5);
        assertEquals(Verdict.B_BETTER, comparison.verdict());
        assertEquals(Verdict.A_BETTER, compare(36, 12, 2, 0).verdict());
    }

    @Test
    void fiveToNothingIsUndecidedAndSixIsNot() {
        // As McNemar's exact test has it: 2·2⁻⁵ = 0.0625 and 2·2⁻⁶ = 0.03125.
        assertEquals(Verdict.UNDECIDED, compare(400, 0, 5, 75).verdict());
        assertEquals(Verdict.B_BETTER, compare(400, 0, 6, 74).verdict());
        assertEquals(Verdict.UNDECIDED, compare(400, 7, 9, 64).verdict());
    }

    @Test
    void withoutADifferenceThereIsNoVerdict() {
        for (PromptComparison same :
                new PromptComparison[] {compare(480, 0, 0, 0), compare(0, 0, 0, 9), compare(4, 3, 3, 0)}) {
            assertEquals(Verdict.UNDECIDED, same.verdict());
            assertEquals(0, same.difference());
            assertTrue(same.interval().contains(0));
        }
    }

    @Test
    void imagesAndClassesMustBeThere() {
        assertThrows(IllegalArgumentException.class, () -> PromptComparison.of(new float[0][], new int[0], A, B));
        assertThrows(IllegalArgumentException.class, () -> PromptComparison.of(new float[2][4], new int[1], A, B));
    }
}
