// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.model.TestEngine;
import cliplab.model.data.CaptionGrammar;
import cliplab.model.data.CaptionPolicy;
import cliplab.model.data.ShapesDataset;
import cliplab.model.loss.Direction;
import cliplab.model.loss.InfoNce;
import cliplab.model.loss.LossReference;
import cliplab.model.loss.SigmoidPairwise;
import cliplab.model.net.LogitScale;
import cliplab.model.train.TrainingRun.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** 20 pairs of 4 classes: at batch size 8 an epoch is two steps of 8 and one of 4. */
class TrainingRunTest {
    private static final TrainingOptions OPTIONS = Recorded.options(3, 8);

    private static TrainingOptions with(TrainingOptions o, long seed, Temperature temperature) {
        return new TrainingOptions(
                seed,
                o.data(),
                o.loss(),
                o.embedDim(),
                o.strides(),
                o.epochs(),
                o.batchSize(),
                o.learningRate(),
                o.weightDecay(),
                temperature);
    }

    @Test
    void aRunMakesEveryStepAndTellsItInOrder() {
        Recorded run = Recorded.run(OPTIONS);
        assertEquals(Outcome.COMPLETED, run.outcome);
        assertEquals(
                LongStream.rangeClosed(1, 9).boxed().toList(),
                run.steps.stream().map(StepMetrics::step).toList());
        assertEquals(
                List.of(8L, 16L, 20L, 28L, 36L, 40L, 48L, 56L, 60L),
                run.steps.stream().map(StepMetrics::pairs).toList());
        assertEquals(
                List.of(0, 1, 2, 3),
                run.epochs.stream().map(EpochMetrics::epoch).toList());
        assertEquals(
                List.of(
                        "Started",
                        "Snapshot",
                        "Epoch",
                        "Step",
                        "Step",
                        "Step",
                        "Snapshot",
                        "Epoch",
                        "Step",
                        "Step",
                        "Step",
                        "Snapshot",
                        "Epoch",
                        "Step",
                        "Step",
                        "Step",
                        "Snapshot",
                        "Epoch",
                        "Completed"),
                run.kindsBut());
        assertTrue(run.events.stream().allMatch(event -> event.runId().equals("run")));
        TrainingEvent.Started started = assertInstanceOf(TrainingEvent.Started.class, run.events.getFirst());
        assertEquals(20, started.pairs());
        assertEquals(0, started.step());
        assertEquals(4, run.checkpoints.size());
    }

    @Test
    void metricsSayWhatTheyShould() {
        Recorded run = Recorded.run(OPTIONS);
        for (StepMetrics step : run.steps) {
            assertEquals((step.lossImageToText() + step.lossTextToImage()) / 2, step.loss(), 1e-5);
            assertTrue(step.loss() >= step.floor() - 1e-4);
            assertTrue(step.top1ImageToText() >= 0 && step.top1ImageToText() <= 1);
            assertTrue(step.pairsPerSecond() > 0);
            assertEquals(2e-3 / 2 * (1 + Math.cos(Math.PI * before(step) / 60.0)), step.learningRate(), 1e-12);
        }
        for (EpochMetrics epoch : run.epochs.subList(1, 4)) {
            double loss = 0;
            double floor = 0;
            for (StepMetrics step : run.steps) {
                if (step.epoch() == epoch.epoch()) {
                    loss += step.loss() * sizeOf(step) / 20;
                    floor += step.floor() * sizeOf(step) / 20;
                }
            }
            assertEquals(loss, epoch.loss(), 1e-12);
            assertEquals(floor, epoch.floor(), 1e-12);
        }
        EpochMetrics untrained = run.epochs.getFirst();
        assertEquals(0, untrained.step());
        assertTrue(Double.isNaN(untrained.loss()) && Double.isNaN(untrained.floor()));
        assertEquals(0.07, untrained.temperature(), 1e-6);
        assertTrue(untrained.accuracy() >= 0 && Double.isNaN(untrained.accuracyWithheld()));
        for (int i = 1; i < run.steps.size(); i++) {
            assertTrue(run.steps.get(i).seconds() > run.steps.get(i - 1).seconds());
        }
    }

    private static int sizeOf(StepMetrics step) {
        return step.pairs() % 20 == 0 ? 4 : 8;
    }

    private static long before(StepMetrics step) {
        return step.pairs() - sizeOf(step);
    }

    @Test
    void twoRunsOfOneSeedAreEqualToTheLastBitAndAnotherSeedIsNot() {
        Recorded one = Recorded.run(OPTIONS);
        Recorded two = Recorded.run(OPTIONS);
        assertEquals(one.timelessSteps(), two.timelessSteps());
        assertEquals(one.timelessEpochs(), two.timelessEpochs());
        Recorded.assertSame(one.checkpoints.getLast(), two.checkpoints.getLast());
        Recorded other = Recorded.run(with(OPTIONS, 1, OPTIONS.temperature()));
        assertNotEquals(one.timelessSteps(), other.timelessSteps());
    }

    @Test
    void lookingAtTheNetworkWithinAnEpochDoesNotChangeTheRun() {
        Recorded plain = Recorded.run(OPTIONS);
        Recorded watched = Recorded.run(
                Recorded.plan(OPTIONS, null, List.of()),
                Recorded.after(1, run -> run.update(run.live().withGlimpseEverySeconds(1e-9))));
        assertEquals(plain.timelessSteps(), watched.timelessSteps());
        assertTrue(watched.kindsBut("Step").size() > plain.kindsBut("Step").size());
        assertTrue(watched.changes.isEmpty());
    }

    @Test
    void aRunResumedInMidEpochEqualsAnUnbrokenOne() {
        TrainingOptions options = Recorded.withTemplates(OPTIONS, 3);
        Recorded unbroken = Recorded.run(options);
        Recorded first = Recorded.run(Recorded.plan(options, null, List.of()), Recorded.after(5, TrainingRun::stop));
        assertEquals(Outcome.STOPPED, first.outcome);
        Checkpoint checkpoint = first.checkpoints.getLast();
        assertEquals(5, checkpoint.progress().step());
        assertEquals(16, checkpoint.progress().taken());

        Recorded second = Recorded.run(Recorded.plan(options, checkpoint, List.of()), (run, event) -> {});
        assertEquals(Outcome.COMPLETED, second.outcome);
        assertEquals(
                5,
                assertInstanceOf(TrainingEvent.Started.class, second.events.getFirst())
                        .step());
        assertEquals(unbroken.timelessSteps().subList(0, 5), first.timelessSteps());
        assertEquals(unbroken.timelessSteps().subList(5, 9), second.timelessSteps());
        assertEquals(unbroken.timelessEpochs().subList(0, 2), first.timelessEpochs());
        assertEquals(unbroken.timelessEpochs().subList(2, 4), second.timelessEpochs());
        Recorded.assertSame(unbroken.checkpoints.getLast(), second.checkpoints.getLast());
    }

    @Test
    void aRunResumedAtTheEndOfAnEpochEqualsAnUnbrokenOne() {
        Recorded unbroken = Recorded.run(OPTIONS);
        Checkpoint checkpoint = unbroken.checkpoints.get(1);
        assertEquals(3, checkpoint.progress().step());
        Recorded rest = Recorded.run(Recorded.plan(OPTIONS, checkpoint, List.of()), (run, event) -> {});
        assertEquals(unbroken.timelessSteps().subList(3, 9), rest.timelessSteps());
        assertEquals(unbroken.timelessEpochs().subList(2, 4), rest.timelessEpochs());
        Recorded.assertSame(unbroken.checkpoints.getLast(), rest.checkpoints.getLast());
    }

    @Test
    void aRunResumedBeforeItsFirstStepEqualsAnUnbrokenOne() {
        Recorded unbroken = Recorded.run(OPTIONS);
        Checkpoint start = unbroken.checkpoints.getFirst();
        assertEquals(0, start.progress().step());
        Recorded again = Recorded.run(Recorded.plan(OPTIONS, start, List.of()), (run, event) -> {});
        assertEquals(unbroken.timelessSteps(), again.timelessSteps());
        Recorded.assertSame(unbroken.checkpoints.getLast(), again.checkpoints.getLast());
    }

    @Test
    void aFinishedRunResumedIsCompleteAtOnce() {
        Checkpoint end = Recorded.run(OPTIONS).checkpoints.getLast();
        assertEquals(4, end.progress().epoch());
        Recorded again = Recorded.run(Recorded.plan(OPTIONS, end, List.of()), (run, event) -> {});
        assertEquals(List.of("Started", "Completed"), again.kindsBut());
    }

    @Test
    void aRunStopsWithinOneStepOfBeingAsked() {
        Recorded run = Recorded.run(Recorded.plan(OPTIONS, null, List.of()), Recorded.after(4, TrainingRun::stop));
        assertEquals(Outcome.STOPPED, run.outcome);
        assertEquals(4, run.steps.size());
        TrainingEvent.Stopped stopped = assertInstanceOf(TrainingEvent.Stopped.class, run.events.getLast());
        assertEquals(4, stopped.step());
        assertEquals(4, run.checkpoints.getLast().progress().step());
    }

    @Test
    void aRunStoppedBeforeItBeginsMakesNoStep() {
        Recorded run = new Recorded();
        TrainingRun training = new TrainingRun(Recorded.plan(OPTIONS, null, List.of()), run, run.events::add);
        training.stop();
        assertEquals(Outcome.STOPPED, training.run());
        assertTrue(run.steps.isEmpty());
        assertEquals(0, run.checkpoints.getLast().progress().step());
    }

    @Test
    void aHeldTemperatureStaysExactlyAndALearnedOneGoesOnFromThere() {
        TrainingOptions held = with(Recorded.options(4, 8), 0, new Temperature.Held(0.2));
        Recorded run = Recorded.run(
                Recorded.plan(held, null, List.of()),
                Recorded.after(6, r -> r.update(r.live().withTemperature(new Temperature.Learned(0.07)))));
        double exact = LogitScale.temperature((float) LogitScale.ofTemperature(0.2));
        for (StepMetrics step : run.steps.subList(0, 6)) {
            assertEquals(exact, step.temperature(), 0);
        }
        assertEquals(0.2, exact, 1e-7);
        double previous = exact;
        for (StepMetrics step : run.steps.subList(6, 12)) {
            assertNotEquals(previous, step.temperature());
            assertEquals(previous, step.temperature(), 0.01 * previous);
            previous = step.temperature();
        }
        assertEquals(List.of(new Change(7, LiveSetting.TEMPERATURE, "0.2", "learned")), run.changes);
    }

    @Test
    void aTemperatureHeldInMidRunHoldsFromTheNextStepOn() {
        Recorded run = Recorded.run(
                Recorded.plan(OPTIONS, null, List.of()),
                Recorded.after(4, r -> r.update(r.live().withTemperature(new Temperature.Held(0.5)))));
        assertTrue(run.steps.get(3).temperature() < 0.1);
        double exact = LogitScale.temperature((float) LogitScale.ofTemperature(0.5));
        for (StepMetrics step : run.steps.subList(4, 9)) {
            assertEquals(exact, step.temperature(), 0);
        }
    }

    @Test
    void aLearnedTemperatureNeverFallsBelowAHundredth() {
        TrainingOptions cold = with(OPTIONS, 0, new Temperature.Learned(0.01));
        for (StepMetrics step : Recorded.run(cold).steps) {
            assertTrue(step.temperature() >= 0.01 - 1e-8);
            assertTrue(step.temperature() < 0.011);
        }
    }

    @Test
    void theBatchSizeMayChangeInMidEpoch() {
        Recorded run = Recorded.run(
                Recorded.plan(OPTIONS, null, List.of()),
                Recorded.after(1, r -> r.update(r.live().withBatchSize(5))));
        assertEquals(
                List.of(8L, 13L, 18L, 20L, 25L, 30L, 35L, 40L, 45L, 50L, 55L, 60L),
                run.steps.stream().map(StepMetrics::pairs).toList());
        assertEquals(List.of(new Change(2, LiveSetting.BATCH_SIZE, "8", "5")), run.changes);
        assertEquals(60, run.epochs.getLast().pairs());
    }

    @Test
    void aBatchLargerThanTheEpochTakesAllPairs() {
        Recorded run = Recorded.run(Recorded.options(2, 4096));
        assertEquals(2, run.steps.size());
        assertEquals(Math.log(5), run.steps.getFirst().floor(), 1e-9);
    }

    @Test
    void theLastBatchMayBeOnePair() {
        Recorded run = Recorded.run(Recorded.options(1, 19));
        assertEquals(2, run.steps.size());
        assertEquals(0, run.steps.getLast().loss(), 1e-6);
        assertEquals(1, run.steps.getLast().top1ImageToText());
        assertEquals(Outcome.COMPLETED, run.outcome);
    }

    @Test
    void aSteeredRunIsRepeatedByItsChangesToTheLastBit() {
        TrainingOptions options = Recorded.withTemplates(OPTIONS, 3);
        Recorded steered = Recorded.run(Recorded.plan(options, null, List.of()), (run, event) -> {
            if (event instanceof TrainingEvent.Step made) {
                LiveOptions live = run.live();
                switch ((int) made.metrics().step()) {
                    case 1 -> run.update(live.withBatchSize(6).withTrainingTemplates(2));
                    case 2 -> run.update(live.withTemperature(new Temperature.Held(0.33)));
                    case 4 -> run.update(live.withLearningRate(1.0 / 3000));
                    case 5 -> run.update(live.withTemperature(new Temperature.Learned(0.07)));
                    case 6 -> run.update(live.withEvaluationTemplates(CaptionGrammar.declare(2)));
                    default -> {}
                }
            }
        });
        assertEquals(6, steered.changes.size());
        Recorded replayed = Recorded.run(Recorded.plan(options, null, steered.changes), (run, event) -> {});
        assertEquals(steered.timelessSteps(), replayed.timelessSteps());
        assertEquals(steered.timelessEpochs(), replayed.timelessEpochs());
        assertEquals(steered.changes, replayed.changes);
        Recorded.assertSameValues(
                steered.checkpoints.getLast().weights(),
                replayed.checkpoints.getLast().weights());
    }

    @Test
    void changesAreToldBeforeTheStepTheyHoldFor() {
        Recorded run = Recorded.run(
                Recorded.plan(OPTIONS, null, List.of()),
                Recorded.after(2, r -> r.update(r.live().withLearningRate(1e-4))));
        int changed = run.kindsBut().indexOf("Changed");
        TrainingEvent.Step next = assertInstanceOf(TrainingEvent.Step.class, run.events.get(changed + 1));
        assertEquals(3, next.metrics().step());
        assertEquals(
                1e-4 / 2 * (1 + Math.cos(Math.PI * 16 / 60)), next.metrics().learningRate(), 1e-12);
    }

    @Test
    void moreTemplatesThanDeclaredAreRefused() {
        TrainingRun run = new TrainingRun(Recorded.plan(OPTIONS, null, List.of()), RunStore.NOWHERE, event -> {});
        LiveOptions more = run.live().withTrainingTemplates(2);
        assertThrows(IllegalArgumentException.class, () -> run.update(more));
        assertEquals(1, run.live().trainingTemplates());
    }

    @Test
    void aRunThatDivergesFailsWithAdviceAndKeepsItsLastGoodCheckpoint() {
        TrainingOptions r = Recorded.options(100, 20);
        // Weights are multiplied by about −9 at each step until they leave the range of floats.
        TrainingOptions wild =
                new TrainingOptions(0, r.data(), r.loss(), 16, r.strides(), 100, 20, 1, 10, r.temperature());
        Recorded run = Recorded.run(wild);
        assertEquals(Outcome.DIVERGED, run.outcome);
        TrainingEvent.Failed failed = assertInstanceOf(TrainingEvent.Failed.class, run.events.getLast());
        assertTrue(failed.diverged());
        assertFalse(failed.advice().isBlank());
        assertTrue(failed.step() > 1 && failed.step() < 100, "step " + failed.step());
        assertTrue(failed.message().contains("step " + failed.step()), failed.message());
        assertEquals(failed.step() - 1, run.checkpoints.getLast().progress().step());
        assertEquals(failed.step() - 1, run.steps.size());
        run.checkpoints.getLast().weights().forEach((name, values) -> {
            for (float value : values.values()) {
                assertTrue(Float.isFinite(value), name);
            }
        });
    }

    @Test
    void aFullDiskIsAFailureThatIsNoDivergence() {
        Recorded kept = new Recorded();
        RunStore full = new FullDisk(kept, 2);
        TrainingRun run = new TrainingRun(Recorded.plan(OPTIONS, null, List.of()), full, kept.events::add);
        assertEquals(Outcome.FAILED, run.run());
        TrainingEvent.Failed failed = assertInstanceOf(TrainingEvent.Failed.class, kept.events.getLast());
        assertFalse(failed.diverged());
        assertTrue(failed.message().contains("no space left"));
        assertEquals(1, kept.steps.size());
    }

    @Test
    void anUnexpectedErrorIsAFailedEventToo() {
        Recorded kept = new Recorded();
        RunStore broken = new FullDisk(kept, 2) {
            @Override
            public void step(StepMetrics metrics) throws IOException {
                if (metrics.step() == 2) {
                    throw new IllegalStateException("planted");
                }
                super.step(metrics);
            }
        };
        TrainingRun run = new TrainingRun(Recorded.plan(OPTIONS, null, List.of()), broken, kept.events::add);
        assertEquals(Outcome.FAILED, run.run());
        assertInstanceOf(TrainingEvent.Failed.class, kept.events.getLast());
    }

    @Test
    void gibberishTrainsUnderSeveralTemplates() {
        ShapesDataset.Options data = new ShapesDataset.Options(
                CaptionPolicy.GIBBERISH, 0, 2, CaptionGrammar.labels().names().subList(1, 16));
        TrainingOptions r = TrainingOptions.REFERENCE;
        TrainingOptions options =
                new TrainingOptions(0, data, r.loss(), 16, r.strides(), 1, 170, 1e-3, 0, r.temperature());
        TestEngine.start();
        Recorded run = Recorded.run(
                new TrainingRun.Plan("g", options, new ShapesDataset(0, data), TestEngine.CPU, null, List.of()),
                (training, event) -> {});
        assertEquals(Outcome.COMPLETED, run.outcome);
    }

    @Test
    void theSigmoidLossTrainsFromItsOwnStart() {
        TrainingOptions r = Recorded.options(3, 20);
        TrainingOptions options = new TrainingOptions(
                0, r.data(), new SigmoidPairwise(), 16, r.strides(), 3, 20, 2e-3, 0.05, new Temperature.Learned(0.1));
        Recorded run = Recorded.run(options);
        assertTrue(run.steps.getLast().loss() < run.steps.getFirst().loss());
        for (StepMetrics step : run.steps) {
            assertTrue(Double.isNaN(step.lossImageToText()) && Double.isNaN(step.lossTextToImage()));
        }
        assertTrue(run.checkpoints.getLast().weights().containsKey("logit_bias"));
        assertEquals(
                -10,
                Objects.requireNonNull(run.checkpoints.getFirst().weights().get("logit_bias"))
                        .values()[0]);
    }

    @Test
    void oneDirectionAloneIsMinimisedWhereAskedFor() {
        TrainingOptions r = Recorded.options(1, 20);
        TrainingOptions options = new TrainingOptions(
                0, r.data(), new InfoNce(Direction.IMAGE_TO_TEXT), 16, r.strides(), 1, 20, 2e-3, 0, r.temperature());
        StepMetrics step = Recorded.run(options).steps.getFirst();
        assertEquals(step.lossImageToText(), step.loss());
        assertNotEquals(step.lossTextToImage(), step.loss());
    }

    @Test
    void theFloorsOfDrawnBatchesAgreeWithTheExpectation() {
        Recorded run = Recorded.run(Recorded.options(60, 8));
        double expected = LossReference.expectedFloor(new InfoNce(Direction.BOTH), new int[] {5, 5, 5, 5}, 1, 8);
        double drawn = run.epochs.stream()
                .skip(1)
                .mapToDouble(EpochMetrics::floor)
                .average()
                .orElseThrow();
        assertEquals(expected, drawn, 0.05);
    }

    @Test
    @Tag("slow")
    void aTinySetIsLearnedByHeart() {
        Recorded run = Recorded.run(Recorded.options(150, 20));
        EpochMetrics last = run.epochs.getLast();
        assertEquals(Math.log(5), last.floor(), 1e-9);
        assertEquals(last.floor(), last.loss(), 0.1);
        assertEquals(1, last.top1ImageToText());
        assertEquals(1, last.top1TextToImage());
    }

    /** Fails to write one step. */
    private static class FullDisk implements RunStore {
        private final Recorded kept;
        private final long failing;

        FullDisk(Recorded kept, long failing) {
            this.kept = kept;
            this.failing = failing;
        }

        @Override
        public void step(StepMetrics metrics) throws IOException {
            if (metrics.step() == failing) {
                throw new IOException("no space left on device");
            }
            kept.step(metrics);
        }

        @Override
        public void change(Change change) {
            kept.change(change);
        }

        @Override
        public void epoch(
                EpochMetrics metrics,
                cliplab.model.eval.Evaluation evaluation,
                java.util.Map<String, cliplab.model.net.Values> weights) {
            kept.epoch(metrics, evaluation, weights);
        }

        @Override
        public void checkpoint(Checkpoint checkpoint) {
            kept.checkpoint(checkpoint);
        }

        @Override
        public void ended(Outcome outcome) {
            kept.ended(outcome);
        }
    }
}
