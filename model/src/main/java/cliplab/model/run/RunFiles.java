// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.run;

import cliplab.model.train.Change;
import cliplab.model.train.EpochMetrics;
import cliplab.model.train.LiveSetting;
import cliplab.model.train.StepMetrics;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The names of a run's files and the columns of its tables, in one place for writing and reading. */
final class RunFiles {
    static final String MANIFEST = "run.json";
    static final String EPOCHS = "epochs.csv";
    static final String STEPS = "steps.csv";
    static final String CHANGES = "changes.csv";
    /** The changes a replay is still to make; only in the folder of a replay. */
    static final String REPLAY = "replay.csv";

    static final String CHECKPOINT = "checkpoint.safetensors";
    static final String EPOCH_FOLDERS = "epochs";
    static final String WEIGHTS = "weights.safetensors";
    static final String SNAPSHOT = "snapshot.safetensors";

    /** The arrays of a snapshot. */
    static final String MATRIX = "matrix";

    static final String IMAGE_VECTORS = "image_embeddings";
    static final String CAPTION_VECTORS = "caption_embeddings";

    static final List<String> EPOCH_COLUMNS = List.of(
            "epoch",
            "step",
            "pairs",
            "loss",
            "loss_i2t",
            "loss_t2i",
            "floor",
            "accuracy",
            "accuracy_withheld",
            "top1_i2t",
            "top1_t2i",
            "temperature",
            "learning_rate",
            "seconds",
            "pairs_per_s");
    static final List<String> STEP_COLUMNS = List.of(
            "step",
            "epoch",
            "pairs",
            "loss",
            "loss_i2t",
            "loss_t2i",
            "floor",
            "top1_i2t",
            "top1_t2i",
            "temperature",
            "learning_rate",
            "seconds",
            "pairs_per_s");
    static final List<String> CHANGE_COLUMNS = List.of("step", "setting", "from", "to");

    private RunFiles() {}

    static Path epochFolder(Path run, int epoch) {
        return run.resolve(EPOCH_FOLDERS).resolve(String.format(Locale.ROOT, "%04d", epoch));
    }

    /**
     * Calls for each file of a run, however deep. Files and folders that go meanwhile, as epochs that are not kept do, are passed
     * over.
     */
    static void visit(Path run, BiConsumer<Path, BasicFileAttributes> each) throws IOException {
        Files.walkFileTree(run, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                    each.accept(file, attributes);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
                return passOver(problem);
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException problem) throws IOException {
                return problem == null ? FileVisitResult.CONTINUE : passOver(problem);
            }

            private FileVisitResult passOver(IOException problem) throws IOException {
                if (problem instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw problem;
            }
        });
    }

    static List<String> row(EpochMetrics m) {
        return List.of(
                Integer.toString(m.epoch()),
                Long.toString(m.step()),
                Long.toString(m.pairs()),
                MetricsTable.field(m.loss()),
                MetricsTable.field(m.lossImageToText()),
                MetricsTable.field(m.lossTextToImage()),
                MetricsTable.field(m.floor()),
                MetricsTable.field(m.accuracy()),
                MetricsTable.field(m.accuracyWithheld()),
                MetricsTable.field(m.top1ImageToText()),
                MetricsTable.field(m.top1TextToImage()),
                MetricsTable.field(m.temperature()),
                MetricsTable.field(m.learningRate()),
                MetricsTable.field(m.seconds()),
                MetricsTable.field(m.pairsPerSecond()));
    }

    static EpochMetrics epoch(NamedCsvRecord row) {
        return new EpochMetrics(
                Integer.parseInt(row.getField("epoch")),
                Long.parseLong(row.getField("step")),
                Long.parseLong(row.getField("pairs")),
                number(row, "loss"),
                number(row, "loss_i2t"),
                number(row, "loss_t2i"),
                number(row, "floor"),
                number(row, "accuracy"),
                number(row, "accuracy_withheld"),
                number(row, "top1_i2t"),
                number(row, "top1_t2i"),
                number(row, "temperature"),
                number(row, "learning_rate"),
                number(row, "seconds"),
                number(row, "pairs_per_s"));
    }

    static List<String> row(StepMetrics m) {
        return List.of(
                Long.toString(m.step()),
                Integer.toString(m.epoch()),
                Long.toString(m.pairs()),
                MetricsTable.field(m.loss()),
                MetricsTable.field(m.lossImageToText()),
                MetricsTable.field(m.lossTextToImage()),
                MetricsTable.field(m.floor()),
                MetricsTable.field(m.top1ImageToText()),
                MetricsTable.field(m.top1TextToImage()),
                MetricsTable.field(m.temperature()),
                MetricsTable.field(m.learningRate()),
                MetricsTable.field(m.seconds()),
                MetricsTable.field(m.pairsPerSecond()));
    }

    static StepMetrics step(NamedCsvRecord row) {
        return new StepMetrics(
                Long.parseLong(row.getField("step")),
                Integer.parseInt(row.getField("epoch")),
                Long.parseLong(row.getField("pairs")),
                number(row, "loss"),
                number(row, "loss_i2t"),
                number(row, "loss_t2i"),
                number(row, "floor"),
                number(row, "top1_i2t"),
                number(row, "top1_t2i"),
                number(row, "temperature"),
                number(row, "learning_rate"),
                number(row, "seconds"),
                number(row, "pairs_per_s"));
    }

    static List<String> row(Change change) {
        return List.of(Long.toString(change.step()), change.setting().id(), change.from(), change.to());
    }

    static Change change(NamedCsvRecord row) {
        return new Change(
                Long.parseLong(row.getField("step")),
                LiveSetting.valueOf(row.getField("setting").toUpperCase(Locale.ROOT)),
                row.getField("from"),
                row.getField("to"));
    }

    private static double number(NamedCsvRecord row, String column) {
        return MetricsTable.number(row.getField(column));
    }
}
