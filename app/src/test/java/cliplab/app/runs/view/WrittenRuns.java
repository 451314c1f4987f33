// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.runs.view;

import cliplab.model.data.ShapesDataset;
import cliplab.model.run.KeepEpochs;
import cliplab.model.run.RunFolder;
import cliplab.model.run.RunManifest;
import cliplab.model.train.TrainingOptions;
import cliplab.model.train.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Folders of runs with tables and without weights. */
final class WrittenRuns {
    private static final ShapesDataset DATA = new ShapesDataset(0, TrainingOptions.REFERENCE.data());
    private static final int STEPS = 43;
    private static final int PAIRS = 2720;

    private WrittenRuns() {}

    static TrainingOptions batches(int size) {
        TrainingOptions usual = TrainingOptions.REFERENCE;
        return new TrainingOptions(
                usual.seed(),
                usual.data(),
                usual.loss(),
                usual.embedDim(),
                usual.strides(),
                usual.epochs(),
                size,
                usual.learningRate(),
                usual.weightDecay(),
                usual.temperature());
    }

    private static RunManifest manifest(TrainingOptions options, Instant begun) {
        return RunManifest.of(options, DATA, "cpu", 2, Map.of("cliplab", "test"), begun);
    }

    /** A run that nobody writes any more. */
    static Path completed(Path folder, TrainingOptions options, int epochs, Instant begun) throws IOException {
        try (RunFolder run = begin(folder, options, epochs, begun)) {
            run.ended(TrainingRun.Outcome.COMPLETED);
        }
        return folder;
    }

    /** A run that is written until it is closed. */
    static RunFolder begin(Path folder, TrainingOptions options, int epochs, Instant begun) throws IOException {
        RunFolder run = RunFolder.create(folder, manifest(options, begun), KeepEpochs.ALL, List.of());
        for (int epoch = 0; epoch <= epochs; epoch++) {
            epoch(folder, options, epoch);
        }
        return run;
    }

    /** One more line in the table of epochs; accuracy rises by 3 points an epoch, and seeds differ by half a point. */
    static void epoch(Path folder, TrainingOptions options, int epoch) throws IOException {
        double loss = 1.2 + 3 * Math.exp(-epoch / 8.0) + options.seed() * 0.05 - options.batchSize() / 640.0;
        double accuracy = Math.min(1, 0.0625 + 0.03 * epoch + 0.005 * options.seed());
        String line = String.format(
                Locale.ROOT,
                "%d,%d,%d,%s,,,1.1,%s,,,,0.07,0.0005,%d,1600%n",
                epoch,
                epoch * STEPS,
                epoch * PAIRS,
                epoch == 0 ? "" : loss,
                accuracy,
                epoch * 4);
        Files.writeString(folder.resolve("epochs.csv"), line, StandardOpenOption.APPEND);
    }

    static void newer(Path folder) throws IOException {
        completed(folder, TrainingOptions.REFERENCE, 1, Instant.EPOCH);
        Path manifest = folder.resolve("run.json");
        Files.writeString(manifest, Files.readString(manifest).replaceFirst("\"schema\": 1", "\"schema\": 7"));
    }

    static void damaged(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("run.json"), "{\"schema\": 1, \"status\": \"RUN");
    }
}
