// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.sweeps;

import cliplab.model.train.EpochMetrics;
import java.util.List;

/**
 * What a run of a sweep came to. Immutable.
 *
 * @param accuracy zero-shot on held-out images after the last epoch, 0 … 1
 * @param best the highest of all epochs, the untrained network left out
 * @param loss mean over the last epoch
 * @param seconds of training and evaluation
 */
public record SweepNumbers(double accuracy, double best, double loss, double seconds) {
    /** @param epochs of a whole run, in order, the last being the run's last */
    static SweepNumbers of(List<EpochMetrics> epochs) {
        EpochMetrics last = epochs.getLast();
        double best = epochs.stream()
                .filter(epoch -> epoch.epoch() > 0)
                .mapToDouble(EpochMetrics::accuracy)
                .max()
                .orElse(Double.NaN);
        return new SweepNumbers(last.accuracy(), best, last.loss(), last.seconds());
    }
}
