// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.projection;

import java.util.Arrays;

/**
 * Gradient descent on t-SNE's divergence, all pairs, on one thread, with momentum and a gain for each coordinate as in the
 * authors' own program. Changes the arrays it is given.
 */
final class Descent {
    private static final double MIN_GAIN = 0.01;

    private final int size;
    private final double[][] p;
    private final double[] x;
    private final double[] y;
    private final double[] stepX;
    private final double[] stepY;
    private final double[] gainX;
    private final double[] gainY;
    private final double[] pullX;
    private final double[] pullY;
    private final double[] pushX;
    private final double[] pushY;
    private final double[] similarity;

    Descent(Affinities affinities, double[] x, double[] y) {
        size = affinities.size();
        p = affinities.rows();
        this.x = x;
        this.y = y;
        stepX = new double[size];
        stepY = new double[size];
        gainX = new double[size];
        gainY = new double[size];
        Arrays.fill(gainX, 1);
        Arrays.fill(gainY, 1);
        pullX = new double[size];
        pullY = new double[size];
        pushX = new double[size];
        pushY = new double[size];
        similarity = new double[size];
    }

    /** One step along 4 Σ (p − q) w (x − x′), with w = 1 / (1 + distance²) and q = w / Σ w. */
    void step(double exaggeration, double momentum, double rate) {
        forces();
        double total = -size;
        for (double sum : similarity) {
            total += sum;
        }
        move(x, stepX, gainX, pullX, pushX, exaggeration, 1 / total, momentum, rate);
        move(y, stepY, gainY, pullY, pushY, exaggeration, 1 / total, momentum, rate);
    }

    private void forces() {
        Arrays.fill(pullX, 0);
        Arrays.fill(pullY, 0);
        Arrays.fill(pushX, 0);
        Arrays.fill(pushY, 0);
        Arrays.fill(similarity, 0);
        for (int j = 0; j < size; j++) {
            from(x[j], y[j], p[j], x, y, pullX, pullY, pushX, pushY, similarity);
        }
    }

    /**
     * What one point does to all. Sums lie across the loop, not along it, and every array starts at 0: only then does the
     * compiler use wide registers, which makes this four times as fast.
     */
    private static void from(
            double atX,
            double atY,
            double[] p,
            double[] x,
            double[] y,
            double[] pullX,
            double[] pullY,
            double[] pushX,
            double[] pushY,
            double[] similarity) {
        for (int i = 0; i < p.length; i++) {
            double dx = x[i] - atX;
            double dy = y[i] - atY;
            double w = 1 / (1 + dx * dx + dy * dy);
            double pull = p[i] * w;
            double push = w * w;
            pullX[i] += pull * dx;
            pullY[i] += pull * dy;
            pushX[i] += push * dx;
            pushY[i] += push * dy;
            similarity[i] += w;
        }
    }

    private static void move(
            double[] at,
            double[] step,
            double[] gain,
            double[] pull,
            double[] push,
            double exaggeration,
            double share,
            double momentum,
            double rate) {
        for (int i = 0; i < at.length; i++) {
            double gradient = 4 * (exaggeration * pull[i] - share * push[i]);
            boolean overshot = gradient > 0 == step[i] > 0;
            gain[i] = Math.max(MIN_GAIN, overshot ? gain[i] * 0.8 : gain[i] + 0.2);
            step[i] = momentum * step[i] - rate * gain[i] * gradient;
            at[i] += step[i];
        }
    }
}
