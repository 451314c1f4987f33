// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

import cliplab.model.data.PairDataset;
import cliplab.model.runtime.ComputeDevice;
import java.util.Arrays;

/**
 * How long one step takes, exactly as a run makes it: taking the batch, both passes, the update and the step's numbers.
 *
 * @param millisPerStep median
 * @param imagesPerSecond at the median
 */
public record TrainingBenchmark(double millisPerStep, double imagesPerSecond) {
    /** Steps made and thrown away first, while everything warms up. */
    private static final int WARM_UP = 150;

    /** Runs on the calling thread. A loss that stops being finite is of no interest here and ends the measurement. */
    public static TrainingBenchmark measure(
            TrainingOptions options, PairDataset data, ComputeDevice device, int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("steps must be at least 1, not " + steps);
        }
        double[] millis = new double[steps];
        try (Session session = new Session(options, LiveOptions.startOf(options), data, device)) {
            int full = session.pairs() / options.batchSize();
            if (full == 0) {
                throw new IllegalArgumentException(
                        "a batch of " + options.batchSize() + " is more than all " + session.pairs() + " pairs");
            }
            for (int i = -WARM_UP; i < steps; i++) {
                if (session.progress().taken() >= full * options.batchSize()) {
                    session.nextEpoch(); // a partial batch would flatter the figure
                }
                long clock = System.nanoTime();
                session.step();
                if (i >= 0) {
                    millis[i] = (System.nanoTime() - clock) * 1e-6;
                }
            }
        } catch (DivergedException e) {
            throw new IllegalStateException("the benchmark cannot go on: " + e.getMessage(), e);
        }
        Arrays.sort(millis);
        double median = (millis[(steps - 1) / 2] + millis[steps / 2]) / 2;
        return new TrainingBenchmark(median, options.batchSize() / median * 1000);
    }
}
