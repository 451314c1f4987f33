// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.run;

import cliplab.model.data.Label;
import cliplab.model.eval.SimilarityMatrix;
import cliplab.model.net.Values;
import cliplab.model.train.Change;
import cliplab.model.train.Checkpoint;
import cliplab.model.train.EpochMetrics;
import cliplab.model.train.LiveOptions;
import cliplab.model.train.Progress;
import cliplab.model.train.StepMetrics;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A run on disk, to be read; running or not. Every method reads the file anew. Thread-safe: it keeps nothing but the folder
 * and what {@code run.json} said when it was opened.
 *
 * @param folder where it lies
 * @param manifest what {@code run.json} says
 */
public record SavedRun(Path folder, RunManifest manifest) {
    static final String FIRST_MOMENT = "optimizer.first_moment";
    static final String SECOND_MOMENT = "optimizer.second_moment";
    static final String PROGRESS = "progress";
    static final String LIVE = "live";
    static final String WANTED = "wanted";

    /** In bytes; those of this version have 3,000 to 6,000. */
    private static final long LONGEST_MANIFEST = 4 << 20;

    /** Turns a row into a record. */
    private interface Reader<T> {
        T read(NamedCsvRecord row);
    }

    /** Whether there is a run in this folder, readable or not. */
    public static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(RunFiles.MANIFEST));
    }

    /** @throws RunFormatException where there is no run, or one this program does not read */
    public static SavedRun open(Path folder) throws IOException {
        Path file = folder.resolve(RunFiles.MANIFEST);
        if (!Files.isRegularFile(file)) {
            throw new RunFormatException(folder + " holds no run: there is no " + RunFiles.MANIFEST + " in it");
        }
        String text = text(file);
        try {
            Header header = Json.PLAIN.fromJson(text, Header.class);
            if (header == null || header.schema() < 1) {
                throw new RunFormatException(file + " is damaged: it names no schema");
            }
            if (header.schema() > RunManifest.SCHEMA) {
                throw new NewerRunException(folder, header.schema());
            }
            return new SavedRun(folder, Json.PLAIN.fromJson(text, RunManifest.class));
        } catch (RuntimeException e) { // the reader wraps what a record's constructor refuses
            throw new RunFormatException(file + " is damaged: " + Json.problem(e));
        }
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > LONGEST_MANIFEST) {
            throw new RunFormatException(file + " is damaged: it is too long");
        }
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new RunFormatException(file + " is damaged: it is no text");
        }
    }

    /** The part of {@code run.json} that every schema has. */
    private record Header(int schema) {}

    /** Whether a process is writing it now. */
    public boolean isBeingWritten() throws IOException {
        return RunLock.isHeld(folder);
    }

    /** The last checkpoint; empty for a run that ended before its first. */
    public Optional<Checkpoint> checkpoint() throws IOException {
        Path file = folder.resolve(RunFiles.CHECKPOINT);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        SafeTensors saved = SafeTensors.read(file);
        Map<String, Values> weights = new LinkedHashMap<>(saved.arrays());
        Values first = weights.remove(FIRST_MOMENT);
        Values second = weights.remove(SECOND_MOMENT);
        try {
            Progress progress = Json.PLAIN.fromJson(saved.metadata().get(PROGRESS), Progress.class);
            LiveOptions live = Json.PLAIN.fromJson(saved.metadata().get(LIVE), LiveOptions.class);
            if (first == null || second == null || progress == null || live == null) {
                throw new RunFormatException(file + " is damaged: the state of the optimiser or of the run is missing");
            }
            LiveOptions wanted = Json.PLAIN.fromJson(saved.metadata().get(WANTED), LiveOptions.class);
            return Optional.of(new Checkpoint(weights, first, second, progress, live, wanted == null ? live : wanted));
        } catch (RuntimeException e) { // the reader wraps what a record's constructor refuses
            throw new RunFormatException(file + " is damaged: " + Json.problem(e));
        }
    }

    /** Whether {@link #snapshot} has what was seen at the end of an epoch. */
    public boolean hasSnapshot(int epoch) {
        return Files.exists(RunFiles.epochFolder(folder, epoch).resolve(RunFiles.SNAPSHOT));
    }

    /**
     * What was seen of the network at the end of an epoch.
     *
     * @param epoch from 0
     * @throws RunFormatException where it is not on disk, or damaged
     */
    public SavedSnapshot snapshot(int epoch) throws IOException {
        Path file = RunFiles.epochFolder(folder, epoch).resolve(RunFiles.SNAPSHOT);
        if (!Files.exists(file)) {
            throw new RunFormatException(folder + " has no snapshot of epoch " + epoch);
        }
        Map<String, Values> arrays = SafeTensors.read(file).arrays();
        List<String> names = manifest.labels().stream().map(Label::name).toList();
        try {
            return new SavedSnapshot(
                    new SimilarityMatrix(names, names, rows(arrays, RunFiles.MATRIX)),
                    rows(arrays, RunFiles.IMAGE_VECTORS),
                    rows(arrays, RunFiles.CAPTION_VECTORS));
        } catch (IllegalArgumentException | ArithmeticException | NegativeArraySizeException e) {
            throw new RunFormatException(file + " is damaged: " + e.getMessage());
        }
    }

    private static float[][] rows(Map<String, Values> arrays, String name) {
        Values values = arrays.get(name);
        if (values == null || values.shape().length != 2) {
            throw new IllegalArgumentException("there is no table " + name);
        }
        int width = Math.toIntExact(values.shape()[1]);
        float[][] rows = new float[Math.toIntExact(values.shape()[0])][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Arrays.copyOfRange(values.values(), i * width, (i + 1) * width);
        }
        return rows;
    }

    /** The epochs whose weights are on disk, ascending. */
    public List<Integer> epochsKept() throws IOException {
        Path parent = folder.resolve(RunFiles.EPOCH_FOLDERS);
        List<Integer> epochs = new ArrayList<>();
        if (Files.isDirectory(parent)) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, "[0-9]*")) {
                for (Path epoch : folders) {
                    if (Files.exists(epoch.resolve(RunFiles.WEIGHTS))) {
                        epochs.add(Integer.parseInt(epoch.getFileName().toString()));
                    }
                }
            }
        }
        epochs.sort(null);
        return epochs;
    }

    /**
     * Weights and running statistics at the end of an epoch.
     *
     * @param epoch from 0; empty for the newest there is
     * @throws RunFormatException where they are not on disk or damaged
     */
    public Map<String, Values> weights(OptionalInt epoch) throws IOException {
        List<Integer> kept = epochsKept();
        if (kept.isEmpty()) {
            throw new RunFormatException(folder + " has no weights yet");
        }
        int wanted = epoch.orElse(kept.getLast());
        if (!kept.contains(wanted)) {
            throw new RunFormatException(folder + " has no weights of epoch " + wanted + "; there are " + kept);
        }
        return SafeTensors.read(RunFiles.epochFolder(folder, wanted).resolve(RunFiles.WEIGHTS))
                .arrays();
    }

    public List<EpochMetrics> epochs() throws IOException {
        return rows(RunFiles.EPOCHS, RunFiles::epoch);
    }

    public List<StepMetrics> steps() throws IOException {
        return rows(RunFiles.STEPS, RunFiles::step);
    }

    /** The last whole line of the steps alone, whatever their number; empty where there is none or it cannot be read. */
    Optional<StepMetrics> lastStep() throws IOException {
        try {
            return MetricsTable.last(folder.resolve(RunFiles.STEPS), RunFiles.STEP_COLUMNS)
                    .map(RunFiles::step);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    public List<Change> changes() throws IOException {
        return rows(RunFiles.CHANGES, RunFiles::change);
    }

    /** The changes that this run makes at their steps because it repeats another; empty where it does not. */
    public List<Change> replay() throws IOException {
        return rows(RunFiles.REPLAY, RunFiles::change);
    }

    private <T> List<T> rows(String name, Reader<T> reader) throws IOException {
        Path file = folder.resolve(name);
        List<T> rows = new ArrayList<>();
        MetricsTable.read(file, row -> {
            try {
                rows.add(reader.read(row));
            } catch (RuntimeException e) { // a number that is none, or a column that is not there
                throw new RunFormatException(file + " is damaged in line " + row.getStartingLineNumber());
            }
        });
        return rows;
    }
}
