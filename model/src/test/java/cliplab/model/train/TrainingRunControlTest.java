// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.model.train.TrainingRun.Outcome;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A run on a thread of its own, steered from the test's. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TrainingRunControlTest {
    private final ExecutorService trainer = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "trainer of a test");
        thread.setDaemon(true);
        return thread;
    });
    private final BlockingQueue<TrainingEvent> events = new LinkedBlockingQueue<>();

    @AfterEach
    void shutDown() {
        trainer.shutdown();
    }

    /** @param onEvent told on the run's thread, before the event can be taken here */
    private TrainingRun started(BiConsumer<TrainingRun, TrainingEvent> onEvent, CompletableFuture<Outcome> outcome) {
        TrainingRun[] run = new TrainingRun[1];
        run[0] = new TrainingRun(Recorded.plan(Recorded.options(2, 8), null, List.of()), RunStore.NOWHERE, event -> {
            onEvent.accept(run[0], event);
            events.add(event);
        });
        outcome.completeAsync(run[0]::run, trainer);
        return run[0];
    }

    /** The next event that is no snapshot and no epoch. */
    private TrainingEvent next() throws InterruptedException {
        while (true) {
            TrainingEvent event = events.poll(30, TimeUnit.SECONDS);
            assertNotNull(event, "no event came");
            if (!(event instanceof TrainingEvent.Snapshot) && !(event instanceof TrainingEvent.Epoch)) {
                return event;
            }
        }
    }

    private void expectStep(long step) throws InterruptedException {
        assertEquals(
                step,
                assertInstanceOf(TrainingEvent.Step.class, next()).metrics().step());
    }

    private void expectPaused(long step) throws InterruptedException {
        assertEquals(new TrainingEvent.Paused("run", step), next());
    }

    @Test
    void pauseStepAndResumeAreToldInOrder() throws Exception {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        TrainingRun run = started(Recorded.after(2, TrainingRun::pause), outcome);
        assertInstanceOf(TrainingEvent.Started.class, next());
        expectStep(1);
        expectStep(2);
        expectPaused(2);
        run.step();
        expectStep(3);
        expectPaused(3);
        run.step();
        expectStep(4);
        expectPaused(4);
        assertTrue(events.stream().allMatch(TrainingEvent.Snapshot.class::isInstance));
        assertFalse(outcome.isDone());
        run.resume();
        assertEquals(new TrainingEvent.Resumed("run", 4), next());
        expectStep(5);
        expectStep(6);
        assertEquals(new TrainingEvent.Completed("run", 6), next());
        assertEquals(Outcome.COMPLETED, outcome.get(30, TimeUnit.SECONDS));
    }

    @Test
    void aStepAskedOfARunningRunHoldsItAfterOne() throws Exception {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        TrainingRun run = started(Recorded.after(1, TrainingRun::step), outcome);
        assertInstanceOf(TrainingEvent.Started.class, next());
        expectStep(1);
        expectStep(2);
        expectPaused(2);
        run.stop();
        assertEquals(new TrainingEvent.Stopped("run", 2), next());
        assertEquals(Outcome.STOPPED, outcome.get(30, TimeUnit.SECONDS));
    }

    @Test
    void aRunPausedBeforeItBeginsWaits() throws Exception {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        TrainingRun run = started(
                (training, event) -> {
                    if (event instanceof TrainingEvent.Started) {
                        training.pause();
                    }
                },
                outcome);
        assertInstanceOf(TrainingEvent.Started.class, next());
        expectPaused(0);
        run.stop();
        assertEquals(new TrainingEvent.Stopped("run", 0), next());
    }

    @Test
    void settingsChangedWhilePausedHoldFromTheNextStep() throws Exception {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        TrainingRun run = started(Recorded.after(1, TrainingRun::pause), outcome);
        assertInstanceOf(TrainingEvent.Started.class, next());
        expectStep(1);
        expectPaused(1);
        run.update(run.live().withBatchSize(3));
        run.update(run.live().withBatchSize(4));
        assertEquals(4, run.live().batchSize());
        run.step();
        assertEquals(
                new Change(2, LiveSetting.BATCH_SIZE, "8", "4"),
                assertInstanceOf(TrainingEvent.Changed.class, next()).change());
        TrainingEvent.Step step = assertInstanceOf(TrainingEvent.Step.class, next());
        assertEquals(12, step.metrics().pairs());
        expectPaused(2);
        run.stop();
        assertEquals(new TrainingEvent.Stopped("run", 2), next());
    }

    @Test
    void pausesAreNotCountedAsTime() throws Exception {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        TrainingRun run = started(Recorded.after(1, TrainingRun::pause), outcome);
        assertInstanceOf(TrainingEvent.Started.class, next());
        TrainingEvent.Step first = assertInstanceOf(TrainingEvent.Step.class, next());
        expectPaused(1);
        assertThrows(TimeoutException.class, () -> outcome.get(100, TimeUnit.MILLISECONDS));
        long asked = System.nanoTime();
        run.step();
        TrainingEvent.Step second = assertInstanceOf(TrainingEvent.Step.class, next());
        double since = (System.nanoTime() - asked) * 1e-9;
        assertTrue(second.metrics().seconds() - first.metrics().seconds() <= since);
        run.stop();
        assertEquals(Outcome.STOPPED, outcome.get(30, TimeUnit.SECONDS));
    }

    @Test
    void slowMotionEndsWhenTheDelayIsTakenAway() throws Exception {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        TrainingRun run = started(Recorded.after(1, r -> r.update(r.live().withStepDelaySeconds(60))), outcome);
        assertInstanceOf(TrainingEvent.Started.class, next());
        expectStep(1);
        run.update(run.live().withStepDelaySeconds(0));
        for (int step = 2; step <= 6; step++) {
            expectStep(step);
        }
        assertEquals(Outcome.COMPLETED, outcome.get(30, TimeUnit.SECONDS));
    }

    @Test
    void slowMotionNeitherDelaysStopNorPauseNorStep() throws Exception {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        TrainingRun run = started(Recorded.after(1, r -> r.update(r.live().withStepDelaySeconds(60))), outcome);
        assertInstanceOf(TrainingEvent.Started.class, next());
        expectStep(1);
        run.step();
        expectStep(2);
        expectPaused(2);
        run.resume();
        assertEquals(new TrainingEvent.Resumed("run", 2), next());
        expectStep(3);
        run.pause();
        expectPaused(3);
        run.stop();
        assertEquals(new TrainingEvent.Stopped("run", 3), next());
        assertEquals(Outcome.STOPPED, outcome.get(30, TimeUnit.SECONDS));
    }
}
