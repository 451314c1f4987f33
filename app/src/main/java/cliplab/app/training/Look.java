// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training;

import cliplab.model.eval.Evaluation;
import cliplab.model.eval.SimilarityMatrix;
import cliplab.model.train.BatchReport;
import cliplab.model.train.EpochMetrics;
import cliplab.model.train.TrainingEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The network at one moment, as far as it was looked at. Immutable.
 *
 * @param step steps made
 * @param matrix one held-out image per class against every caption
 * @param decisions for each row of the matrix
 * @param temperature τ at that moment
 * @param evaluation of all held-out images, or null for a glimpse
 * @param batch the last one trained on, or null where it is not known
 */
public record Look(
        int epoch,
        long step,
        SimilarityMatrix matrix,
        List<SimilarityMatrix.Decision> decisions,
        double temperature,
        @Nullable Evaluation evaluation,
        @Nullable BatchReport batch) {
    Look withoutBatch() {
        return batch == null ? this : new Look(epoch, step, matrix, decisions, temperature, evaluation, null);
    }

    public static Look of(TrainingEvent.Snapshot snapshot) {
        Evaluation evaluation = snapshot.evaluation();
        return new Look(
                snapshot.epoch(),
                snapshot.step(),
                evaluation.matrix(),
                evaluation.decisions(),
                snapshot.temperature(),
                evaluation,
                snapshot.batch());
    }

    public static Look of(TrainingEvent.Glimpse glimpse) {
        return new Look(
                glimpse.epoch(),
                glimpse.step(),
                glimpse.matrix(),
                glimpse.decisions(),
                glimpse.temperature(),
                null,
                glimpse.batch());
    }

    /** The end of an epoch, read back from disk. */
    static Look of(EpochMetrics metrics, Evaluation evaluation) {
        return new Look(
                metrics.epoch(),
                metrics.step(),
                evaluation.matrix(),
                evaluation.decisions(),
                metrics.temperature(),
                evaluation,
                null);
    }
}
