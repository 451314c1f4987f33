// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.run;

import cliplab.model.eval.Evaluation;
import cliplab.model.net.Values;
import cliplab.model.train.Change;
import cliplab.model.train.Checkpoint;
import cliplab.model.train.EpochMetrics;
import cliplab.model.train.RunStore;
import cliplab.model.train.StepMetrics;
import cliplab.model.train.TrainingRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A run's folder while it is being written: holds its lock until closed. Opened, used and closed by one thread at a time,
 * the run's own while it runs.
 */
public final class RunFolder implements RunStore, AutoCloseable {
    private final Path folder;
    private final RunLock lock;
    private final KeepEpochs keep;
    private final MetricsTable epochs;
    private final MetricsTable steps;
    private final MetricsTable changes;
    private RunManifest manifest;

    private RunFolder(
            Path folder,
            RunLock lock,
            KeepEpochs keep,
            RunManifest manifest,
            MetricsTable epochs,
            MetricsTable steps,
            MetricsTable changes) {
        this.folder = folder;
        this.lock = lock;
        this.keep = keep;
        this.manifest = manifest;
        this.epochs = epochs;
        this.steps = steps;
        this.changes = changes;
    }

    /**
     * Begins a run in a new folder, or in one that holds none.
     *
     * @param replay changes the run will make at their steps, kept so that a resumed replay goes on making them
     * @throws RunExistsException where there is a run already
     */
    public static RunFolder create(Path folder, RunManifest manifest, KeepEpochs keep, List<Change> replay)
            throws IOException {
        refuseExisting(folder);
        Files.createDirectories(folder);
        RunLock lock = lock(folder);
        try {
            refuseExisting(folder); // made by another process in the meantime
            MetricsTable epochs = MetricsTable.create(folder.resolve(RunFiles.EPOCHS), RunFiles.EPOCH_COLUMNS);
            MetricsTable steps = MetricsTable.create(folder.resolve(RunFiles.STEPS), RunFiles.STEP_COLUMNS);
            MetricsTable changes = MetricsTable.create(folder.resolve(RunFiles.CHANGES), RunFiles.CHANGE_COLUMNS);
            if (!replay.isEmpty()) {
                try (MetricsTable table =
                        MetricsTable.create(folder.resolve(RunFiles.REPLAY), RunFiles.CHANGE_COLUMNS)) {
                    for (Change change : replay) {
                        table.append(RunFiles.row(change));
                    }
                }
            }
            RunFolder run = new RunFolder(folder, lock, keep, manifest, epochs, steps, changes);
            run.status(RunStatus.RUNNING);
            return run;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static void refuseExisting(Path folder) throws RunExistsException {
        if (SavedRun.isIn(folder)) {
            throw new RunExistsException(
                    folder + " already holds a run; resume it with --resume, or choose another folder");
        }
    }

    /**
     * Takes a run up again where its last checkpoint stands; what its tables say beyond it is dropped.
     *
     * @throws RunExistsException where another process is writing it
     */
    public static RunFolder resume(SavedRun saved, KeepEpochs keep) throws IOException {
        Path folder = saved.folder();
        RunLock lock = lock(folder);
        try {
            Checkpoint checkpoint = saved.checkpoint().orElse(null);
            long step = checkpoint == null ? -1 : checkpoint.progress().step();
            int epoch = checkpoint == null ? -1 : checkpoint.progress().epoch();
            MetricsTable epochs = MetricsTable.resume(
                    folder.resolve(RunFiles.EPOCHS),
                    RunFiles.EPOCH_COLUMNS,
                    row -> Integer.parseInt(row.getField("epoch")) < epoch);
            MetricsTable steps = MetricsTable.resume(
                    folder.resolve(RunFiles.STEPS),
                    RunFiles.STEP_COLUMNS,
                    row -> Long.parseLong(row.getField("step")) <= step);
            MetricsTable changes = MetricsTable.resume(
                    folder.resolve(RunFiles.CHANGES),
                    RunFiles.CHANGE_COLUMNS,
                    row -> Long.parseLong(row.getField("step")) <= step);
            for (int beyond : saved.epochsKept()) {
                if (beyond >= Math.max(epoch, 0)) {
                    delete(RunFiles.epochFolder(folder, beyond));
                }
            }
            RunFolder run = new RunFolder(folder, lock, keep, saved.manifest(), epochs, steps, changes);
            run.status(RunStatus.RUNNING);
            return run;
        } catch (NumberFormatException | NoSuchElementException e) {
            lock.close();
            throw new RunFormatException(folder + " is damaged: a table holds a line that is none of a run");
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static RunLock lock(Path folder) throws IOException {
        return RunLock.take(folder)
                .orElseThrow(() -> new RunExistsException(folder + " is being written by another program"));
    }

    public Path folder() {
        return folder;
    }

    /** Records how the run stands. */
    public void status(RunStatus status) throws IOException {
        manifest = manifest.withStatus(status);
        String json = Json.PRETTY.toJson(manifest) + "\n";
        WholeFile.write(folder.resolve(RunFiles.MANIFEST), json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void ended(TrainingRun.Outcome outcome) throws IOException {
        status(
                switch (outcome) {
                    case COMPLETED -> RunStatus.COMPLETED;
                    case STOPPED -> RunStatus.STOPPED;
                    case DIVERGED -> RunStatus.DIVERGED;
                    case FAILED -> RunStatus.FAILED;
                });
    }

    /** The tables stay open and writable when their folder is deleted, so nothing else would say so. */
    private void requireFolder() throws IOException {
        if (!SavedRun.isIn(folder)) {
            throw new NoSuchFileException(folder.toString(), null, "the run folder is no longer there");
        }
    }

    @Override
    public void step(StepMetrics metrics) throws IOException {
        steps.append(RunFiles.row(metrics));
    }

    @Override
    public void change(Change change) throws IOException {
        changes.append(RunFiles.row(change));
    }

    @Override
    public void epoch(EpochMetrics metrics, Evaluation evaluation, Map<String, Values> weights) throws IOException {
        requireFolder();
        Path epoch = Files.createDirectories(RunFiles.epochFolder(folder, metrics.epoch()));
        Map<String, String> metadata = Map.of("epoch", Integer.toString(metrics.epoch()), "format", "pt");
        new SafeTensors(metadata, weights).write(epoch.resolve(RunFiles.WEIGHTS));
        Map<String, Values> snapshot = new LinkedHashMap<>();
        snapshot.put(RunFiles.MATRIX, matrix(evaluation.matrix().cosines()));
        snapshot.put(RunFiles.IMAGE_VECTORS, matrix(evaluation.imageVectors()));
        snapshot.put(RunFiles.CAPTION_VECTORS, matrix(evaluation.captionVectors()));
        new SafeTensors(metadata, snapshot).write(epoch.resolve(RunFiles.SNAPSHOT));
        epochs.append(RunFiles.row(metrics));
    }

    private static Values matrix(float[][] rows) {
        int width = rows.length == 0 ? 0 : rows[0].length;
        float[] values = new float[rows.length * width];
        IntStream.range(0, rows.length).forEach(i -> System.arraycopy(rows[i], 0, values, i * width, width));
        return new Values(new long[] {rows.length, width}, values);
    }

    @Override
    public void checkpoint(Checkpoint checkpoint) throws IOException {
        requireFolder();
        steps.force();
        changes.force();
        epochs.force();
        Map<String, Values> arrays = new LinkedHashMap<>(checkpoint.weights());
        arrays.put(SavedRun.FIRST_MOMENT, checkpoint.firstMoment());
        arrays.put(SavedRun.SECOND_MOMENT, checkpoint.secondMoment());
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(SavedRun.PROGRESS, Json.PLAIN.toJson(checkpoint.progress()));
        metadata.put(SavedRun.LIVE, Json.PLAIN.toJson(checkpoint.live()));
        metadata.put(SavedRun.WANTED, Json.PLAIN.toJson(checkpoint.wanted()));
        new SafeTensors(metadata, arrays).write(folder.resolve(RunFiles.CHECKPOINT));
        // Only now: until the new checkpoint stands, the old one's epoch is the one to fall back to.
        List<Integer> kept = new SavedRun(folder, manifest).epochsKept();
        for (int outdated : kept.subList(0, Math.max(0, kept.size() - keep.newest()))) {
            delete(RunFiles.epochFolder(folder, outdated));
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (NoSuchFileException e) {
            // Nothing to delete: it was never kept.
        }
    }

    @Override
    public void close() throws IOException {
        try (lock;
                epochs;
                steps;
                changes) {
            // Closed in the reverse order, the lock last.
        }
    }
}
