// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.loss;

import java.util.HashMap;
import java.util.Map;

/** The lines a loss is read against, for batches that were drawn and in expectation. Thread-safe: it keeps nothing. */
public final class LossReference {
    private LossReference() {}

    /** The floor of one batch: the mean over its pairs, from a number per pair that equal captions share. */
    public static double floor(ContrastiveLoss loss, int[] captionIds) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int id : captionIds) {
            counts.merge(id, 1, Integer::sum);
        }
        double sum = 0;
        for (int count : counts.values()) {
            sum += count * loss.duplicateFloor(count);
        }
        return sum / captionIds.length;
    }

    /** The chance line of one epoch: the mean over its pairs, with the last batch as small as it is. */
    public static double chanceLine(ContrastiveLoss loss, int pairs, int batchSize) {
        return overBatches(pairs, batchSize, loss::chanceLine);
    }

    /**
     * The floor of one epoch in expectation over the order of its pairs, averaged over pairs. A pair of a group of c among
     * M meets H others of its group in a batch of N, where H is hypergeometric (N−1 draws from M−1 of which c−1 count);
     * with T templates drawn for each pair alone, each of these H carries the same caption with probability 1/T.
     *
     * @param groupSizes how many pairs share each subject
     * @param templates T, how many templates a caption is drawn from
     * @param batchSize N; the last batch of the epoch holds what is left
     */
    public static double expectedFloor(ContrastiveLoss loss, int[] groupSizes, int templates, int batchSize) {
        int pairs = 0;
        Map<Integer, Integer> groupsOfSize = new HashMap<>();
        for (int size : groupSizes) {
            pairs += size;
            groupsOfSize.merge(size, 1, Integer::sum);
        }
        int total = pairs;
        return overBatches(total, batchSize, n -> {
            double sum = 0;
            for (Map.Entry<Integer, Integer> entry : groupsOfSize.entrySet()) {
                int size = entry.getKey();
                if (size > 0) {
                    sum += (double) entry.getValue() * size * expectation(loss, total, size, templates, n);
                }
            }
            return sum / total;
        });
    }

    private interface OfBatch {
        double of(int n);
    }

    private static double overBatches(int pairs, int batchSize, OfBatch value) {
        int n = Math.min(batchSize, pairs);
        int rest = pairs % n;
        double whole = (double) (pairs - rest) / pairs * value.of(n);
        return rest == 0 ? whole : whole + (double) rest / pairs * value.of(rest);
    }

    private static double expectation(ContrastiveLoss loss, int total, int size, int templates, int n) {
        double[] logFactorial = new double[total + 1];
        for (int i = 1; i <= total; i++) {
            logFactorial[i] = logFactorial[i - 1] + Math.log(i);
        }
        double expectation = 0;
        int lowest = Math.max(0, n - 1 - (total - size));
        for (int h = lowest; h <= Math.min(size - 1, n - 1); h++) {
            double probability = Math.exp(logChoose(logFactorial, size - 1, h)
                    + logChoose(logFactorial, total - size, n - 1 - h)
                    - logChoose(logFactorial, total - 1, n - 1));
            expectation += probability * overTemplates(loss, logFactorial, h, templates);
        }
        return expectation;
    }

    /** The mean floor of a pair with h others of its subject, each of the same template with probability 1/T. */
    private static double overTemplates(ContrastiveLoss loss, double[] logFactorial, int h, int templates) {
        if (templates == 1) {
            return loss.duplicateFloor(h + 1);
        }
        double expectation = 0;
        double same = Math.log(1.0 / templates);
        double other = Math.log(1 - 1.0 / templates);
        for (int k = 0; k <= h; k++) {
            double probability = Math.exp(logChoose(logFactorial, h, k) + k * same + (h - k) * other);
            expectation += probability * loss.duplicateFloor(k + 1);
        }
        return expectation;
    }

    private static double logChoose(double[] logFactorial, int n, int k) {
        return logFactorial[n] - logFactorial[k] - logFactorial[n - k];
    }
}
