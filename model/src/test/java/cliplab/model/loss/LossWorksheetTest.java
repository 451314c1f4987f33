// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LossWorksheetTest {
    private final double[][] cosines = WorkedExample.cosines();

    @Test
    void theWorkedInfoNceNumbersComeOut() {
        for (double[] row : WorkedExample.INFO_NCE) {
            LossWorksheet.OfInfoNce sheet = LossWorksheet.infoNce(cosines, row[0]);
            assertEquals(row[1], sheet.imageToText(), 1e-5);
            assertEquals(row[2], sheet.textToImage(), 1e-5);
            assertEquals(row[3], sheet.loss(), 1e-5);
        }
    }

    @Test
    void theWorkedSigmoidNumbersComeOut() {
        assertEquals(0.94313, LossWorksheet.sigmoid(cosines, 0.1, -10).loss(), 1e-4);
        assertEquals(12.77485, LossWorksheet.sigmoid(cosines, 0.1, 0).loss(), 1e-4);
    }

    @Test
    void whatCosinesOfZeroCostIsKnown() {
        double[][] zero = new double[64][64];
        assertEquals(44.3614, LossWorksheet.sigmoid(zero, 0.1, 0).loss(), 1e-4);
        assertEquals(10.0029, LossWorksheet.sigmoid(zero, 0.1, -10).loss(), 1e-4);
        assertEquals(5.1510, LossWorksheet.sigmoid(zero, 0.1, -Math.log(63)).loss(), 1e-4);
        assertEquals(Math.log(64), LossWorksheet.infoNce(zero, 0.07).loss(), 1e-12);
    }

    @Test
    void softmaxesSumToOneAndExplainTheLoss() {
        LossWorksheet.OfInfoNce sheet = LossWorksheet.infoNce(cosines, 0.07);
        double imageToText = 0;
        double textToImage = 0;
        for (int i = 0; i < 4; i++) {
            double row = 0;
            double column = 0;
            double exponentials = 0;
            for (int j = 0; j < 4; j++) {
                row += sheet.rowSoftmax()[i][j];
                column += sheet.columnSoftmax()[j][i];
                exponentials += sheet.exponentials()[i][j];
                assertEquals(cosines[i][j] / 0.07, sheet.logits()[i][j], 1e-12);
            }
            assertEquals(1, row, 1e-12);
            assertEquals(1, column, 1e-12);
            assertEquals(sheet.exponentials()[i][i] / exponentials, sheet.rowSoftmax()[i][i], 1e-12);
            imageToText -= Math.log(sheet.rowSoftmax()[i][i]) / 4;
            textToImage -= Math.log(sheet.columnSoftmax()[i][i]) / 4;
        }
        assertEquals(imageToText, sheet.imageToText(), 1e-12);
        assertEquals(textToImage, sheet.textToImage(), 1e-12);
    }

    @Test
    void pairTermsSumToTheSigmoidLoss() {
        LossWorksheet.OfSigmoid sheet = LossWorksheet.sigmoid(cosines, 0.1, -10);
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                double z = i == j ? 1 : -1;
                double expected = -Math.log(1 / (1 + Math.exp(-z * (10 * cosines[i][j] - 10))));
                assertEquals(expected, sheet.pairTerms()[i][j], 1e-12);
                sum += sheet.pairTerms()[i][j];
            }
        }
        assertEquals(sum / 4, sheet.loss(), 1e-12);
    }

    @Test
    void hugeLogitsStayFinite() {
        double[][] huge = WorkedExample.random(17, 500);
        assertTrue(Double.isFinite(LossWorksheet.infoNce(huge, 1).loss()));
        assertTrue(Double.isFinite(LossWorksheet.infoNce(huge, 0.001).loss()));
        assertTrue(Double.isFinite(LossWorksheet.sigmoid(huge, 0.001, 0).loss()));
    }

    @Test
    void aSquareAndATemperatureAboveZeroAreNeeded() {
        for (double temperature : new double[] {0, -1, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> LossWorksheet.infoNce(cosines, temperature));
            assertThrows(IllegalArgumentException.class, () -> LossWorksheet.sigmoid(cosines, temperature, 0));
        }
        assertThrows(IllegalArgumentException.class, () -> LossWorksheet.infoNce(new double[0][0], 1));
        IllegalArgumentException ragged = assertThrows(
                IllegalArgumentException.class, () -> LossWorksheet.infoNce(new double[][] {{1, 2}, {1}}, 1));
        assertTrue(String.valueOf(ragged.getMessage()).contains("row 2"));
    }
}
