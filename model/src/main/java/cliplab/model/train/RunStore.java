// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

import cliplab.model.eval.Evaluation;
import cliplab.model.net.Values;
import java.io.IOException;
import java.util.Map;

/** Where a run leaves what it computes. Called on the run's thread only. */
public interface RunStore {
    /** Keeps nothing: for benchmarks and tests. */
    RunStore NOWHERE = new RunStore() {
        @Override
        public void step(StepMetrics metrics) {}

        @Override
        public void change(Change change) {}

        @Override
        public void epoch(EpochMetrics metrics, Evaluation evaluation, Map<String, Values> weights) {}

        @Override
        public void checkpoint(Checkpoint checkpoint) {}

        @Override
        public void ended(TrainingRun.Outcome outcome) {}
    };

    void step(StepMetrics metrics) throws IOException;

    void change(Change change) throws IOException;

    /** @param weights parameters and running statistics at the epoch's end */
    void epoch(EpochMetrics metrics, Evaluation evaluation, Map<String, Values> weights) throws IOException;

    /** Replaces the last checkpoint; all steps, changes and epochs before it were given before. */
    void checkpoint(Checkpoint checkpoint) throws IOException;

    /**
     * Training has ended and nothing more will come; told before the observer hears of it and before the network stays. A
     * run that fails to tell one end may tell {@code FAILED} after it.
     */
    void ended(TrainingRun.Outcome outcome) throws IOException;
}
