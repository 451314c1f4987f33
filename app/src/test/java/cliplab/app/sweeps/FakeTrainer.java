// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.sweeps;

import cliplab.app.training.LabEvent;
import cliplab.app.training.RunRequest;
import cliplab.app.training.Trainer;
import cliplab.model.eval.Embedder;
import cliplab.model.train.EpochMetrics;
import cliplab.model.train.LiveOptions;
import cliplab.model.train.TrainingEvent;
import cliplab.model.train.TrainingOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/** Notes what it is told, and says what a test has it say. */
public final class FakeTrainer implements Trainer {
    public final List<String> told = new ArrayList<>();
    public final List<RunRequest> requests = new ArrayList<>();
    public Consumer<LabEvent> observer = _ -> {};

    @Override
    public String start(RunRequest request) {
        requests.add(request);
        told.add("start " + requests.size());
        return id(requests.size());
    }

    static String id(int run) {
        return "run-" + run;
    }

    public void begun(int run) {
        observer.accept(new LabEvent.Told(new TrainingEvent.Started(
                id(run), TrainingOptions.REFERENCE, LiveOptions.startOf(TrainingOptions.REFERENCE), 1, 1, 0)));
    }

    public void epoch(int run, int epoch, double accuracy, double loss) {
        observer.accept(new LabEvent.Told(new TrainingEvent.Epoch(
                id(run),
                new EpochMetrics(epoch, epoch, epoch, loss, loss, loss, 0, accuracy, 0, 0, 0, 1, 1, 10.0 * epoch, 1))));
    }

    public void completed(int run) {
        observer.accept(new LabEvent.Told(new TrainingEvent.Completed(id(run), 1)));
    }

    public void stopped(int run) {
        observer.accept(new LabEvent.Told(new TrainingEvent.Stopped(id(run), 1)));
    }

    public void failed(int run, boolean diverged) {
        observer.accept(new LabEvent.Told(new TrainingEvent.Failed(id(run), 1, diverged, "it broke", "mend it")));
    }

    @Override
    public void pause() {
        told.add("pause");
    }

    @Override
    public void resume() {
        told.add("resume");
    }

    @Override
    public void step() {
        told.add("step");
    }

    @Override
    public void stop() {
        told.add("stop");
    }

    @Override
    public void update(LiveOptions live) {
        told.add("update");
    }

    @Override
    public void release() {
        told.add("release");
    }

    @Override
    public void releaseAtEpochEnd() {
        told.add("release at epoch end");
    }

    @Override
    public <T> CompletableFuture<T> ask(String runId, Function<? super Embedder, ? extends T> question) {
        return CompletableFuture.failedFuture(new IllegalStateException(runId));
    }
}
