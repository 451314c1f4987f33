// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.app.training.LabEvent;
import cliplab.model.data.PairDataset;
import cliplab.model.data.ShapesDataset;
import cliplab.model.eval.Embedder;
import cliplab.model.runtime.EngineStart;
import cliplab.viz.text.Messages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks from disk with the real engine, while one is in training and after. */
class InferenceServiceTest {
    private static final List<String> TEXTS = List.of("a photo of a red circle", "a photo of a blue star");

    @TempDir
    private static Path home;

    private static TinyRun run; // completed
    private static Path folder;

    @TempDir
    private Path scratch;

    private final InferenceService inference = new InferenceService();
    private int held;

    @BeforeAll
    static void train() throws Exception {
        run = new TinyRun(home).complete();
        folder = run.folder();
    }

    @AfterAll
    static void release() {
        run.close();
    }

    @BeforeEach
    void count() {
        held = EngineStart.heldArrays();
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        inference.close().toCompletableFuture().get(60, TimeUnit.SECONDS);
        assertEquals(held, EngineStart.heldArrays());
    }

    private static <T> T get(CompletableFuture<T> future)
            throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(60, TimeUnit.SECONDS);
    }

    private static String messageOf(CompletableFuture<?> future) {
        ExecutionException error = assertThrows(ExecutionException.class, () -> get(future));
        return String.valueOf(Objects.requireNonNull(error.getCause()).getMessage());
    }

    private CompletableFuture<LoadedNetwork> open(Path from, int epoch) {
        return inference.open(from, OptionalInt.of(epoch), run.data());
    }

    @Test
    void anEpochIsLoadedAsItWasAndAskedOnItsOwnThread() throws Exception {
        inference.accept(run.ready());
        LoadedNetwork newest = get(inference.open(folder, OptionalInt.empty(), null));
        assertEquals(TinyRun.EPOCHS, newest.epoch());
        assertEquals(List.of(0, TinyRun.EPOCHS), newest.epochs());
        assertFalse(newest.learning());
        assertEquals("epoch 1 of the run of seed 1", newest.name());
        assertEquals(run.data().digest(), newest.data().digest());
        assertEquals("inference", get(newest.ask(_ -> Thread.currentThread().getName())));

        float[][] texts = get(newest.ask(embedder -> embedder.embedTexts(TEXTS)));
        float[][] live = get(run.service().ask(run.id(), embedder -> embedder.embedTexts(TEXTS)));
        assertArrayEquals(live, texts, "the run ended with this epoch");
        float[][] untrained = get(get(open(folder, 0)).ask(embedder -> embedder.embedTexts(TEXTS)));
        assertNotEquals(live[0][0], untrained[0][0]);
    }

    @Test
    void dataThatIsInMemoryIsNotDrawnAgain() throws Exception {
        inference.accept(run.ready());
        assertSame(run.data(), get(open(folder, 0)).data());
        assertSame(
                run.data(), get(inference.open(folder, OptionalInt.of(1), null)).data(), "the last is kept");
        PairDataset other = new ShapesDataset(2, ShapesDataset.Options.REFERENCE);
        assertSame(
                run.data(),
                get(inference.open(folder, OptionalInt.of(1), other)).data(),
                "another run's is of no use");
    }

    @Test
    void aNetworkWaitsForTheEngine() throws Exception {
        CompletableFuture<LoadedNetwork> early = open(folder, 0);
        assertFalse(early.isDone());
        inference.accept(run.ready());
        assertEquals(0, get(early).epoch());
    }

    @Test
    void withoutAnEngineNothingIsLoaded() {
        CompletableFuture<LoadedNetwork> early = open(folder, 0);
        inference.accept(new LabEvent.EngineFailed("the engine cannot start", "at line 7"));
        assertEquals("the engine cannot start", messageOf(early));
        assertEquals("the engine cannot start", messageOf(open(folder, 0)));
    }

    @Test
    void whatCannotBeLoadedIsNamedInOneSentence() throws Exception {
        inference.accept(run.ready());
        Path nothing = scratch.resolve("nothing");
        assertEquals(nothing + " holds no run: there is no run.json in it", messageOf(open(nothing, 0)));
        assertEquals(folder + " has no weights of epoch 7; there are [0, 1]", messageOf(open(folder, 7)));

        Path cut = TinyRun.copy(folder, scratch.resolve("cut"));
        Path weights = cut.resolve("epochs/0001/weights.safetensors");
        byte[] whole = Files.readAllBytes(weights);
        Files.write(weights, Arrays.copyOf(whole, whole.length / 2));
        assertTrue(messageOf(open(cut, 1)).contains("weights.safetensors"), messageOf(open(cut, 1)));
        assertEquals(0, get(open(cut, 0)).epoch(), "the other epochs are sound");

        Path damaged = TinyRun.copy(folder, scratch.resolve("damaged"));
        Files.writeString(damaged.resolve("run.json"), "{");
        assertTrue(messageOf(open(damaged, 1)).contains("is damaged"), messageOf(open(damaged, 1)));

        Path other = TinyRun.copy(folder, scratch.resolve("other"));
        String manifest = Files.readString(other.resolve("run.json"));
        Files.writeString(other.resolve("run.json"), manifest.replace(run.data().digest(), "0".repeat(64)));
        assertEquals(Messages.text("classify.network.other-data"), messageOf(open(other, 1)));
    }

    @Test
    void networksThatGaveWayAreReadAgainWhenAsked() throws Exception {
        inference.accept(run.ready());
        LoadedNetwork first = get(open(folder, 1));
        int each = EngineStart.heldArrays() - held;
        float[][] before = get(first.ask(embedder -> embedder.embedTexts(TEXTS)));
        for (int i = 0; i < 2 * InferenceService.LOADED; i++) {
            get(open(TinyRun.copy(folder, scratch.resolve("copy" + i)), 1));
        }
        assertEquals(held + InferenceService.LOADED * each, EngineStart.heldArrays());
        assertArrayEquals(before, get(first.ask(embedder -> embedder.embedTexts(TEXTS))));
        assertEquals(held + InferenceService.LOADED * each, EngineStart.heldArrays());

        Path lost = TinyRun.copy(folder, scratch.resolve("lost"));
        LoadedNetwork deleted = get(open(lost, 1));
        for (int i = 0; i < InferenceService.LOADED; i++) {
            get(open(scratch.resolve("copy" + i), 1));
        }
        Files.delete(lost.resolve("epochs/0001/weights.safetensors"));
        assertEquals(lost + " has no weights of epoch 1; there are [0]", messageOf(deleted.ask(Embedder::embedDim)));
    }

    @Test
    void whatAQuestionThrowsIsTheAskers() throws Exception {
        inference.accept(run.ready());
        LoadedNetwork network = get(open(folder, 1));
        assertEquals("mine", messageOf(network.ask(_ -> {
            throw new IllegalArgumentException("mine");
        })));
        assertEquals(TinyRun.options().embedDim(), get(network.ask(Embedder::embedDim)));
    }

    @Test
    void whatIsCancelledBeforeItsTurnIsNotDone() throws Exception {
        inference.accept(run.ready());
        LoadedNetwork network = get(open(folder, 1));
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Boolean> busy = network.ask(_ -> await(goOn));
        AtomicInteger asked = new AtomicInteger();
        CompletableFuture<Integer> stale = network.ask(_ -> asked.incrementAndGet());
        CompletableFuture<LoadedNetwork> staleLoad = open(folder, 0);
        int before = EngineStart.heldArrays();
        stale.cancel(false);
        staleLoad.cancel(false);
        goOn.countDown();
        assertTrue(get(busy));
        get(network.ask(Embedder::embedDim)); // which came after them
        assertEquals(0, asked.get());
        assertEquals(before, EngineStart.heldArrays(), "no second network");
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void closingRefusesWhatWaitsAndWhatComes() throws Exception {
        InferenceService closing = new InferenceService();
        closing.accept(run.ready());
        LoadedNetwork network = get(closing.open(folder, OptionalInt.of(1), run.data()));
        Thread thread = get(network.ask(_ -> Thread.currentThread()));
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Boolean> asked = network.ask(_ -> {
            begun.countDown();
            return await(goOn);
        });
        CompletableFuture<Integer> waiting = network.ask(Embedder::embedDim);
        CompletableFuture<LoadedNetwork> opening = closing.open(folder, OptionalInt.of(0), run.data());
        assertTrue(await(begun)); // else it may wait as well, and be refused
        CompletableFuture<Void> closed = closing.close().toCompletableFuture();
        assertFalse(closed.isDone(), "nothing is torn from under a question");
        goOn.countDown();
        get(closed);
        assertTrue(get(asked));
        String refusal = Messages.text("classify.network.closed");
        assertEquals(refusal, messageOf(waiting));
        assertEquals(refusal, messageOf(opening));
        assertEquals(refusal, messageOf(network.ask(Embedder::embedDim)));
        assertEquals(refusal, messageOf(closing.open(folder, OptionalInt.of(0), run.data())));
        thread.join(TimeUnit.SECONDS.toMillis(10));
        assertFalse(thread.isAlive());
    }
}
