// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.model.data.CaptionGrammar;
import cliplab.model.data.PromptTemplate;
import cliplab.model.eval.UnknownTextException;
import cliplab.model.train.TrainingRun.Outcome;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What somebody sees who watches and steers a run. 20 pairs: at batch size 8 an epoch has 3 steps, at 5 it has 4. */
class TrainingRunViewTest {
    private static final TrainingOptions OPTIONS = Recorded.options(3, 8);
    private static final List<PromptTemplate> BARE = List.of(PromptTemplate.BARE);

    private static TrainingRun.Plan plan() {
        return Recorded.plan(OPTIONS, null, List.of());
    }

    /** A run of one epoch whose every step takes {@code millis}, by the clock that glimpses go by. */
    private static Recorded glimpsed(int steps, double everySeconds, long millis) {
        AtomicLong clock = new AtomicLong();
        return Recorded.run(
                Recorded.plan(Recorded.options(1, 20 / steps), null, List.of()),
                run -> run.update(run.live().withGlimpseEverySeconds(everySeconds)),
                (run, event) -> {
                    if (event instanceof TrainingEvent.Step) {
                        clock.addAndGet(millis * 1_000_000);
                    }
                },
                clock::get);
    }

    private static List<Long> glimpsesOf(Recorded run) {
        return run.all(TrainingEvent.Glimpse.class).stream()
                .map(TrainingEvent.Glimpse::step)
                .toList();
    }

    @Test
    void glimpsesComeNoMoreOftenThanAskedFor() {
        assertEquals(List.of(), glimpsesOf(glimpsed(10, 0, 1000)));
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L), glimpsesOf(glimpsed(10, 1, 1000)));
        assertEquals(List.of(3L, 6L, 9L), glimpsesOf(glimpsed(10, 1, 400)));
        assertEquals(List.of(), glimpsesOf(glimpsed(10, 1, 99)));
    }

    @Test
    void afterTenIntervalsWithoutASnapshotThereIsOneInsteadOfAGlimpse() {
        Recorded run = glimpsed(10, 1, 4000);
        assertEquals(List.of(1L, 2L, 4L, 5L, 7L, 8L), glimpsesOf(run));
        assertEquals(
                List.of(0L, 3L, 6L, 9L, 10L),
                run.all(TrainingEvent.Snapshot.class).stream()
                        .map(TrainingEvent.Snapshot::step)
                        .toList());
    }

    @Test
    void aGlimpseShowsTheNetworkAfterItsStep() {
        for (TrainingEvent.Glimpse glimpse : glimpsed(10, 1, 1000).all(TrainingEvent.Glimpse.class)) {
            assertEquals(1, glimpse.epoch());
            assertEquals(4, glimpse.matrix().rows().size());
            assertEquals(4, glimpse.decisions().size());
            assertEquals(glimpse.step(), Objects.requireNonNull(glimpse.batch()).step());
        }
    }

    @Test
    void snapshotsAtTheEndOfAnEpochCarryItsTemperatureAndLastBatch() {
        Recorded run = Recorded.run(OPTIONS);
        List<TrainingEvent.Snapshot> snapshots = run.all(TrainingEvent.Snapshot.class);
        assertEquals(4, snapshots.size());
        assertNull(snapshots.getFirst().batch());
        for (int epoch = 0; epoch <= 3; epoch++) {
            TrainingEvent.Snapshot snapshot = snapshots.get(epoch);
            assertTrue(snapshot.endOfEpoch());
            assertEquals(epoch, snapshot.epoch());
            assertEquals(run.epochs.get(epoch).temperature(), snapshot.temperature());
            if (epoch > 0) {
                BatchReport batch = Objects.requireNonNull(snapshot.batch());
                assertEquals(3L * epoch, batch.step());
                assertEquals(4, batch.captions().size());
                assertTrue(
                        batch.captions().getFirst().contains("red"),
                        batch.captions().toString());
            }
        }
    }

    @Test
    void otherEvaluationTemplatesShowBeforeTheNextStepAndCountFromIt() {
        Recorded run =
                Recorded.run(plan(), Recorded.after(1, r -> r.update(r.live().withEvaluationTemplates(BARE))));
        assertEquals(
                List.of("Started", "Snapshot", "Epoch", "Step", "Snapshot", "Changed", "Step", "Step", "Snapshot"),
                run.kindsBut().subList(0, 9));
        TrainingEvent.Snapshot shown = run.all(TrainingEvent.Snapshot.class).get(1);
        assertEquals(1, shown.step());
        assertEquals(1, shown.epoch());
        assertFalse(shown.endOfEpoch());
        assertEquals(List.of(new Change(2, LiveSetting.EVALUATION_TEMPLATES, "a {}", "{}")), run.changes);
        assertEquals(Recorded.run(OPTIONS).timelessSteps(), run.timelessSteps());
    }

    @Test
    void betweenTwoEpochsASnapshotIsOfTheOneThatEnded() {
        Recorded run = Recorded.run(plan(), (r, event) -> {
            if (event instanceof TrainingEvent.Epoch epoch && epoch.metrics().epoch() == 1) {
                r.update(r.live().withEvaluationTemplates(BARE));
            }
        });
        TrainingEvent.Snapshot shown = run.all(TrainingEvent.Snapshot.class).get(2);
        assertEquals(3, shown.step());
        assertEquals(1, shown.epoch());
        assertFalse(shown.endOfEpoch());
    }

    @Test
    void templatesOfWhichNothingIsKnownAreRefused() {
        TrainingRun run = new TrainingRun(plan(), RunStore.NOWHERE, event -> {});
        LiveOptions unknown = run.live().withEvaluationTemplates(List.of(new PromptTemplate("x{}y")));
        assertThrows(UnknownTextException.class, () -> run.update(unknown));
        assertEquals(LiveOptions.startOf(OPTIONS), run.live());
        run.update(run.live().withEvaluationTemplates(BARE));
        assertEquals(BARE, run.live().evaluationTemplates());
    }

    @Test
    void templatesOfWhichNothingIsKnownDoNotEndAReplay() {
        Change unknown = new Change(2, LiveSetting.EVALUATION_TEMPLATES, "a {}", "x{}y");
        Recorded run = Recorded.run(Recorded.plan(OPTIONS, null, List.of(unknown)), (r, event) -> {});
        assertEquals(Outcome.COMPLETED, run.outcome);
        TrainingEvent.Warned warned = run.all(TrainingEvent.Warned.class).getFirst();
        assertEquals(2, warned.step());
        assertTrue(warned.message().contains("xred circley"), warned.message());
        assertTrue(run.changes.isEmpty());
    }

    @Test
    void settingsMadeBeforeTheRunHoldFromItsFirstStepAndAreRepeated() {
        Recorded steered = Recorded.run(
                plan(),
                run -> run.update(run.live()
                        .withBatchSize(5)
                        .withTemperature(new Temperature.Held(0.2))
                        .withEvaluationTemplates(BARE)),
                (run, event) -> {},
                System::nanoTime);
        assertEquals(5, steered.steps.getFirst().pairs());
        assertEquals(
                List.of(
                        new Change(1, LiveSetting.TEMPERATURE, "learned", "0.2"),
                        new Change(1, LiveSetting.BATCH_SIZE, "8", "5"),
                        new Change(1, LiveSetting.EVALUATION_TEMPLATES, "a {}", "{}")),
                steered.changes);
        assertEquals(0.07, steered.epochs.getFirst().temperature(), 1e-6);
        Recorded replayed = Recorded.run(Recorded.plan(OPTIONS, null, steered.changes), (run, event) -> {});
        assertEquals(steered.timelessSteps(), replayed.timelessSteps());
        assertEquals(steered.timelessEpochs(), replayed.timelessEpochs());
        assertEquals(steered.changes, replayed.changes);
    }

    @Test
    void settingsAskedForBeforeAStopHoldAfterTheResume() {
        Recorded unbroken =
                Recorded.run(plan(), Recorded.after(4, r -> r.update(r.live().withBatchSize(5))));
        Recorded first = Recorded.run(plan(), Recorded.after(4, r -> {
            r.update(r.live().withBatchSize(5).withStepDelaySeconds(9).withGlimpseEverySeconds(9));
            r.stop();
        }));
        assertTrue(first.changes.isEmpty());
        Checkpoint checkpoint = first.checkpoints.getLast();
        assertEquals(8, checkpoint.live().batchSize());
        assertEquals(5, checkpoint.wanted().batchSize());
        Recorded second = Recorded.run(Recorded.plan(OPTIONS, checkpoint, List.of()), (run, event) -> {});
        assertEquals(unbroken.changes, second.changes);
        assertEquals(unbroken.timelessSteps().subList(4, unbroken.steps.size()), second.timelessSteps());
        assertEquals(0, second.checkpoints.getLast().live().stepDelaySeconds());
        assertEquals(0, second.checkpoints.getLast().live().glimpseEverySeconds());
    }

    @Test
    void theStoreHearsOfTheEndBeforeTheObserver() {
        int[] endsHeard = {-1};
        Recorded store = new Recorded();
        TrainingRun run = new TrainingRun(plan(), store, event -> {
            if (event instanceof TrainingEvent.Completed) {
                endsHeard[0] = store.ends.size();
            }
        });
        run.run();
        assertEquals(1, endsHeard[0]);
        assertEquals(List.of(Outcome.COMPLETED), store.ends);
        assertEquals(List.of(Outcome.STOPPED), Recorded.run(plan(), Recorded.after(4, TrainingRun::stop)).ends);
    }

    @Test
    void lookingChangesNothingThatIsComputed() {
        Recorded plain = Recorded.run(OPTIONS);
        Recorded watched = glimpsedAll();
        assertNotEquals(List.of(), watched.all(TrainingEvent.Glimpse.class));
        assertEquals(plain.timelessSteps(), watched.timelessSteps());
        assertEquals(plain.timelessEpochs(), watched.timelessEpochs());
        Recorded.assertSameValues(
                plain.checkpoints.getLast().weights(),
                watched.checkpoints.getLast().weights());
        assertTrue(watched.changes.isEmpty());
    }

    private static Recorded glimpsedAll() {
        AtomicLong clock = new AtomicLong();
        return Recorded.run(
                plan(),
                run -> run.update(run.live().withGlimpseEverySeconds(1)),
                (run, event) -> {
                    CompletableFuture<?> _ = run.ask(embedder ->
                            embedder.embedTexts(CaptionGrammar.labels().names()));
                    if (event instanceof TrainingEvent.Step) {
                        clock.addAndGet(1_000_000_000);
                    }
                },
                clock::get);
    }
}
