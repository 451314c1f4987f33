// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.run;

import cliplab.model.data.CaptionGrammar;
import cliplab.model.data.ShapesDataset;
import cliplab.model.eval.Evaluation;
import cliplab.model.eval.Evaluator;
import cliplab.model.net.Values;
import cliplab.model.train.Checkpoint;
import cliplab.model.train.EpochMetrics;
import cliplab.model.train.EpochSums;
import cliplab.model.train.LiveOptions;
import cliplab.model.train.Progress;
import cliplab.model.train.RunStore;
import cliplab.model.train.StepMetrics;
import cliplab.model.train.TrainingOptions;
import cliplab.model.train.TrainingRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Runs with made-up numbers, written as a real one is and without the engine. */
public final class SampleRun {
    static final int STEPS_PER_EPOCH = 20;
    static final TrainingOptions OPTIONS = TrainingOptions.REFERENCE.withSeed(3).withEpochs(4);

    private static final ShapesDataset DATA = new ShapesDataset(OPTIONS.seed(), OPTIONS.data());
    private static final Evaluation EVALUATION = evaluation();

    private SampleRun() {}

    public static RunManifest manifest() {
        return RunManifest.of(
                OPTIONS, DATA, "cpu", 1, Map.of("cliplab", "test"), Instant.parse("2026-11-21T10:00:00Z"));
    }

    /** All epochs, and how the run ended. */
    static void write(Path folder, TrainingRun.Outcome outcome) throws IOException {
        try (RunFolder run = RunFolder.create(folder, manifest(), KeepEpochs.ALL, List.of())) {
            write(run, 0, OPTIONS.epochs());
            run.ended(outcome);
        }
    }

    /** Epochs {@code from} to {@code to} with their steps and a checkpoint at the end of each. */
    public static void write(RunStore run, int from, int to) throws IOException {
        for (int epoch = from; epoch <= to; epoch++) {
            for (long step = (epoch - 1L) * STEPS_PER_EPOCH + 1; epoch > 0 && step <= lastStep(epoch); step++) {
                run.step(step(step));
            }
            run.epoch(epoch(epoch), EVALUATION, weights(epoch));
            run.checkpoint(checkpoint(epoch));
        }
    }

    static long lastStep(int epoch) {
        return (long) epoch * STEPS_PER_EPOCH;
    }

    public static StepMetrics step(long step) {
        double loss = 4.0 / (1 + step);
        int epoch = (int) ((step - 1) / STEPS_PER_EPOCH) + 1;
        return new StepMetrics(
                step, epoch, step * 64, loss, loss + 0.1, loss - 0.1, 0.7, 0.5, 0.25, 0.07, 5e-4, step / 8.0, 512);
    }

    /** The best accuracy is that of epoch 3. */
    static EpochMetrics epoch(int epoch) {
        double loss = epoch == 0 ? Double.NaN : 4.0 / epoch;
        return new EpochMetrics(
                epoch,
                lastStep(epoch),
                lastStep(epoch) * 64,
                loss,
                loss,
                loss,
                0.7,
                epoch == 3 ? 0.9 : 0.2 * epoch,
                Double.NaN,
                0.5,
                0.25,
                0.07,
                5e-4,
                lastStep(epoch) / 8.0,
                512);
    }

    static Map<String, Values> weights(int epoch) {
        return Map.of("w", vector(epoch));
    }

    static Checkpoint checkpoint(int epoch) {
        LiveOptions live = LiveOptions.startOf(OPTIONS);
        Progress progress = new Progress(
                epoch + 1,
                0,
                lastStep(epoch),
                lastStep(epoch) * 64,
                lastStep(epoch) / 8.0,
                new EpochSums(0, 0, 0, 0, 0, 0, 0, 0));
        return new Checkpoint(weights(epoch), vector(epoch), vector(epoch), progress, live, live);
    }

    private static Values vector(int value) {
        float[] values = new float[4096];
        Arrays.fill(values, value);
        return new Values(new long[] {values.length}, values);
    }

    private static Evaluation evaluation() {
        float[][] captions = new float[CaptionGrammar.labels().size()]
                [CaptionGrammar.labels().size()];
        for (int i = 0; i < captions.length; i++) {
            captions[i][i] = 1;
        }
        float[][] images = new float[DATA.evaluation().images().count()][];
        for (int i = 0; i < images.length; i++) {
            images[i] = captions[i % captions.length];
        }
        return new Evaluator(DATA.evaluation()).ofVectors(images, captions);
    }
}
