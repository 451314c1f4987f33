// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.eval;

import java.util.Arrays;

/**
 * What every threshold on a score would accept: of what should be turned away and of what should be let in. Immutable by
 * convention: arrays are not copied.
 *
 * @param falseAccept shares, 0 … 1, of what should be turned away; from 0, never falling, to 1
 * @param trueAccept shares of what should be let in, point by point; from 0, never falling, to 1
 * @param area under the line through these points: the chance that something to let in scores above something to turn away,
 *     equal scores counting half (Mann and Whitney 1947)
 */
public record Roc(double[] falseAccept, double[] trueAccept, double area) {
    /**
     * @param negatives scores of what should be turned away, at least one
     * @param positives scores of what should be let in, at least one
     */
    static Roc of(float[] negatives, float[] positives) {
        float[] down = descending(negatives);
        float[] up = descending(positives);
        double[] x = new double[down.length + up.length + 1];
        double[] y = new double[x.length];
        int points = 1;
        double area = 0;
        int falsely = 0;
        int truly = 0;
        while (falsely < down.length || truly < up.length) {
            // One point for each score that occurs: equal scores are accepted together.
            float score = falsely == down.length
                    ? up[truly]
                    : truly == up.length ? down[falsely] : Math.max(down[falsely], up[truly]);
            while (falsely < down.length && down[falsely] >= score) {
                falsely++;
            }
            while (truly < up.length && up[truly] >= score) {
                truly++;
            }
            x[points] = (double) falsely / down.length;
            y[points] = (double) truly / up.length;
            area += (x[points] - x[points - 1]) * (y[points] + y[points - 1]) / 2;
            points++;
        }
        return new Roc(Arrays.copyOf(x, points), Arrays.copyOf(y, points), area);
    }

    private static float[] descending(float[] scores) {
        float[] sorted = scores.clone();
        Arrays.sort(sorted);
        float[] result = new float[sorted.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = sorted[result.length - 1 - i];
        }
        return result;
    }
}
