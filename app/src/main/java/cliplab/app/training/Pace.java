// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training;

import cliplab.model.train.StepMetrics;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.ToDoubleFunction;

/** How a run goes, over its last steps, evaluations included. FX thread only. */
final class Pace {
    private static final int WINDOW = 50;

    private final Deque<StepMetrics> recent = new ArrayDeque<>();

    void clear() {
        recent.clear();
    }

    void add(StepMetrics step) {
        recent.addLast(step);
        if (recent.size() > WINDOW) {
            recent.removeFirst();
        }
    }

    /** Pairs a second; NaN before the second step. */
    double pairsPerSecond() {
        return recent.size() < 2
                ? Double.NaN
                : (recent.getLast().pairs() - recent.getFirst().pairs()) / seconds();
    }

    /** Milliseconds a step; NaN before the second step. */
    double millisPerStep() {
        return recent.size() < 2
                ? Double.NaN
                : 1000
                        * seconds()
                        / (recent.getLast().step() - recent.getFirst().step());
    }

    /** The mean loss of the pairs seen lately; NaN before the first step. */
    double loss() {
        return mean(StepMetrics::loss);
    }

    /** The mean floor of the same batches. */
    double floor() {
        return mean(StepMetrics::floor);
    }

    /** Over pairs, not steps: the last batch of an epoch is smaller. */
    private double mean(ToDoubleFunction<StepMetrics> value) {
        double sum = 0;
        long pairs = 0;
        StepMetrics before = null;
        for (StepMetrics step : recent) {
            if (before != null) {
                long size = step.pairs() - before.pairs();
                sum += size * value.applyAsDouble(step);
                pairs += size;
            }
            before = step;
        }
        return pairs > 0 ? sum / pairs : before == null ? Double.NaN : value.applyAsDouble(before);
    }

    private double seconds() {
        return recent.getLast().seconds() - recent.getFirst().seconds();
    }
}
