// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.loss;

/**
 * A loss worked by hand over a square of similarities, in plain double arithmetic: the same formulas as
 * {@link InfoNce} and {@link SigmoidPairwise}, with every number on the way, and a check on both.
 */
public sealed interface LossWorksheet {
    /** The loss that is minimised. */
    double loss();

    /**
     * @param logits (N, N), similarity / τ
     * @param exponentials (N, N), exp(logit − the largest of its row)
     * @param rowSoftmax (N, N), over texts: each row sums to 1
     * @param columnSoftmax (N, N), over images: each column sums to 1
     * @param imageToText mean of −log of the diagonal of {@code rowSoftmax}
     * @param textToImage mean of −log of the diagonal of {@code columnSoftmax}
     * @param loss the mean of the two
     */
    record OfInfoNce(
            double[][] logits,
            double[][] exponentials,
            double[][] rowSoftmax,
            double[][] columnSoftmax,
            double imageToText,
            double textToImage,
            double loss)
            implements LossWorksheet {}

    /**
     * @param logits (N, N), similarity / τ + bias
     * @param pairTerms (N, N), −log σ(±logit), + on the diagonal
     * @param loss the sum of the terms divided by N
     */
    record OfSigmoid(double[][] logits, double[][] pairTerms, double loss) implements LossWorksheet {}

    /**
     * @param similarities (N, N), row i image i, column i its text
     * @param temperature τ, above 0
     */
    static OfInfoNce infoNce(double[][] similarities, double temperature) {
        double[][] logits = logits(similarities, temperature, 0);
        int n = logits.length;
        double[][] exponentials = new double[n][n];
        double[][] rows = new double[n][];
        double[][] columns = new double[n][n];
        double imageToText = 0;
        double textToImage = 0;
        for (int i = 0; i < n; i++) {
            double highest = max(logits[i]);
            for (int j = 0; j < n; j++) {
                exponentials[i][j] = Math.exp(logits[i][j] - highest);
            }
            rows[i] = softmax(logits[i]);
            imageToText += logSumExp(logits[i]) - logits[i][i];
            double[] column = column(logits, i);
            double[] shares = softmax(column);
            for (int j = 0; j < n; j++) {
                columns[j][i] = shares[j];
            }
            textToImage += logSumExp(column) - logits[i][i];
        }
        return new OfInfoNce(
                logits,
                exponentials,
                rows,
                columns,
                imageToText / n,
                textToImage / n,
                (imageToText + textToImage) / (2 * n));
    }

    /**
     * @param similarities (N, N), row i image i, column i its text
     * @param temperature τ = 1/scale, above 0
     * @param bias added to every logit
     */
    static OfSigmoid sigmoid(double[][] similarities, double temperature, double bias) {
        double[][] logits = logits(similarities, temperature, bias);
        int n = logits.length;
        double[][] terms = new double[n][n];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double signed = i == j ? logits[i][j] : -logits[i][j];
                terms[i][j] = Math.max(0, -signed) + Math.log1p(Math.exp(-Math.abs(signed)));
                sum += terms[i][j];
            }
        }
        return new OfSigmoid(logits, terms, sum / n);
    }

    private static double[][] logits(double[][] similarities, double temperature, double bias) {
        if (!(temperature > 0)) {
            throw new IllegalArgumentException("the temperature must be above 0, not " + temperature);
        }
        int n = similarities.length;
        if (n == 0) {
            throw new IllegalArgumentException("there are no similarities");
        }
        double[][] logits = new double[n][n];
        for (int i = 0; i < n; i++) {
            if (similarities[i].length != n) {
                throw new IllegalArgumentException("row " + (i + 1) + " has " + similarities[i].length
                        + " values; a square of " + n + "×" + n + " is needed");
            }
            for (int j = 0; j < n; j++) {
                logits[i][j] = similarities[i][j] / temperature + bias;
            }
        }
        return logits;
    }

    private static double[] column(double[][] square, int j) {
        double[] column = new double[square.length];
        for (int i = 0; i < square.length; i++) {
            column[i] = square[i][j];
        }
        return column;
    }

    private static double max(double[] values) {
        double highest = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            highest = Math.max(highest, value);
        }
        return highest;
    }

    private static double logSumExp(double[] values) {
        double highest = max(values);
        double sum = 0;
        for (double value : values) {
            sum += Math.exp(value - highest);
        }
        return highest + Math.log(sum);
    }

    private static double[] softmax(double[] values) {
        double total = logSumExp(values);
        double[] shares = new double[values.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = Math.exp(values[i] - total);
        }
        return shares;
    }
}
