// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.app.training.EpochArchive;
import cliplab.app.training.LabEvent;
import cliplab.app.training.RunRequest;
import cliplab.app.training.Trainer;
import cliplab.app.training.TrainingViewModel;
import cliplab.model.eval.Embedder;
import cliplab.model.eval.SimilarityMatrix;
import cliplab.model.train.LiveOptions;
import cliplab.model.train.TrainingEvent;
import cliplab.model.train.TrainingOptions;
import cliplab.viz.text.Messages;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked, by events that a test makes up and a run that is on disk. The test's thread stands for the FX thread. */
class NetworkChoiceTest {
    private static final TrainingOptions OPTIONS = TinyRun.options();

    @TempDir
    private static Path home;

    private static TinyRun run; // completed

    @TempDir
    private Path scratch;

    /** Answers nothing, or that the network is gone. */
    private static final class FakeTrainer implements Trainer {
        private int runs;
        private boolean gone;

        @Override
        public String start(RunRequest request) {
            runs++;
            return "run-" + runs;
        }

        @Override
        public void pause() {}

        @Override
        public void resume() {}

        @Override
        public void step() {}

        @Override
        public void stop() {}

        @Override
        public void update(LiveOptions live) {}

        @Override
        public void releaseAtEpochEnd() {}

        @Override
        public void release() {}

        @Override
        public <T> CompletableFuture<T> ask(String runId, Function<? super Embedder, ? extends T> question) {
            return gone ? CompletableFuture.failedFuture(new IllegalStateException(runId)) : new CompletableFuture<>();
        }
    }

    private final FakeTrainer trainer = new FakeTrainer();
    private final TrainingViewModel training = new TrainingViewModel(trainer, new EpochArchive());
    private final InferenceService inference = new InferenceService();
    private final BlockingQueue<Runnable> ui = new LinkedBlockingQueue<>();
    private final NetworkChoice choice = new NetworkChoice(training, inference, ui::add);

    @BeforeAll
    static void train() throws Exception {
        run = new TinyRun(home).complete();
    }

    @AfterAll
    static void release() {
        run.close();
    }

    @AfterEach
    void close() throws Exception {
        inference.close().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private void engine() {
        inference.accept(run.ready());
        training.accept(run.ready());
    }

    private String start(@Nullable Path folder) {
        training.start(new RunRequest.New(OPTIONS, LiveOptions.startOf(OPTIONS), "cpu"));
        String id = "run-" + trainer.runs;
        training.accept(new LabEvent.Prepared(
                id, OPTIONS, run.data(), folder, run.prepared().device(), LabEvent.Earlier.NOTHING));
        tell(new TrainingEvent.Started(id, OPTIONS, LiveOptions.startOf(OPTIONS), 74_913, 2720, 0));
        return id;
    }

    private void tell(TrainingEvent event) {
        training.accept(new LabEvent.Told(event));
    }

    /** Does what comes to the FX thread until something holds. */
    private void until(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Runnable next = ui.poll(60, TimeUnit.SECONDS);
            assertNotNull(next, "nothing more came");
            next.run();
        }
    }

    private void untilLoaded() throws InterruptedException {
        assertTrue(choice.loadingProperty().get());
        until(() -> !choice.loadingProperty().get());
    }

    private AskedNetwork network() {
        AskedNetwork asked = choice.networkProperty().get();
        assertNotNull(asked);
        return asked;
    }

    private String note() {
        return choice.noteProperty().get();
    }

    private int loadedEpoch() {
        return assertInstanceOf(LoadedNetwork.class, network()).epoch();
    }

    @Test
    void withoutARunTheNoteSaysWhatToDo() {
        assertNull(choice.networkProperty().get());
        assertEquals(Messages.text("classify.network.none"), note());
        engine();
        assertEquals(Messages.text("classify.network.none"), note());
        training.start(new RunRequest.New(OPTIONS, LiveOptions.startOf(OPTIONS), "cpu"));
        assertEquals(Messages.text("classify.network.preparing"), note());
        training.accept(new LabEvent.EngineFailed("no room", ""));
        assertEquals(Messages.text("classify.network.no-engine"), note());
    }

    @Test
    void theRunInTheWindowIsAskedUntilItIsReset() {
        engine();
        String id = start(run.folder());
        assertEquals("the run in training", network().name());
        assertTrue(network().learning());
        assertSame(run.data(), network().data());
        assertEquals("", note());
        tell(new TrainingEvent.Paused(id, 3));
        assertTrue(network().learning(), "it may go on");
        tell(new TrainingEvent.Resumed(id, 3));
        tell(new TrainingEvent.Completed(id, 6));
        assertEquals("the run, finished", network().name());
        assertFalse(network().learning());
        training.reset();
        assertNull(choice.networkProperty().get());
        assertEquals(Messages.text("classify.network.none"), note());
    }

    @Test
    void aRunThatMadeRoomForASweepIsAskedFromDisk() throws Exception {
        engine();
        tell(new TrainingEvent.Completed(start(run.folder()), 6));
        choice.released();
        untilLoaded();
        assertEquals(1, loadedEpoch(), "the newest");
        assertEquals("", note());

        tell(new TrainingEvent.Completed(start(null), 6));
        assertEquals("the run, finished", network().name(), "another run");
        choice.released();
        assertNull(choice.networkProperty().get());
        assertEquals(Messages.text("classify.network.released"), note());
    }

    @Test
    void itIsAskedAgainAsTheNetworkLearns() {
        engine();
        String id = start(run.folder());
        long before = choice.versionProperty().get();
        AskedNetwork asked = network();
        tell(new TrainingEvent.Glimpse(
                id, 1, 5, new SimilarityMatrix(List.of(), List.of(), new float[0][]), List.of(), 0.07, null));
        long looked = choice.versionProperty().get();
        assertTrue(looked > before);
        assertSame(asked, network());
        tell(new TrainingEvent.Paused(id, 5));
        assertTrue(choice.versionProperty().get() > looked);
    }

    @Test
    void theTimeMachineAsksTheEpochItShows() throws Exception {
        engine();
        String id = start(run.folder());
        AskedNetwork live = network();
        training.view(0);
        assertSame(live, network(), "until the other is there");
        untilLoaded();
        assertEquals(0, loadedEpoch());
        assertSame(run.data(), network().data());
        assertTrue(choice.followingProperty().get());
        assertEquals(List.of(), choice.epochs(), "the time machine chooses");
        assertEquals(OPTIONS.embedDim(), network().ask(Embedder::embedDim).get(60, TimeUnit.SECONDS));

        AskedNetwork untrained = network();
        long version = choice.versionProperty().get();
        tell(new TrainingEvent.Paused(id, 5));
        assertSame(untrained, network());
        assertEquals(version, choice.versionProperty().get(), "nothing new of an epoch that is over");

        training.view(TrainingViewModel.LIVE);
        assertEquals(live, network());
    }

    @Test
    void anEpochThatIsNotOnDiskLeavesTheNetworkAndANote() throws Exception {
        engine();
        start(run.folder());
        AskedNetwork live = network();
        training.view(7);
        untilLoaded();
        assertSame(live, network());
        assertEquals(
                run.folder() + " has no weights of epoch 7; there are [0, 1]."
                        + " The answers stay those of the run in training.",
                note());
        training.view(TrainingViewModel.LIVE);
        assertEquals("", note());
    }

    @Test
    void earlierEpochsOfARunInMemoryCannotBeAsked() {
        engine();
        String id = start(null);
        AskedNetwork live = network();
        training.view(0);
        assertEquals(live, network());
        assertEquals(Messages.text("classify.network.unwritten"), note());
        training.view(TrainingViewModel.LIVE);
        assertEquals("", note());

        String written = start(run.folder());
        assertFalse(written.equals(id));
        training.accept(new LabEvent.Unwritten(written, "no space left"));
        training.view(0);
        assertEquals(Messages.text("classify.network.unwritten"), note());
    }

    @Test
    void loadsThatNobodyWantsAnyMoreAreDropped() throws Exception {
        engine();
        start(run.folder());
        training.view(0);
        untilLoaded();
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Boolean> busy = network().ask(_ -> {
            try {
                return goOn.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        training.view(1);
        training.view(TrainingViewModel.LIVE);
        training.view(7);
        training.view(0);
        goOn.countDown();
        assertTrue(busy.get(60, TimeUnit.SECONDS));
        untilLoaded();
        assertEquals(0, loadedEpoch());
        training.view(1); // whose load comes back after all that waits
        untilLoaded();
        assertEquals(1, loadedEpoch());
        assertEquals("", note());

        training.view(0);
        training.reset();
        inference.open(run.folder(), OptionalInt.of(0), run.data()).get(60, TimeUnit.SECONDS); // after the one before
        while (!ui.isEmpty()) {
            ui.remove().run();
        }
        assertNull(choice.networkProperty().get());
    }

    @Test
    void aFolderIsAskedWhateverTheWindowShowsUntilItIsFollowedAgain() throws Exception {
        engine();
        choice.openFolder(run.folder());
        assertFalse(choice.followingProperty().get());
        untilLoaded();
        assertEquals(1, loadedEpoch(), "the newest");
        assertEquals(List.of(0, 1), choice.epochs());
        assertEquals("", note());
        choice.chooseEpoch(0);
        untilLoaded();
        assertEquals(0, loadedEpoch());

        String id = start(null);
        tell(new TrainingEvent.Paused(id, 2));
        assertEquals(0, loadedEpoch());
        choice.follow();
        assertEquals("the run in training", network().name());
        assertTrue(choice.followingProperty().get());
        assertEquals(List.of(), choice.epochs());
        choice.chooseEpoch(1);
        assertEquals("the run in training", network().name(), "no folder is open");
    }

    @Test
    void aFolderThatCannotBeOpenedChangesNothing() throws Exception {
        engine();
        Path nothing = scratch.resolve("nothing");
        String refusal = nothing + " holds no run: there is no run.json in it.";
        choice.openFolder(nothing);
        untilLoaded();
        assertNull(choice.networkProperty().get());
        assertEquals(refusal, note());
        assertTrue(choice.followingProperty().get());

        start(null);
        assertEquals("", note());
        choice.openFolder(nothing);
        untilLoaded();
        assertEquals("the run in training", network().name());
        assertEquals(refusal, note());

        choice.openFolder(run.folder());
        untilLoaded();
        assertEquals("", note());
        choice.openFolder(nothing);
        until(() -> note().equals(refusal));
        untilLoaded();
        assertEquals(1, loadedEpoch());
        assertEquals(List.of(0, 1), choice.epochs());
        assertFalse(choice.followingProperty().get());
        assertEquals(refusal, note());
    }

    @Test
    void aFolderOpenedBeforeTheEngineWaitsForIt() throws Exception {
        choice.openFolder(run.folder());
        assertTrue(choice.loadingProperty().get());
        engine();
        untilLoaded();
        assertEquals(1, loadedEpoch());
    }

    @Test
    void aRunThatBrokeDownIsAskedAsLongAsItsNetworkStays() throws Exception {
        engine();
        String stays = start(run.folder());
        tell(new TrainingEvent.Failed(stays, 3, false, "the folder could not be written", "free some space"));
        assertEquals("the run, which ended early", network().name());
        assertTrue(ui.isEmpty());

        String diverged = start(run.folder());
        trainer.gone = true;
        tell(new TrainingEvent.Failed(diverged, 3, true, "the loss is not finite", "lower the learning rate"));
        until(() -> choice.networkProperty().get() == null);
        assertEquals(Messages.text("classify.network.gone"), note());
        training.view(1);
        untilLoaded();
        assertEquals(1, loadedEpoch(), "what is on disk can be asked still");
    }
}
