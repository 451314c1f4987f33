// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.run;

import cliplab.model.train.Change;
import cliplab.model.train.EpochMetrics;
import cliplab.model.train.StepMetrics;
import java.io.IOException;
import java.util.List;

/**
 * A run in the few numbers that stand in a list. Immutable. NaN stands for what is not known yet.
 *
 * @param epoch the last one whose end is on disk; −1 before that of the untrained network, which is epoch 0
 * @param step the last one on disk; 0 before the first
 * @param seconds of training, pauses left out
 * @param loss mean over the last epoch
 * @param bestLoss the least mean of an epoch
 * @param accuracy zero-shot at the last epoch's end, as a fraction
 * @param bestAccuracy the highest at an epoch's end
 * @param bestEpoch the first epoch that had it; −1 where none has one
 * @param changes of settings while it ran, in order
 */
public record RunSummary(
        int epoch,
        long step,
        double seconds,
        double loss,
        double bestLoss,
        double accuracy,
        double bestAccuracy,
        int bestEpoch,
        List<Change> changes) {
    public RunSummary {
        changes = List.copyOf(changes);
    }

    /** Reads the table of epochs, and of the steps the last line where the run may have gone beyond its last epoch. */
    static RunSummary of(SavedRun run) throws IOException {
        double bestLoss = Double.NaN;
        double bestAccuracy = Double.NaN;
        int bestEpoch = -1;
        List<EpochMetrics> epochs = run.epochs();
        for (EpochMetrics epoch : epochs) {
            if (!(bestLoss <= epoch.loss()) && Double.isFinite(epoch.loss())) {
                bestLoss = epoch.loss();
            }
            if (!(bestAccuracy >= epoch.accuracy()) && Double.isFinite(epoch.accuracy())) {
                bestAccuracy = epoch.accuracy();
                bestEpoch = epoch.epoch();
            }
        }
        EpochMetrics last = epochs.isEmpty() ? null : epochs.getLast();
        long step = last == null ? 0 : last.step();
        double seconds = last == null ? 0 : last.seconds();
        if (run.manifest().status() != RunStatus.COMPLETED) {
            StepMetrics beyond = run.lastStep().orElse(null);
            if (beyond != null && beyond.step() > step) {
                step = beyond.step();
                seconds = beyond.seconds();
            }
        }
        return new RunSummary(
                last == null ? -1 : last.epoch(),
                step,
                seconds,
                last == null ? Double.NaN : last.loss(),
                bestLoss,
                last == null ? Double.NaN : last.accuracy(),
                bestAccuracy,
                bestEpoch,
                run.changes());
    }
}
