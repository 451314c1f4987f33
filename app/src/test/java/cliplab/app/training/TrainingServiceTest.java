// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.model.data.CaptionGrammar;
import cliplab.model.data.CaptionPolicy;
import cliplab.model.data.ShapesDataset;
import cliplab.model.eval.Embedder;
import cliplab.model.run.RunStatus;
import cliplab.model.run.SavedRun;
import cliplab.model.runtime.EngineStart;
import cliplab.model.runtime.Folders;
import cliplab.model.train.LiveOptions;
import cliplab.model.train.LiveSetting;
import cliplab.model.train.Progress;
import cliplab.model.train.StepMetrics;
import cliplab.model.train.TrainingEvent;
import cliplab.model.train.TrainingOptions;
import cliplab.viz.text.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trainer thread with the real engine: what is asked of it takes effect within one step, and nothing is lost. */
class TrainingServiceTest {
    private static final int SMALL = 8; // pairs a step: the quickest steps there are
    private static final int CYCLES = 100;
    private static final int SETTLED = 10;

    @TempDir
    private Path folder;

    private final Heard heard = new Heard();
    private @Nullable TrainingService made;

    @BeforeEach
    void startEngine() throws InterruptedException {
        made = new TrainingService(folders(), heard);
        service().startEngine(1, "cpu");
        heard.await(LabEvent.EngineReady.class);
    }

    @AfterEach
    void close() throws Exception {
        close(service());
    }

    private static void close(TrainingService service)
            throws InterruptedException, ExecutionException, TimeoutException {
        service.close().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private TrainingService service() {
        return Objects.requireNonNull(made);
    }

    private Folders folders() {
        // The engine's libraries stay where they are unpacked already.
        return new Folders(
                folder.resolve("data"),
                folder.resolve("config"),
                Folders.ofThisSystem().cache());
    }

    private static TrainingOptions options(int epochs, int batchSize) {
        TrainingOptions usual = TrainingOptions.REFERENCE;
        return new TrainingOptions(
                1,
                new ShapesDataset.Options(CaptionPolicy.TEMPLATE, 0, 2, List.of()),
                usual.loss(),
                usual.embedDim(),
                usual.strides(),
                epochs,
                batchSize,
                usual.learningRate(),
                usual.weightDecay(),
                usual.temperature());
    }

    private static RunRequest.New request(TrainingOptions options) {
        return new RunRequest.New(options, LiveOptions.startOf(options), "cpu");
    }

    private static RunRequest.New request() {
        return request(options(30, SMALL));
    }

    private Path runFolder(String run) throws InterruptedException {
        return Objects.requireNonNull(heard.await(
                        LabEvent.Prepared.class, prepared -> prepared.runId().equals(run))
                .folder());
    }

    @Test
    void aRunLetGoBeforeItsFirstStepIsNotLeftAsRunning() throws Exception {
        TrainingService leaving = new TrainingService(folders(), heard);
        CompletableFuture<Void> closed = new CompletableFuture<>();
        heard.answer(event -> {
            if (event instanceof LabEvent.Prepared) {
                leaving.close().thenAccept(closed::complete);
            }
        });
        leaving.startEngine(1, "cpu");
        Path run = runFolder(leaving.start(request()));
        closed.get(60, TimeUnit.SECONDS);
        SavedRun saved = SavedRun.open(run);
        assertEquals(RunStatus.STOPPED, saved.manifest().status());
        assertEquals(List.of(), saved.steps());
    }

    @Test
    void everyCommandTakesEffectWithinOneStepAndTheRunCanBeTakenUpAgain() throws Exception {
        String first = service().start(request());
        heard.awaitStep(3);

        service().pause();
        long asked = heard.steps();
        long paused = heard.await(TrainingEvent.Paused.class).step();
        assertTrue(paused <= asked + 1, "asked at " + asked + ", paused at " + paused);

        service().step();
        assertEquals(
                paused + 1,
                heard.await(TrainingEvent.Paused.class, event -> event.step() > paused)
                        .step());
        assertEquals(paused + 1, heard.steps());

        service().resume();
        heard.awaitStep(paused + 4);

        service().stop();
        asked = heard.steps();
        long stopped = heard.await(TrainingEvent.Stopped.class).step();
        assertTrue(stopped <= asked + 1, "asked at " + asked + ", stopped at " + stopped);

        Path run = runFolder(first);
        SavedRun saved = SavedRun.open(run);
        assertEquals(RunStatus.STOPPED, saved.manifest().status());
        Progress progress = saved.checkpoint().orElseThrow().progress();
        assertEquals(stopped, progress.step());
        assertEquals(1, progress.epoch(), "in the middle of the first epoch");
        List<StepMetrics> told = heard.of(TrainingEvent.Step.class)
                .map(TrainingEvent.Step::metrics)
                .toList();
        assertEquals(saved.steps().size(), told.size());

        heard.forget();
        String second = service().start(new RunRequest.Resume(run, request().live(), "cpu"));
        LabEvent.Earlier earlier = heard.await(LabEvent.Prepared.class).earlier();
        assertEquals(stopped, earlier.steps().size());
        assertEquals(told.getLast().loss(), earlier.steps().getLast().loss(), 1e-6);
        assertEquals(1, earlier.epochs().size(), "the untrained network's");
        assertEquals(List.of(0), earlier.looks().stream().map(Look::epoch).toList());
        assertEquals(run, runFolder(second));
        assertEquals(
                stopped + 1, heard.await(TrainingEvent.Step.class).metrics().step());
    }

    @Test
    void aSecondRunReleasesTheFirstAtACheckpoint() throws Exception {
        String first = service().start(request());
        heard.awaitStep(2);
        String second = service().start(request());
        assertNotEquals(first, second);
        long step = heard.await(TrainingEvent.Step.class, event -> event.runId().equals(second))
                .metrics()
                .step();
        assertEquals(1, step);

        List<String> speakers = heard.of(TrainingEvent.class)
                .map(TrainingEvent::runId)
                .distinct()
                .toList();
        assertEquals(List.of(first, second), speakers);
        assertEquals(
                1,
                heard.of(TrainingEvent.Stopped.class)
                        .filter(event -> event.runId().equals(first))
                        .count());
        SavedRun saved = SavedRun.open(runFolder(first));
        assertEquals(RunStatus.STOPPED, saved.manifest().status());
        assertFalse(saved.isBeingWritten());
        assertNotEquals(runFolder(first), runFolder(second));
    }

    @Test
    void aRunReleasedWhileItIsPreparedNeverBegins() throws Exception {
        heard.answer(event -> {
            if (event instanceof LabEvent.Prepared prepared && prepared.runId().equals("run-1")) {
                service().release();
            }
        });
        String first = service().start(request());
        heard.await(LabEvent.Prepared.class);
        String second = service().start(request());
        heard.awaitStep(1);
        assertEquals(
                List.of(second),
                heard.of(TrainingEvent.class)
                        .map(TrainingEvent::runId)
                        .distinct()
                        .toList());
        assertFalse(SavedRun.open(runFolder(first)).isBeingWritten());
    }

    @Test
    void commandsGivenWhileARunIsPreparedAreKeptForIt() throws Exception {
        heard.answer(event -> {
            if (event instanceof LabEvent.Prepared) {
                service().update(request().live().withBatchSize(16));
                service().step();
            }
        });
        service().start(request());
        assertEquals(1, heard.await(TrainingEvent.Paused.class).step());
        assertEquals(16, heard.await(TrainingEvent.Step.class).metrics().pairs());
        service().stop();
        assertEquals(1, heard.await(TrainingEvent.Stopped.class).step());
    }

    @Test
    void aRunAskedForBeforeTheEngineWaitsForIt() throws Exception {
        Heard told = new Heard();
        TrainingService early = new TrainingService(folders(), told);
        early.start(request());
        early.startEngine(1, "cpu");
        told.awaitStep(1);
        assertTrue(told.all().getFirst() instanceof LabEvent.EngineReady);
        close(early);
    }

    @Test
    void aRunReleasedBeforeItsTurnLeavesNoFolder() throws Exception {
        heard.answer(event -> {
            if (event instanceof LabEvent.Prepared prepared && prepared.runId().equals("run-1")) {
                service().start(request());
                service().start(request());
            }
        });
        service().start(request());
        heard.await(TrainingEvent.Step.class, step -> step.runId().equals("run-3"));
        assertEquals(
                0,
                heard.of(LabEvent.Prepared.class)
                        .filter(run -> run.runId().equals("run-2"))
                        .count());
        try (Stream<Path> runs = Files.list(folders().runs())) {
            assertEquals(2, runs.count());
        }
    }

    @Test
    void whereNoFolderCanBeMadeTheRunLivesInMemory() throws Exception {
        Files.createDirectories(folders().data());
        Files.writeString(folders().runs(), "a plain file where the folder should be");
        service().start(request());
        String message = heard.await(LabEvent.Unwritten.class).message();
        assertTrue(message.contains(folders().runs().toString()), message);
        assertNull(heard.await(LabEvent.Prepared.class).folder());
        heard.awaitStep(3);
    }

    @Test
    void aRunWhoseFolderDisappearsGoesOnInMemory() throws Exception {
        TrainingOptions options = options(2, 512);
        String run = service().start(request(options));
        heard.awaitStep(1);
        delete(runFolder(run));
        heard.await(LabEvent.Unwritten.class);
        assertEquals(12, heard.await(TrainingEvent.Completed.class).step());
        assertEquals(1, heard.of(LabEvent.Unwritten.class).count(), "told once");
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void aRunLetGoAtItsEpochsEndMakesWayThereAndWorkMayBeDoneWhenThereIsNone() throws Exception {
        heard.answer(event -> {
            if (event instanceof LabEvent.Told(TrainingEvent.Step step)
                    && step.runId().equals("run-1")
                    && step.metrics().step() == 2) {
                service().releaseAtEpochEnd();
                service().start(request(options(1, 512)));
                assertTrue(service().whileIdle(() -> 1).isCompletedExceptionally(), "a run has the trainer");
            }
        });
        Path chosen = folder.resolve("chosen");
        TrainingOptions options = options(30, 512);
        service().start(new RunRequest.Unwatched(options, LiveOptions.startOf(options), "cpu", chosen));
        long end = heard.await(TrainingEvent.Stopped.class).step();
        assertEquals(6, end, "the steps of an epoch");
        assertEquals(
                1,
                heard.of(TrainingEvent.Epoch.class)
                        .filter(epoch -> epoch.runId().equals("run-1"))
                        .mapToInt(epoch -> epoch.metrics().epoch())
                        .max()
                        .orElseThrow());
        assertEquals(
                2, SavedRun.open(chosen).checkpoint().orElseThrow().progress().epoch(), "the next to come");
        heard.await(TrainingEvent.Completed.class);
        service().release();
        assertEquals(
                "trainer",
                service().whileIdle(() -> Thread.currentThread().getName()).get(60, TimeUnit.SECONDS));
    }

    @Test
    void aDeviceThatIsNotThereIsRefusedAndTheNextRunBegins() throws Exception {
        TrainingOptions options = request().options();
        String refused = service().start(new RunRequest.New(options, request().live(), "abacus"));
        LabEvent.Refused event = heard.await(LabEvent.Refused.class);
        assertEquals(refused, event.runId());
        assertTrue(event.message().contains("abacus"), event.message());
        assertFalse(Files.exists(folders().runs()), "nothing was written for it");
        service().start(request());
        heard.awaitStep(1);
    }

    @Test
    void aFolderThatHoldsNoRunIsRefused() throws Exception {
        service()
                .start(new RunRequest.Resume(
                        folder.resolve("nothing"), request().live(), "cpu"));
        String message = heard.await(LabEvent.Refused.class).message();
        assertTrue(message.contains("nothing"), message);
    }

    @Test
    void settingsTakeEffectAtTheNextStep() throws Exception {
        LiveOptions live = request().live();
        service().start(request());
        heard.awaitStep(2);
        service().update(live.withBatchSize(24));
        long asked = heard.steps();
        long from = heard.await(TrainingEvent.Changed.class).change().step();
        assertTrue(from <= asked + 2, "asked after step " + asked + ", in force from step " + from);
        heard.awaitStep(from + 1);
        List<Long> pairs = heard.of(TrainingEvent.Step.class)
                .map(event -> event.metrics().pairs())
                .toList();
        int index = Math.toIntExact(from) - 1;
        assertEquals(24, pairs.get(index) - pairs.get(index - 1));
        assertEquals(SMALL, pairs.get(index - 1) - (index == 1 ? 0 : pairs.get(index - 2)));
        assertEquals(
                LiveSetting.BATCH_SIZE,
                heard.await(TrainingEvent.Changed.class).change().setting());
    }

    @Test
    void otherEvaluationTemplatesShowAtOnceWhilePaused() throws Exception {
        service().start(request());
        heard.awaitStep(1);
        service().pause();
        long paused = heard.await(TrainingEvent.Paused.class).step();
        heard.await(TrainingEvent.Snapshot.class, look -> look.step() == paused && !look.endOfEpoch());
        heard.forget();
        service().update(request().live().withEvaluationTemplates(List.of(CaptionGrammar.TEMPLATES.get(1))));
        TrainingEvent.Snapshot look = heard.await(TrainingEvent.Snapshot.class);
        assertEquals(paused, look.step());
        assertFalse(look.endOfEpoch());
        assertEquals(0, heard.of(TrainingEvent.Step.class).count());
    }

    @Test
    void questionsAreAnsweredOnTheTrainerThreadWhateverTheRunDoes() throws Exception {
        TrainingOptions options = options(2, 512);
        String run = service().start(request(options));
        String training = answer(run);
        assertEquals("trainer", training);

        heard.awaitStep(1);
        service().pause();
        long paused = heard.await(TrainingEvent.Paused.class).step();
        assertEquals("trainer", answer(run), "paused");
        assertEquals(paused, heard.steps());

        service().update(LiveOptions.startOf(options).withStepDelaySeconds(60));
        service().resume();
        heard.awaitStep(paused + 1);
        assertEquals("trainer", answer(run), "in slow motion");
        assertEquals(paused + 1, heard.steps());

        service().update(LiveOptions.startOf(options));
        heard.await(TrainingEvent.Completed.class);
        assertEquals("trainer", answer(run), "after the end");

        service().release();
        assertGone(service().ask(run, Embedder::embedDim));
    }

    private String answer(String run) throws InterruptedException, ExecutionException, TimeoutException {
        return service().ask(run, embedder -> Thread.currentThread().getName()).get(60, TimeUnit.SECONDS);
    }

    private static void assertGone(CompletableFuture<?> answer) {
        ExecutionException error = assertThrows(ExecutionException.class, () -> answer.get(60, TimeUnit.SECONDS));
        assertEquals(
                Messages.text("run.gone"),
                Objects.requireNonNull(error.getCause()).getMessage());
    }

    @Test
    void questionsAboutARunInPreparationWaitForIt() throws Exception {
        AtomicReference<CompletableFuture<Integer>> early = new AtomicReference<>();
        heard.answer(event -> {
            if (event instanceof LabEvent.Prepared prepared) {
                early.set(service().ask(prepared.runId(), Embedder::embedDim));
                assertFalse(early.get().isDone(), "nobody is there yet to answer");
            }
        });
        service().start(request());
        heard.awaitStep(1);
        assertEquals(request().options().embedDim(), early.get().get(60, TimeUnit.SECONDS));
    }

    @Test
    void questionsAboutARunThatNeverBeginsAreRefused() throws Exception {
        service().start(request());
        heard.awaitStep(1);
        assertGone(service()
                .ask(
                        service().start(new RunRequest.Resume(folder.resolve("nothing"), null, "cpu")),
                        Embedder::embedDim));
    }

    @Test
    void questionsAboutAnEarlierRunAreNotPutToALaterOne() throws Exception {
        String first = service().start(request());
        heard.awaitStep(1);
        String second = service().start(request());
        assertEquals("trainer", answer(second));
        assertGone(service().ask(first, Embedder::embedDim));
    }

    @Test
    void closingInMidEpochLeavesACheckpointAndNoThread() throws Exception {
        String run = service().start(request());
        heard.awaitStep(5);
        Thread trainer = heard.speaker();
        service().close().toCompletableFuture().get(10, TimeUnit.SECONDS);
        SavedRun saved = SavedRun.open(runFolder(run));
        assertEquals(RunStatus.STOPPED, saved.manifest().status());
        assertEquals(heard.steps(), saved.checkpoint().orElseThrow().progress().step());
        assertFalse(saved.isBeingWritten());
        trainer.join(TimeUnit.SECONDS.toMillis(10));
        assertFalse(trainer.isAlive());
        made = new TrainingService(folders(), heard); // for the end of the test
    }

    /** As the window does it: start, a step, stop, reset. */
    @Test
    @Tag("slow")
    void manyCyclesLeaveNeitherArraysNorThreads() throws Exception {
        int threads = 0;
        for (int cycle = 1; cycle <= CYCLES; cycle++) {
            heard.forget();
            service().start(request());
            heard.awaitStep(1);
            service().stop();
            heard.await(TrainingEvent.Stopped.class);
            service().release();
            if (cycle == SETTLED) {
                threads = Thread.activeCount();
            }
        }
        int left = Thread.activeCount();
        assertTrue(left <= threads, threads + " threads became " + left);
        close(service());
        assertEquals(0, EngineStart.heldArrays());
        made = new TrainingService(folders(), heard);
    }
}
