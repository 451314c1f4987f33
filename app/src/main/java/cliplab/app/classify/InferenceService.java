// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify;

import cliplab.app.runs.FileErrors;
import cliplab.app.training.LabEvent;
import cliplab.model.data.PairDataset;
import cliplab.model.data.ShapesDataset;
import cliplab.model.eval.Embedder;
import cliplab.model.run.LoadedRun;
import cliplab.model.run.SavedRun;
import cliplab.model.runtime.ComputeDevice;
import cliplab.model.train.TrainingOptions;
import cliplab.viz.text.Messages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the inference thread, and with it every network that is loaded from disk; training never waits for it. Loads no network before the
 * engine is there, of which it hears by {@link #accept}. Reads run folders without their lock, so that of a run in training can be asked
 * too. All methods return at once and may be called from any thread.
 */
public final class InferenceService implements Consumer<LabEvent> {
    /** Networks whose weights stay in memory, about 0.3 MB each: enough to go back and forth between epochs. */
    static final int LOADED = 4;

    private static final Logger LOG = LoggerFactory.getLogger(InferenceService.class);

    private final ExecutorService inference = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("inference").factory());
    private final CompletableFuture<ComputeDevice> engine = new CompletableFuture<>();
    private volatile boolean closing;
    // Of the inference thread.
    private final SequencedMap<Key, LoadedRun> loaded =
            new LinkedHashMap<>(LOADED, 0.75f, true); // the latest asked last
    private @Nullable PairDataset data;

    /** @param created tells a run from one that lay in the same folder before */
    private record Key(Path folder, String created, int epoch) {
        static Key of(SavedRun run, int epoch) {
            return new Key(run.folder(), run.manifest().created(), epoch);
        }
    }

    /** Hears that the engine is there, and on which device, or that it never will be. */
    @Override
    public void accept(LabEvent event) {
        switch (event) {
            case LabEvent.EngineReady ready -> engine.complete(ready.device());
            case LabEvent.EngineFailed failed -> engine.completeExceptionally(new IOException(failed.message()));
            default -> {} // of a run
        }
    }

    /**
     * Loads a network, once the engine is there.
     *
     * @param folder of a run, which may be in training now
     * @param epoch from 0; empty for the newest on disk
     * @param known data that may be the run's, and need not be drawn once more then
     * @return fails with one sentence where there is no such network; cancelled before its turn, it is not loaded
     */
    public CompletableFuture<LoadedNetwork> open(Path folder, OptionalInt epoch, @Nullable PairDataset known) {
        if (closing) {
            return CompletableFuture.failedFuture(closed());
        }
        return engine.thenApplyAsync(
                device -> {
                    if (closing) {
                        throw closed();
                    }
                    try {
                        return load(folder.toAbsolutePath().normalize(), epoch, known, device);
                    } catch (IOException e) {
                        throw new CompletionException(new IOException(FileErrors.sentence(e), e));
                    } catch (RuntimeException | OutOfMemoryError | LinkageError e) { // whatever the engine throws
                        LOG.warn("The network in {} could not be loaded", folder, e);
                        throw new CompletionException(new IOException(Messages.text("run.unexpected", e), e));
                    }
                },
                inference);
    }

    private LoadedNetwork load(Path folder, OptionalInt epoch, @Nullable PairDataset known, ComputeDevice device)
            throws IOException {
        SavedRun run = SavedRun.open(folder);
        List<Integer> epochs = run.epochsKept();
        int wanted = epoch.orElse(epochs.isEmpty() ? 0 : epochs.getLast());
        network(run, wanted, device);
        return new LoadedNetwork(this, run, wanted, epochs, dataset(run, known));
    }

    /** Reads the weights where they are not here; those that nobody asked for the longest time give way. */
    private Embedder network(SavedRun run, int epoch, ComputeDevice device) throws IOException {
        Key key = Key.of(run, epoch);
        LoadedRun found = loaded.get(key);
        if (found == null) {
            found = LoadedRun.load(run, OptionalInt.of(epoch), device);
            loaded.put(key, found);
            if (loaded.size() > LOADED) {
                loaded.pollFirstEntry().getValue().close();
            }
        }
        return found.embedder();
    }

    /** The last dataset is kept: who goes back and forth does so in one run. */
    private PairDataset dataset(SavedRun run, @Nullable PairDataset known) throws IOException {
        String digest = run.manifest().dataDigest();
        PairDataset kept = data;
        if (known != null && known.digest().equals(digest)) {
            kept = known;
        } else if (kept == null || !kept.digest().equals(digest)) {
            TrainingOptions options = run.manifest().options();
            kept = new ShapesDataset(options.seed(), options.data());
        }
        if (!kept.digest().equals(digest)) {
            throw new IOException(Messages.text("classify.network.other-data"));
        }
        data = kept;
        return kept;
    }

    /** Puts a question to a network that was opened here. */
    <T> CompletableFuture<T> ask(LoadedNetwork network, Function<? super Embedder, ? extends T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            inference.execute(() -> answer(network, question, answer));
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(closed());
        }
        return answer;
    }

    private <T> void answer(
            LoadedNetwork network, Function<? super Embedder, ? extends T> question, CompletableFuture<T> answer) {
        if (answer.isDone()) {
            return; // cancelled in the meantime
        }
        try {
            if (closing) {
                throw closed();
            }
            answer.complete(question.apply(network(network.run(), network.epoch(), engine.join())));
        } catch (IOException e) {
            answer.completeExceptionally(new IOException(FileErrors.sentence(e), e));
        } catch (Throwable e) { // the asker's own mistakes included
            answer.completeExceptionally(e);
        }
    }

    private static IllegalStateException closed() {
        return new IllegalStateException(Messages.text("classify.network.closed"));
    }

    /** Refuses what still waits, closes every network and ends the thread; complete when that is done. */
    public CompletionStage<Void> close() {
        closing = true;
        engine.completeExceptionally(closed());
        CompletableFuture<Void> closed = CompletableFuture.runAsync(
                () -> {
                    loaded.values().forEach(LoadedRun::close);
                    loaded.clear();
                },
                inference);
        inference.shutdown();
        return closed;
    }
}
