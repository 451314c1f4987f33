// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

/**
 * The pairwise sigmoid loss of SigLIP (Zhai et al. 2023, algorithm 1): every entry is a yes-or-no question of its own,
 * −log σ(z·logit) with z = 1 on the diagonal and −1 off it, summed and divided by N. It has no directions.
 */
public record SigmoidPairwise() implements ContrastiveLoss {
    /** The logit bias training starts from. */
    public static final double START_BIAS = -10;

    @Override
    public Terms terms(NDArray logits) {
        long n = logits.getShape().get(0);
        // −z: −1 on the diagonal, 1 off it; −log σ(x) = softplus(−x).
        NDArray opposite = logits.getManager().eye((int) n).mul(-2).add(1);
        NDArray total = Activation.softPlus(logits.mul(opposite)).sum().div(n);
        return new Terms(total, null, null);
    }

    @Override
    public String name() {
        return "sigmoid";
    }

    @Override
    public boolean hasDirections() {
        return false;
    }

    /** log N + (N−1) log(N/(N−1)): every probability at its best constant, 1/N. */
    @Override
    public double chanceLine(int n) {
        return entropyOfOneIn(n);
    }

    /** log k + (k−1) log(k/(k−1)): among k pairs of one caption a match cannot be told from the others. */
    @Override
    public double duplicateFloor(int k) {
        return entropyOfOneIn(k);
    }

    private static double entropyOfOneIn(int n) {
        return n == 1 ? 0 : Math.log(n) + (n - 1) * Math.log(n / (n - 1.0));
    }

    /** Scale 10. */
    @Override
    public double startTemperature() {
        return 0.1;
    }
}
