// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import cliplab.model.TestEngine;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The losses as the engine computes them, against the worksheet and against hand-made numbers. */
class ContrastiveLossTest {
    private static final InfoNce BOTH = new InfoNce(Direction.BOTH);
    private static final SigmoidPairwise SIGMOID = new SigmoidPairwise();
    private NDManager manager = TestEngine.manager();

    @BeforeEach
    void openManager() {
        manager = manager.isOpen() ? manager : TestEngine.manager();
    }

    @AfterEach
    void closeManager() {
        manager.close();
    }

    private static double number(@Nullable NDArray scalar) {
        return Objects.requireNonNull(scalar).getFloat();
    }

    private static double[][] scaled(double[][] square, double scale, double bias) {
        double[][] result = new double[square.length][square.length];
        for (int i = 0; i < square.length; i++) {
            for (int j = 0; j < square.length; j++) {
                result[i][j] = square[i][j] * scale + bias;
            }
        }
        return result;
    }

    private double engine(ContrastiveLoss loss, double[][] logits) {
        return number(loss.terms(TestEngine.matrix(manager, logits)).total());
    }

    @Test
    void theWorkedInfoNceNumbersComeOut() {
        for (double[] row : WorkedExample.INFO_NCE) {
            double[][] logits = scaled(WorkedExample.cosines(), 1 / row[0], 0);
            ContrastiveLoss.Terms terms = BOTH.terms(TestEngine.matrix(manager, logits));
            assertEquals(row[1], number(terms.imageToText()), 1e-4);
            assertEquals(row[2], number(terms.textToImage()), 1e-4);
            assertEquals(row[3], number(terms.total()), 1e-4);
            assertEquals(row[1], engine(new InfoNce(Direction.IMAGE_TO_TEXT), logits), 1e-4);
            assertEquals(row[2], engine(new InfoNce(Direction.TEXT_TO_IMAGE), logits), 1e-4);
        }
    }

    @Test
    void theWorkedSigmoidNumbersComeOut() {
        assertEquals(0.94313, engine(SIGMOID, scaled(WorkedExample.cosines(), 10, -10)), 1e-4);
        assertEquals(12.77485, engine(SIGMOID, scaled(WorkedExample.cosines(), 10, 0)), 1e-4);
        assertEquals(44.3614, engine(SIGMOID, new double[64][64]), 1e-3);
        assertEquals(10.0029, engine(SIGMOID, scaled(new double[64][64], 1, -10)), 1e-4);
        assertEquals(5.1510, engine(SIGMOID, scaled(new double[64][64], 1, -Math.log(63))), 1e-4);
    }

    @Test
    void theSigmoidLossHasNoDirections() {
        ContrastiveLoss.Terms terms = SIGMOID.terms(TestEngine.matrix(manager, WorkedExample.cosines()));
        assertNull(terms.imageToText());
        assertNull(terms.textToImage());
        assertFalse(SIGMOID.hasDirections());
        assertTrue(BOTH.hasDirections());
    }

    @Test
    void theEngineAgreesWithTheWorksheetAlsoOnHugeLogits() {
        for (double bound : new double[] {1, 20, 500}) {
            double[][] logits = WorkedExample.random(17, bound);
            LossWorksheet.OfInfoNce sheet = LossWorksheet.infoNce(logits, 1);
            ContrastiveLoss.Terms terms = BOTH.terms(TestEngine.matrix(manager, logits));
            assertEquals(sheet.loss(), number(terms.total()), 1e-5 * (1 + bound));
            assertEquals(sheet.imageToText(), number(terms.imageToText()), 1e-5 * (1 + bound));
            assertEquals(sheet.textToImage(), number(terms.textToImage()), 1e-5 * (1 + bound));
            double sigmoid = LossWorksheet.sigmoid(logits, 1, 0).loss();
            assertEquals(sigmoid, engine(SIGMOID, logits), 1e-5 * (1 + sigmoid));
        }
    }

    @Test
    void onePairAloneCostsNothingUnderInfoNce() {
        assertEquals(0, engine(BOTH, new double[][] {{3}}), 0);
    }

    @Test
    void chanceLinesAreThoseOfAnUndecidedNetwork() {
        assertEquals(Math.log(64), BOTH.chanceLine(64), 1e-12);
        assertEquals(0, BOTH.chanceLine(1), 0);
        assertEquals(5.1510, SIGMOID.chanceLine(64), 1e-4);
        assertEquals(0, SIGMOID.chanceLine(1), 0);
    }

    private void assertGradient(ContrastiveLoss loss, double[][] logits, ToDoubleFunction<double[][]> worksheet) {
        float[] gradient;
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray leaf = TestEngine.matrix(manager, logits);
            leaf.setRequiresGradient(true);
            collector.backward(loss.terms(leaf).total());
            gradient = leaf.getGradient().toFloatArray();
        }
        int n = logits.length;
        double step = 1e-5;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double[][] moved = scaled(logits, 1, 0);
                moved[i][j] += step;
                double above = worksheet.applyAsDouble(moved);
                moved[i][j] -= 2 * step;
                double below = worksheet.applyAsDouble(moved);
                assertEquals((above - below) / (2 * step), gradient[i * n + j], 1e-6);
            }
        }
    }

    @Test
    void gradientsAgreeWithFiniteDifferences() {
        double[][] logits = WorkedExample.random(5, 3);
        assertGradient(BOTH, logits, s -> LossWorksheet.infoNce(s, 1).loss());
        assertGradient(
                new InfoNce(Direction.IMAGE_TO_TEXT),
                logits,
                s -> LossWorksheet.infoNce(s, 1).imageToText());
        assertGradient(
                new InfoNce(Direction.TEXT_TO_IMAGE),
                logits,
                s -> LossWorksheet.infoNce(s, 1).textToImage());
        assertGradient(SIGMOID, logits, s -> LossWorksheet.sigmoid(s, 1, 0).loss());
    }
}
