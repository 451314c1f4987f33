// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

import cliplab.model.eval.Evaluation;
import cliplab.model.eval.SimilarityMatrix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run tells its observer, in order, on the run's thread. Immutable, so it may be handed to any thread. */
public sealed interface TrainingEvent {
    /** The run that speaks, so that events of a run that is no longer shown can be dropped. */
    String runId();

    /**
     * Said first.
     *
     * @param parameters of the network
     * @param pairs seen in each epoch
     * @param step steps made before, 0 for a new run
     */
    record Started(String runId, TrainingOptions options, LiveOptions live, int parameters, int pairs, long step)
            implements TrainingEvent {}

    record Step(String runId, StepMetrics metrics) implements TrainingEvent {}

    record Epoch(String runId, EpochMetrics metrics) implements TrainingEvent {}

    /**
     * The network as it stands after step {@code step}: at each epoch's end, when paused, when other evaluation templates are
     * chosen, and now and then in slow motion.
     *
     * @param epoch the epoch in progress; between two epochs the one that ended, and 0 before the first step
     * @param evaluation on the held-out images, under the evaluation templates in force at an epoch's end and else under
     *     those asked for
     * @param temperature τ after the step
     * @param batch of the step; null before the first one of this session
     * @param endOfEpoch whether the epoch's metrics rest on it: once for each epoch
     */
    record Snapshot(
            String runId,
            int epoch,
            long step,
            Evaluation evaluation,
            double temperature,
            @Nullable BatchReport batch,
            boolean endOfEpoch)
            implements TrainingEvent {}

    /**
     * A cheap look at the network between two snapshots, at most as often as {@link LiveOptions#glimpseEverySeconds} says.
     *
     * @param epoch as for a snapshot
     * @param matrix the first held-out image of each subject against every caption
     * @param decisions for each row of the matrix
     * @param temperature τ after the step
     * @param batch of the step; null before the first one of this session
     */
    record Glimpse(
            String runId,
            int epoch,
            long step,
            SimilarityMatrix matrix,
            List<SimilarityMatrix.Decision> decisions,
            double temperature,
            @Nullable BatchReport batch)
            implements TrainingEvent {}

    record Changed(String runId, Change change) implements TrainingEvent {}

    record Paused(String runId, long step) implements TrainingEvent {}

    record Resumed(String runId, long step) implements TrainingEvent {}

    /** Something a person may want to change; the run goes on. */
    record Warned(String runId, long step, String message) implements TrainingEvent {}

    record Completed(String runId, long step) implements TrainingEvent {}

    /** Stopped on request, at a checkpoint from which it can go on. */
    record Stopped(String runId, long step) implements TrainingEvent {}

    /**
     * Ended by an error; the last good checkpoint stays.
     *
     * @param diverged whether a number stopped being finite
     * @param message what happened and where
     * @param advice what to try
     */
    record Failed(String runId, long step, boolean diverged, String message, String advice) implements TrainingEvent {}
}
