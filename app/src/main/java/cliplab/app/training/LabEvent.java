// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training;

import cliplab.model.data.PairDataset;
import cliplab.model.runtime.ComputeDevice;
import cliplab.model.train.Change;
import cliplab.model.train.EpochMetrics;
import cliplab.model.train.StepMetrics;
import cliplab.model.train.TrainingEvent;
import cliplab.model.train.TrainingOptions;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the trainer thread tells the window, in order. Immutable. */
public sealed interface LabEvent {
    /** @param threads of the engine, fixed for the process */
    record EngineReady(ComputeDevice device, int threads) implements LabEvent {}

    /** @param details for a report: the error and where it came from */
    record EngineFailed(String message, String details) implements LabEvent {}

    /**
     * The data of a run is there and its first step is near.
     *
     * @param folder where the run is written, or null where it lives in memory alone
     * @param earlier what the run did before it was taken up again
     */
    record Prepared(
            String runId,
            TrainingOptions options,
            PairDataset data,
            @Nullable Path folder,
            ComputeDevice device,
            Earlier earlier)
            implements LabEvent {}

    /** The part of a run that lies behind it when it is taken up again. */
    record Earlier(List<StepMetrics> steps, List<EpochMetrics> epochs, List<Change> changes, List<Look> looks) {
        public static final Earlier NOTHING = new Earlier(List.of(), List.of(), List.of(), List.of());

        public Earlier {
            steps = List.copyOf(steps);
            epochs = List.copyOf(epochs);
            changes = List.copyOf(changes);
            looks = List.copyOf(looks);
        }
    }

    /** A run that could not begin. */
    record Refused(String runId, String message) implements LabEvent {}

    /** A run that goes on, though its folder can no longer be written. */
    record Unwritten(String runId, String message) implements LabEvent {}

    /** What a run said itself. */
    record Told(TrainingEvent event) implements LabEvent {}
}
