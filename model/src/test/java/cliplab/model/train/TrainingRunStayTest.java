// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.model.data.PromptTemplate;
import cliplab.model.eval.Embedder;
import cliplab.model.train.TrainingRun.Outcome;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A network that is asked and shown while its run goes on, is held, and has ended. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TrainingRunStayTest {
    private static final TrainingOptions OPTIONS = Recorded.options(2, 8);
    private static final List<PromptTemplate> BARE = List.of(PromptTemplate.BARE);

    private final ExecutorService trainer = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "trainer of a test");
        thread.setDaemon(true);
        return thread;
    });
    private final BlockingQueue<TrainingEvent> events = new LinkedBlockingQueue<>();
    private final Recorded store = new Recorded();

    @AfterEach
    void shutDown() {
        trainer.shutdownNow();
    }

    private TrainingRun run(TrainingOptions options, BiConsumer<TrainingRun, TrainingEvent> onEvent) {
        return run(options, store, onEvent);
    }

    private TrainingRun run(TrainingOptions options, RunStore kept, BiConsumer<TrainingRun, TrainingEvent> onEvent) {
        TrainingRun[] run = new TrainingRun[1];
        run[0] = new TrainingRun(Recorded.plan(options, null, List.of()), kept, event -> {
            onEvent.accept(run[0], event);
            events.add(event);
        });
        return run[0];
    }

    private <T extends TrainingEvent> T next(Class<T> kind) throws InterruptedException {
        while (true) {
            TrainingEvent event = events.poll(30, TimeUnit.SECONDS);
            assertNotNull(event, "no " + kind.getSimpleName() + " came");
            if (kind.isInstance(event)) {
                return kind.cast(event);
            }
        }
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.get(30, TimeUnit.SECONDS);
    }

    private static int dimensions(Embedder embedder) {
        return embedder.embedTexts(List.of("a red circle"))[0].length;
    }

    @Test
    void aPauseShowsWhereTheRunStandsAndOtherTemplatesAtOnce() throws Exception {
        TrainingRun run = run(OPTIONS, Recorded.after(2, TrainingRun::pause));
        Future<Outcome> outcome = trainer.submit(run::run);
        next(TrainingEvent.Paused.class);
        TrainingEvent.Snapshot held = next(TrainingEvent.Snapshot.class);
        assertEquals(2, held.step());
        assertEquals(1, held.epoch());
        assertFalse(held.endOfEpoch());
        assertNotNull(held.batch());
        run.update(run.live().withEvaluationTemplates(BARE));
        TrainingEvent.Snapshot bare = next(TrainingEvent.Snapshot.class);
        assertEquals(2, bare.step());
        assertTrue(store.changes.isEmpty());
        run.resume();
        assertInstanceOf(TrainingEvent.Resumed.class, next(TrainingEvent.class));
        assertEquals(3, next(TrainingEvent.Changed.class).change().step());
        assertEquals(Outcome.COMPLETED, get(outcome));
    }

    @Test
    void aPauseWhereASnapshotWasJustToldTellsNoOther() throws Exception {
        TrainingRun run = run(OPTIONS, (r, event) -> {
            if (event instanceof TrainingEvent.Epoch epoch && epoch.metrics().epoch() == 1) {
                r.pause();
            }
        });
        Future<Outcome> outcome = trainer.submit(run::run);
        next(TrainingEvent.Paused.class);
        run.stop();
        assertInstanceOf(TrainingEvent.Stopped.class, next(TrainingEvent.class));
        assertEquals(Outcome.STOPPED, get(outcome));
    }

    @Test
    void questionsAreAnsweredWhilePausedAndInSlowMotion() throws Exception {
        TrainingRun run = run(OPTIONS, Recorded.after(2, TrainingRun::pause));
        Future<Outcome> outcome = trainer.submit(run::run);
        next(TrainingEvent.Paused.class);
        assertEquals(16, get(run.ask(TrainingRunStayTest::dimensions)));
        assertEquals(
                "trainer of a test",
                get(run.ask(embedder -> Thread.currentThread().getName())));
        run.update(run.live().withStepDelaySeconds(60));
        run.resume();
        assertEquals(3, next(TrainingEvent.Step.class).metrics().step());
        assertEquals(16, get(run.ask(TrainingRunStayTest::dimensions)));
        run.update(run.live().withEvaluationTemplates(BARE));
        assertEquals(3, next(TrainingEvent.Snapshot.class).step());
        run.stop();
        assertEquals(Outcome.STOPPED, get(outcome));
        assertEquals(3, store.steps.size());
    }

    @Test
    void questionsAskedWhileRunningAndBeforeAreAnsweredBetweenSteps() throws Exception {
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        TrainingRun run = run(OPTIONS, (r, event) -> {
            if (event instanceof TrainingEvent.Step) {
                answers.add(r.ask(TrainingRunStayTest::dimensions));
            }
        });
        CompletableFuture<Integer> early = run.ask(TrainingRunStayTest::dimensions);
        assertEquals(Outcome.COMPLETED, run.run());
        assertEquals(16, get(early));
        assertEquals(6, answers.size());
        for (CompletableFuture<Integer> answer : answers) {
            assertEquals(16, get(answer));
        }
        assertRefused(run.ask(TrainingRunStayTest::dimensions));
    }

    @Test
    void aQuestionDoesNotWaitForTheEndOfAnEvaluation() {
        List<CompletableFuture<Integer>> asked = new ArrayList<>();
        List<Boolean> answeredByThen = new ArrayList<>();
        TrainingRun run = run(OPTIONS, (r, event) -> {
            switch (event) {
                case TrainingEvent.Started _ -> asked.add(r.ask(TrainingRunStayTest::dimensions));
                case TrainingEvent.Snapshot _ ->
                    answeredByThen.add(asked.getFirst().isDone());
                default -> {}
            }
        });
        assertEquals(Outcome.COMPLETED, run.run());
        assertTrue(answeredByThen.getFirst());
    }

    private static void assertRefused(CompletableFuture<?> answer) {
        ExecutionException refusal = assertThrows(ExecutionException.class, () -> get(answer));
        assertInstanceOf(IllegalStateException.class, refusal.getCause());
        assertTrue(String.valueOf(refusal.getMessage()).contains("the run is over"));
    }

    @Test
    void aQuestionThatFailsHarmsNobodyElse() throws Exception {
        List<CompletableFuture<Object>> answers = new ArrayList<>();
        TrainingRun run = run(OPTIONS, Recorded.after(1, r -> {
            answers.add(r.ask(embedder -> embedder.embedTexts(List.of("wug"))));
            answers.add(r.ask(embedder -> {
                throw new AssertionError("planted");
            }));
        }));
        CompletableFuture<Integer> cancelled = run.ask(embedder -> {
            throw new AssertionError("asked although cancelled");
        });
        assertTrue(cancelled.cancel(false));
        assertEquals(Outcome.COMPLETED, run.run());
        for (CompletableFuture<Object> answer : answers) {
            assertThrows(ExecutionException.class, () -> get(answer));
        }
        assertEquals(Recorded.run(OPTIONS).timelessSteps(), store.timelessSteps());
    }

    @Test
    void aCompletedRunStaysUntilItIsReleased() throws Exception {
        TrainingRun run = run(OPTIONS, (r, event) -> {});
        Future<Outcome> outcome = trainer.submit(run::runAndStay);
        next(TrainingEvent.Completed.class);
        assertEquals(List.of(Outcome.COMPLETED), store.ends);
        assertEquals(16, get(run.ask(TrainingRunStayTest::dimensions)));
        run.update(run.live().withEvaluationTemplates(BARE));
        TrainingEvent.Snapshot shown = next(TrainingEvent.Snapshot.class);
        assertEquals(6, shown.step());
        assertEquals(2, shown.epoch());
        assertFalse(outcome.isDone());
        run.release();
        assertEquals(Outcome.COMPLETED, get(outcome));
        assertTrue(events.isEmpty());
        assertRefused(run.ask(TrainingRunStayTest::dimensions));
    }

    @Test
    void aStoppedRunStaysAndShowsWhereItStopped() throws Exception {
        TrainingRun run = run(OPTIONS, Recorded.after(4, TrainingRun::stop));
        Future<Outcome> outcome = trainer.submit(run::runAndStay);
        assertEquals(4, next(TrainingEvent.Stopped.class).step());
        assertEquals(4, next(TrainingEvent.Snapshot.class).step());
        assertEquals(16, get(run.ask(TrainingRunStayTest::dimensions)));
        run.release();
        assertEquals(Outcome.STOPPED, get(outcome));
        assertEquals(4, store.checkpoints.getLast().progress().step());
    }

    @Test
    void aReleaseInMidRunStopsItAtACheckpointAndReturns() throws Exception {
        TrainingRun run = run(OPTIONS, Recorded.after(4, TrainingRun::release));
        assertEquals(Outcome.STOPPED, get(trainer.submit(run::runAndStay)));
        assertEquals(4, store.checkpoints.getLast().progress().step());
        assertEquals(List.of(Outcome.STOPPED), store.ends);
        assertEquals(4, next(TrainingEvent.Stopped.class).step());
        assertTrue(events.isEmpty());
    }

    @Test
    void aReleaseBeforeTheRunMakesNoStep() throws Exception {
        TrainingRun run = run(OPTIONS, (r, event) -> {});
        run.release();
        assertEquals(Outcome.STOPPED, get(trainer.submit(run::runAndStay)));
        assertTrue(store.steps.isEmpty());
    }

    @Test
    void aRunThatDivergedDoesNotStay() throws Exception {
        TrainingOptions r = OPTIONS;
        TrainingOptions wild =
                new TrainingOptions(0, r.data(), r.loss(), 16, r.strides(), 100, 20, 1, 10, r.temperature());
        TrainingRun run = run(wild, (training, event) -> {});
        assertEquals(Outcome.DIVERGED, get(trainer.submit(run::runAndStay)));
        assertEquals(List.of(Outcome.DIVERGED), store.ends);
    }

    @Test
    void aRunWhoseDiskIsFullStaysToBeAsked() throws Exception {
        RunStore full = (RunStore) Proxy.newProxyInstance(
                RunStore.class.getClassLoader(), new Class<?>[] {RunStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("checkpoint")) {
                        throw new IOException("no space left on device");
                    }
                    return null;
                });
        TrainingRun run = run(OPTIONS, full, (training, event) -> {});
        Future<Outcome> outcome = trainer.submit(run::runAndStay);
        assertFalse(next(TrainingEvent.Failed.class).diverged());
        assertEquals(16, get(run.ask(TrainingRunStayTest::dimensions)));
        run.release();
        assertEquals(Outcome.FAILED, get(outcome));
    }
}
