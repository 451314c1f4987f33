// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

/**
 * Exponential smoothing with bias correction, as Adam does it: s ← βs + (1−β)v, shown as s / (1 − βⁿ), so that the first
 * value is itself. Undefined values leave a gap and nothing else.
 */
final class Smoother {
    private final double beta;
    private double sum;
    private double weight;

    /** @param beta 0 (as it comes) … 0.99 */
    Smoother(double beta) {
        if (!(beta >= 0 && beta <= 0.99)) {
            throw new IllegalArgumentException("smoothing must be 0 … 0.99, not " + beta);
        }
        this.beta = beta;
    }

    double next(double value) {
        if (!Double.isFinite(value)) {
            return Double.NaN;
        }
        sum = beta * sum + (1 - beta) * value;
        weight = beta * weight + (1 - beta);
        return sum / weight;
    }
}
