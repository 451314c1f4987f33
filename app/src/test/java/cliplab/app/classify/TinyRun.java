// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify;

import cliplab.app.training.Heard;
import cliplab.app.training.LabEvent;
import cliplab.app.training.RunRequest;
import cliplab.app.training.TrainingService;
import cliplab.model.data.CaptionPolicy;
import cliplab.model.data.PairDataset;
import cliplab.model.data.ShapesDataset;
import cliplab.model.runtime.Folders;
import cliplab.model.train.LiveOptions;
import cliplab.model.train.StepMetrics;
import cliplab.model.train.TrainingEvent;
import cliplab.model.train.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real run of one epoch and six steps, on the trainer thread of a service that a test starts and closes with it. */
final class TinyRun implements AutoCloseable {
    static final int EPOCHS = 1;
    static final long STEPS = 6;

    private final Heard heard = new Heard();
    private final TrainingService service;
    private final LabEvent.EngineReady ready;
    private final String id;
    private final LabEvent.Prepared prepared;

    /** Returns when the run is about to make its first step; the run waits for nobody. */
    TinyRun(Path home) throws InterruptedException {
        // The engine's libraries stay where they are unpacked already.
        service = new TrainingService(
                new Folders(
                        home.resolve("data"),
                        home.resolve("config"),
                        Folders.ofThisSystem().cache()),
                heard);
        service.startEngine(1, "cpu");
        ready = heard.await(LabEvent.EngineReady.class);
        id = service.start(new RunRequest.New(options(), LiveOptions.startOf(options()), "cpu"));
        prepared = heard.await(LabEvent.Prepared.class);
    }

    static TrainingOptions options() {
        TrainingOptions usual = TrainingOptions.REFERENCE;
        return new TrainingOptions(
                1,
                new ShapesDataset.Options(CaptionPolicy.TEMPLATE, 0, 1, List.of()),
                usual.loss(),
                usual.embedDim(),
                usual.strides(),
                EPOCHS,
                512,
                usual.learningRate(),
                usual.weightDecay(),
                usual.temperature());
    }

    String id() {
        return id;
    }

    TrainingService service() {
        return service;
    }

    Heard heard() {
        return heard;
    }

    LabEvent.EngineReady ready() {
        return ready;
    }

    LabEvent.Prepared prepared() {
        return prepared;
    }

    PairDataset data() {
        return prepared().data();
    }

    Path folder() {
        return Objects.requireNonNull(prepared().folder());
    }

    /** Waits for the end; the network stays. */
    TinyRun complete() throws InterruptedException {
        heard.await(TrainingEvent.Completed.class);
        return this;
    }

    List<Double> losses() {
        return heard.of(TrainingEvent.Step.class)
                .map(TrainingEvent.Step::metrics)
                .map(StepMetrics::loss)
                .toList();
    }

    /** The run's files once more, in a folder that is not there yet. */
    static Path copy(Path run, Path target) throws IOException {
        try (Stream<Path> files = Files.walk(run)) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(run.relativize(file).toString()));
            }
        }
        return target;
    }

    @Override
    public void close() {
        service.close().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }
}
