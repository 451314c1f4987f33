// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.net;

/**
 * The number that cosines are multiplied by before the softmax, learned as its logarithm (Radford et al. 2021, §2.3).
 * The temperature τ is its reciprocal: τ = 1/exp(logitScale).
 */
public final class LogitScale {
    public static final String NAME = "logit_scale";
    /** The largest scale that training may reach; τ = 0.01. */
    public static final double MAX = 100;

    private LogitScale() {}

    /** ln(1/τ). */
    public static double ofTemperature(double temperature) {
        return -Math.log(temperature);
    }

    /** τ = exp(−logitScale). */
    public static double temperature(double logitScale) {
        return Math.exp(-logitScale);
    }

    static ParameterSpec spec(double startTemperature) {
        float start = (float) ofTemperature(startTemperature);
        return new ParameterSpec(NAME, new long[] {1}, false, new ParameterSpec.Start.Constant(start));
    }
}
