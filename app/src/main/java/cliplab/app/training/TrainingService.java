// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training;

import cliplab.app.platform.ErrorReporter;
import cliplab.app.runs.FileErrors;
import cliplab.app.runs.RunFolders;
import cliplab.app.runs.Version;
import cliplab.model.data.ShapesDataset;
import cliplab.model.eval.Embedder;
import cliplab.model.run.KeepEpochs;
import cliplab.model.run.RunFolder;
import cliplab.model.run.RunManifest;
import cliplab.model.run.SavedRun;
import cliplab.model.runtime.ComputeDevice;
import cliplab.model.runtime.DeviceUnavailableException;
import cliplab.model.runtime.EngineStart;
import cliplab.model.runtime.EngineUnavailableException;
import cliplab.model.runtime.Folders;
import cliplab.model.train.Change;
import cliplab.model.train.Checkpoint;
import cliplab.model.train.FallbackStore;
import cliplab.model.train.LiveOptions;
import cliplab.model.train.RunStore;
import cliplab.model.train.TrainingEvent;
import cliplab.model.train.TrainingOptions;
import cliplab.model.train.TrainingRun;
import cliplab.viz.text.Messages;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the trainer thread, and with it the engine and every network in training. Commands may be given from any thread and
 * return at once; what comes of them is told to the observer, on the trainer thread. One run at a time: a new one releases
 * the one before, which ends at a checkpoint first.
 */
public final class TrainingService implements Trainer {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingService.class);

    private final Folders folders;
    private final Consumer<LabEvent> observer;
    private final ExecutorService trainer = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("trainer").factory());
    private final AtomicLong count = new AtomicLong();
    private final Object lock = new Object();
    // Guarded by lock.
    private final List<Runnable> early = new ArrayList<>(); // runs asked for before the engine was
    private boolean engineAsked;
    private @Nullable RunHandle current;
    private @Nullable RunHandle yielding; // at the end of its epoch
    // Of the trainer thread.
    private @Nullable ShapesDataset data;
    private @Nullable DataKey dataKey;
    private int threads;

    private record DataKey(long seed, ShapesDataset.Options options) {}

    /** @param observer told on the trainer thread, and must not block it */
    public TrainingService(Folders folders, Consumer<LabEvent> observer) {
        this.folders = folders;
        this.observer = observer;
    }

    /**
     * Starts the engine; {@link LabEvent.EngineReady} or {@link LabEvent.EngineFailed} follows. Runs wait for it.
     *
     * @param threads of the engine, at least 1
     * @param device to report as the one that would be chosen
     */
    public void startEngine(int threads, String device) {
        synchronized (lock) {
            trainer.execute(() -> loadEngine(threads, device));
            early.forEach(trainer::execute);
            early.clear();
            engineAsked = true;
        }
    }

    private void loadEngine(int threads, String device) {
        try {
            EngineStart.start(threads, folders);
            this.threads = threads;
            observer.accept(new LabEvent.EngineReady(presentDevice(device), threads));
        } catch (EngineUnavailableException | DeviceUnavailableException e) {
            LOG.info("The engine did not start", e);
            observer.accept(new LabEvent.EngineFailed(String.valueOf(e.getMessage()), ErrorReporter.details(e)));
        } catch (RuntimeException | LinkageError e) { // whatever a native library throws at its start
            LOG.info("The engine did not start", e);
            observer.accept(new LabEvent.EngineFailed(Messages.text("engine.failed", e), ErrorReporter.details(e)));
        }
    }

    /** One that is gone is no reason to train nothing: a run that asks for it is told so. */
    private static ComputeDevice presentDevice(String wanted) throws DeviceUnavailableException {
        try {
            return ComputeDevice.choose(wanted);
        } catch (DeviceUnavailableException e) {
            LOG.info("The device is not there", e);
            return ComputeDevice.choose("auto");
        }
    }

    @Override
    public String start(RunRequest request) {
        boolean watched = !(request instanceof RunRequest.Unwatched);
        RunHandle handle = new RunHandle("run-" + count.incrementAndGet(), request.live(), watched);
        synchronized (lock) {
            releaseCurrent();
            current = handle;
            Runnable run = () -> train(handle, request);
            if (engineAsked) {
                trainer.execute(run);
            } else {
                early.add(run);
            }
        }
        return handle.id();
    }

    @Override
    public void pause() {
        command(RunHandle::pause);
    }

    @Override
    public void resume() {
        command(RunHandle::resume);
    }

    @Override
    public void step() {
        command(RunHandle::step);
    }

    @Override
    public void stop() {
        command(RunHandle::stop);
    }

    @Override
    public void update(LiveOptions live) {
        command(handle -> handle.update(live));
    }

    @Override
    public void release() {
        synchronized (lock) {
            releaseCurrent();
        }
    }

    @Override
    public void releaseAtEpochEnd() {
        synchronized (lock) {
            if (current != null) {
                current.releaseAtEpochEnd();
                yielding = current;
                current = null;
            }
        }
    }

    @Override
    public <T> CompletableFuture<T> ask(String runId, Function<? super Embedder, ? extends T> question) {
        RunHandle asked;
        synchronized (lock) {
            asked = current;
        }
        return asked == null || !asked.id().equals(runId)
                ? CompletableFuture.failedFuture(RunHandle.gone())
                : asked.ask(question);
    }

    /**
     * Has something done on the trainer thread, where the engine may be used, while there is no run; a run begun meanwhile
     * waits for it.
     *
     * @return fails with an {@link IllegalStateException} where there is a run or no engine, and with whatever the work throws
     */
    public <T> CompletableFuture<T> whileIdle(Supplier<T> work) {
        synchronized (lock) {
            return current == null && engineAsked
                    ? CompletableFuture.supplyAsync(work, trainer)
                    : CompletableFuture.failedFuture(new IllegalStateException(Messages.text("run.busy")));
        }
    }

    private void command(Consumer<RunHandle> command) {
        synchronized (lock) {
            if (current != null) {
                command.accept(current);
            }
        }
    }

    private void releaseCurrent() {
        if (current != null) {
            current.release();
            current = null;
        }
    }

    /** Releases the run and ends the thread; complete when the last checkpoint is written. */
    public CompletionStage<Void> close() {
        release();
        synchronized (lock) {
            if (yielding != null) {
                yielding.release();
            }
        }
        CompletableFuture<Void> closed = CompletableFuture.runAsync(() -> {}, trainer);
        trainer.shutdown();
        return closed;
    }

    private void train(RunHandle handle, RunRequest request) {
        try {
            if (handle.isReleased()) {
                return; // leaves no empty folder behind
            }
            switch (request) {
                case RunRequest.New begun -> begin(handle, begun.options(), begun.device(), null);
                case RunRequest.Resume resumed -> goOn(handle, resumed.folder(), resumed.device(), true);
                case RunRequest.Unwatched unwatched -> beginOrGoOn(handle, unwatched);
                case RunRequest.Show shown -> show(handle, shown);
            }
        } catch (DeviceUnavailableException e) {
            observer.accept(new LabEvent.Refused(handle.id(), String.valueOf(e.getMessage())));
        } catch (IOException e) {
            observer.accept(new LabEvent.Refused(handle.id(), FileErrors.sentence(e)));
        } catch (RuntimeException | OutOfMemoryError | LinkageError e) { // the window must hear of it
            LOG.warn("The run could not begin", e);
            observer.accept(new LabEvent.Refused(handle.id(), Messages.text("run.unexpected", e)));
        } finally {
            handle.end();
        }
    }

    private void beginOrGoOn(RunHandle handle, RunRequest.Unwatched request)
            throws IOException, DeviceUnavailableException {
        if (SavedRun.isIn(request.folder())) {
            goOn(handle, request.folder(), request.device(), false);
        } else {
            begin(handle, request.options(), request.device(), request.folder());
        }
    }

    /** @param chosen where it goes; null for a new folder */
    private void begin(RunHandle handle, TrainingOptions options, String wantedDevice, @Nullable Path chosen)
            throws DeviceUnavailableException {
        ComputeDevice device = ComputeDevice.choose(wantedDevice);
        ShapesDataset dataset = dataset(options);
        RunFolder folder = null;
        try {
            RunManifest manifest = RunManifest.of(options, dataset, device.id(), threads, Version.all(), Instant.now());
            Path wanted = chosen == null ? RunFolders.unused(folders, options.seed()) : chosen;
            folder = RunFolder.create(wanted, manifest, KeepEpochs.ALL, List.of());
        } catch (IOException e) {
            unwritten(handle, e);
        }
        run(handle, plan(handle, options, dataset, device, null, List.of()), folder, LabEvent.Earlier.NOTHING);
    }

    private void goOn(RunHandle handle, Path path, String wantedDevice, boolean watched)
            throws IOException, DeviceUnavailableException {
        SavedRun saved = SavedRun.open(path);
        TrainingOptions options = saved.manifest().options();
        ComputeDevice device = ComputeDevice.choose(wantedDevice);
        ShapesDataset dataset = datasetOf(saved);
        RunFolder folder = RunFolder.resume(saved, KeepEpochs.ALL);
        // Read under the lock, so that it is the very one the folder was trimmed to.
        Checkpoint checkpoint = saved.checkpoint().orElse(null);
        run(
                handle,
                plan(handle, options, dataset, device, checkpoint, saved.replay()),
                folder,
                watched ? EarlierRun.withLooks(saved, dataset) : EarlierRun.without(saved));
    }

    /** The run begins at its checkpoint and stops before the first step; its network stays to be asked. */
    private void show(RunHandle handle, RunRequest.Show request) throws IOException, DeviceUnavailableException {
        SavedRun saved = SavedRun.open(request.folder());
        ComputeDevice device = ComputeDevice.choose(request.device());
        ShapesDataset dataset = datasetOf(saved);
        Checkpoint checkpoint =
                saved.checkpoint().orElseThrow(() -> new IOException(Messages.text("run.no-checkpoint")));
        handle.stop();
        run(
                handle,
                plan(handle, saved.manifest().options(), dataset, device, checkpoint, List.of()),
                saved.folder(),
                RunStore.NOWHERE,
                EarlierRun.withLooks(saved, dataset));
    }

    private ShapesDataset datasetOf(SavedRun saved) throws IOException {
        ShapesDataset dataset = dataset(saved.manifest().options());
        if (!dataset.digest().equals(saved.manifest().dataDigest())) {
            throw new IOException(Messages.text("run.other-data"));
        }
        return dataset;
    }

    private static TrainingRun.Plan plan(
            RunHandle handle,
            TrainingOptions options,
            ShapesDataset dataset,
            ComputeDevice device,
            @Nullable Checkpoint checkpoint,
            List<Change> replay) {
        return new TrainingRun.Plan(handle.id(), options, dataset, device, checkpoint, replay);
    }

    /** Closes the folder at the end. */
    private void run(RunHandle handle, TrainingRun.Plan plan, @Nullable RunFolder folder, LabEvent.Earlier earlier) {
        try (RunFolder written = folder) {
            Path path = written == null ? null : written.folder();
            RunStore store =
                    written == null ? RunStore.NOWHERE : new FallbackStore(written, error -> unwritten(handle, error));
            run(handle, plan, path, store, earlier);
        } catch (IOException e) {
            unwritten(handle, e);
        }
    }

    private void run(
            RunHandle handle, TrainingRun.Plan plan, @Nullable Path path, RunStore store, LabEvent.Earlier earlier) {
        observer.accept(new LabEvent.Prepared(handle.id(), plan.options(), plan.data(), path, plan.device(), earlier));
        TrainingRun run = new TrainingRun(plan, store, event -> told(handle, event));
        if (handle.begin(run, plan.options().data().templates())) {
            run.runAndStay();
        } else {
            released(handle, store);
        }
    }

    /** Let go before its first step: its folder must not look as if it were still being written. */
    private void released(RunHandle handle, RunStore store) {
        try {
            store.ended(TrainingRun.Outcome.STOPPED);
        } catch (IOException e) {
            unwritten(handle, e);
        }
    }

    private void told(RunHandle handle, TrainingEvent event) {
        handle.heard(event);
        observer.accept(new LabEvent.Told(event));
    }

    private void unwritten(RunHandle handle, IOException error) {
        LOG.info("The run folder cannot be written", error);
        observer.accept(new LabEvent.Unwritten(handle.id(), FileErrors.sentence(error)));
    }

    /** The last dataset is kept: most runs differ from the one before in other things. */
    private ShapesDataset dataset(TrainingOptions options) {
        DataKey key = new DataKey(options.seed(), options.data());
        ShapesDataset kept = data;
        if (kept == null || !key.equals(dataKey)) {
            kept = new ShapesDataset(options.seed(), options.data());
            data = kept;
            dataKey = key;
        }
        return kept;
    }
}
