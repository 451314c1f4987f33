// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training;

import cliplab.model.data.Captions;
import cliplab.model.data.PairDataset;
import cliplab.model.loss.ContrastiveLoss;
import cliplab.model.loss.LossReference;
import cliplab.model.train.LiveOptions;

/**
 * The two lines between which a loss is read.
 *
 * @param batchSize N
 * @param chance what a batch of N costs a network that cannot tell its pairs apart
 * @param floor the least a batch of N can cost on average, because captions repeat in it
 */
public record LossLines(int batchSize, double chance, double floor) {
    /** Before the first run. */
    public static final LossLines NONE = new LossLines(0, Double.NaN, Double.NaN);

    /** The lines for full batches of the data with the settings as they are. */
    public static LossLines of(ContrastiveLoss loss, PairDataset data, LiveOptions live) {
        Captions captions = data.captions();
        int n = Math.min(live.batchSize(), captions.size());
        int templates = Math.min(captions.templates(), live.trainingTemplates());
        return new LossLines(
                n, loss.chanceLine(n), LossReference.expectedFloor(loss, captions.groupSizes(), templates, n));
    }

    /** How much of the way from chance to floor a loss has come, as a fraction; beyond either end 0 or 1. */
    public double share(double value) {
        return Math.clamp((chance - value) / (chance - floor), 0, 1);
    }
}
