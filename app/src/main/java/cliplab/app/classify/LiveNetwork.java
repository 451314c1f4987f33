// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify;

import cliplab.app.training.LabEvent;
import cliplab.app.training.RunState;
import cliplab.app.training.TrainingViewModel;
import cliplab.model.data.PairDataset;
import cliplab.model.eval.Embedder;
import cliplab.model.train.StepMetrics;
import cliplab.viz.text.Messages;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The network of the run that is shown, asked on the trainer thread. Immutable, for any thread: a run that goes into another state
 * is another of these.
 */
record LiveNetwork(TrainingViewModel training, String runId, String name, boolean learning, PairDataset data)
        implements AskedNetwork {
    static LiveNetwork of(TrainingViewModel training, LabEvent.Prepared run, RunState state) {
        String name = switch (state) {
            case STOPPED -> Messages.text("classify.network.stopped");
            case COMPLETED -> Messages.text("classify.network.completed");
            case FAILED -> Messages.text("classify.network.failed");
            case LOADING, NO_ENGINE, IDLE, PREPARING, RUNNING, PAUSED, STOPPING ->
                Messages.text("classify.network.live");
        };
        return new LiveNetwork(training, run.runId(), name, state.isActive(), run.data());
    }

    @Override
    public String origin() {
        LabEvent.Prepared run = training.run();
        StepMetrics last = training.lastStepProperty().get();
        return run == null || !run.runId().equals(runId)
                ? name
                : Messages.text("classify.network.origin", run.options().seed(), last == null ? 0 : last.step());
    }

    @Override
    public <T> CompletableFuture<T> ask(Function<? super Embedder, ? extends T> question) {
        return training.ask(runId, question);
    }
}
