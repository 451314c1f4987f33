// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.bench;

import cliplab.model.data.ShapesDataset;
import cliplab.model.eval.Evaluation;
import cliplab.model.eval.Evaluator;
import cliplab.model.net.Values;
import cliplab.model.run.KeepEpochs;
import cliplab.model.run.RunFolder;
import cliplab.model.run.RunManifest;
import cliplab.model.run.SavedRun;
import cliplab.model.train.Checkpoint;
import cliplab.model.train.EpochMetrics;
import cliplab.model.train.Progress;
import cliplab.model.train.StepMetrics;
import cliplab.model.train.TrainingOptions;
import cliplab.model.train.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Runs that nobody trained, to measure how long they take to open: written by what writes all runs, with the network and the looks of
 * one that was trained and with numbers made up. Any one thread.
 */
final class MadeRuns {
    private static final int SMALL_BATCH = 8;
    private static final int LIBRARY_EPOCHS = 30;
    private static final double STEP_SECONDS = 0.02;

    private final SavedRun like;
    private final Checkpoint checkpoint;
    private final Map<String, Values> weights;
    private final Evaluation look;
    private final ShapesDataset data;
    private final int pairs;

    /** @param like a run that has a checkpoint and an epoch */
    MadeRuns(SavedRun like) throws IOException {
        this.like = like;
        TrainingOptions options = like.manifest().options();
        data = new ShapesDataset(options.seed(), options.data());
        pairs = data.images().count();
        checkpoint = like.checkpoint().orElseThrow(() -> new IOException(like.folder() + " has no checkpoint"));
        weights = like.weights(OptionalInt.empty());
        look = like.snapshot(like.epochsKept().getLast()).evaluation(new Evaluator(data.evaluation()));
    }

    /** A run of 30 epochs, and so many copies of its tables that there are enough; what networks weigh nobody needs to list them. */
    void library(Path folder, int runs) throws IOException {
        Path first = folder.resolve("run-0000");
        TrainingOptions options = like.manifest().options().withEpochs(LIBRARY_EPOCHS);
        write(first, options, LIBRARY_EPOCHS * Math.ceilDiv(pairs, options.batchSize()));
        List<Path> tables;
        try (Stream<Path> files = Files.list(first)) {
            tables = files.filter(file ->
                            Files.isRegularFile(file) && !file.toString().endsWith(".safetensors"))
                    .toList();
        }
        for (int i = 1; i < runs; i++) {
            Path copy = Files.createDirectory(folder.resolve("run-%04d".formatted(i)));
            for (Path table : tables) {
                Files.copy(table, copy.resolve(table.getFileName()));
            }
        }
    }

    /** A run of batches of 8 that keeps all its epochs. */
    void longRun(Path folder, int steps) throws IOException {
        TrainingOptions usual = like.manifest().options();
        int epochs = Math.ceilDiv(steps, Math.ceilDiv(pairs, SMALL_BATCH));
        write(
                folder,
                new TrainingOptions(
                        usual.seed(),
                        usual.data(),
                        usual.loss(),
                        usual.embedDim(),
                        usual.strides(),
                        epochs,
                        SMALL_BATCH,
                        usual.learningRate(),
                        usual.weightDecay(),
                        usual.temperature()),
                steps);
    }

    private void write(Path folder, TrainingOptions options, int steps) throws IOException {
        RunManifest manifest = RunManifest.of(
                options,
                data,
                like.manifest().device(),
                like.manifest().threads(),
                like.manifest().versions(),
                Instant.now());
        int batch = options.batchSize();
        int perEpoch = Math.ceilDiv(pairs, batch);
        try (RunFolder run = RunFolder.create(folder, manifest, KeepEpochs.ALL, List.of())) {
            run.epoch(epoch(0, 0), look, weights);
            for (int step = 1; step <= steps; step++) {
                run.step(step(step, Math.ceilDiv(step, perEpoch), batch));
                if (step % perEpoch == 0) {
                    run.epoch(epoch(step / perEpoch, step), look, weights);
                }
            }
            int taken = steps % perEpoch;
            run.checkpoint(new Checkpoint(
                    checkpoint.weights(),
                    checkpoint.firstMoment(),
                    checkpoint.secondMoment(),
                    new Progress(
                            steps / perEpoch + 1,
                            taken * batch,
                            steps,
                            (long) (steps / perEpoch) * pairs + (long) taken * batch,
                            steps * STEP_SECONDS,
                            checkpoint.progress().sums()),
                    checkpoint.live(),
                    checkpoint.wanted()));
            run.ended(TrainingRun.Outcome.STOPPED);
        }
    }

    private static StepMetrics step(int step, int epoch, int batch) {
        double loss = 0.5 + 2.5 * Math.exp(-step / 2e4) + 0.2 * Math.sin(step * 12.9898);
        return new StepMetrics(
                step,
                epoch,
                (long) step * batch,
                loss,
                loss,
                loss,
                0.1,
                0.9,
                0.9,
                0.07,
                5e-4,
                step * STEP_SECONDS,
                batch / STEP_SECONDS);
    }

    private EpochMetrics epoch(int epoch, int step) {
        double loss = epoch == 0 ? Double.NaN : 0.5 + 2.5 * Math.exp(-step / 2e4);
        return new EpochMetrics(
                epoch,
                step,
                (long) epoch * pairs,
                loss,
                loss,
                loss,
                0.1,
                1 - 0.9 * Math.exp(-epoch / 10.0),
                Double.NaN,
                0.9,
                0.9,
                0.07,
                5e-4,
                step * STEP_SECONDS,
                3000);
    }
}
