// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.model.data.ShapesDataset;
import cliplab.model.eval.Embedder;
import cliplab.model.eval.SimilarityMatrix;
import cliplab.model.runtime.ComputeDevice;
import cliplab.model.train.EpochMetrics;
import cliplab.model.train.LiveOptions;
import cliplab.model.train.StepMetrics;
import cliplab.model.train.TrainingEvent;
import cliplab.model.train.TrainingOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrainingViewModelTest {
    private static final TrainingOptions OPTIONS = TrainingOptions.REFERENCE;
    private static final ShapesDataset DATA = new ShapesDataset(OPTIONS.seed(), OPTIONS.data());
    private static final ComputeDevice CPU = new ComputeDevice(ComputeDevice.Kind.CPU, "asked for");

    /** Writes down what it is told to do. */
    private static final class FakeTrainer implements Trainer {
        private final List<String> commands = new ArrayList<>();
        private LiveOptions live = LiveOptions.startOf(OPTIONS);
        private int runs;

        @Override
        public String start(RunRequest request) {
            commands.add("start");
            runs++;
            return "run-" + runs;
        }

        @Override
        public void pause() {
            commands.add("pause");
        }

        @Override
        public void resume() {
            commands.add("resume");
        }

        @Override
        public void step() {
            commands.add("step");
        }

        @Override
        public void stop() {
            commands.add("stop");
        }

        @Override
        public void update(LiveOptions options) {
            live = options;
        }

        @Override
        public void releaseAtEpochEnd() {}

        @Override
        public void release() {
            commands.add("release");
        }

        @Override
        public <T> CompletableFuture<T> ask(String runId, Function<? super Embedder, ? extends T> question) {
            commands.add("ask " + runId);
            return new CompletableFuture<>();
        }
    }

    private final FakeTrainer trainer = new FakeTrainer();
    private final EpochArchive archive = new EpochArchive();
    private final TrainingViewModel training = new TrainingViewModel(trainer, archive);
    private final List<TrainingViewModel.Notice> notices = new ArrayList<>();
    private final List<Long> steps = new ArrayList<>();

    @BeforeEach
    void listen() {
        training.onNotice(notices::add);
        training.addObserver(new RunObserver() {
            @Override
            public void step(StepMetrics metrics) {
                steps.add(metrics.step());
            }

            @Override
            public void cleared() {
                steps.clear();
            }
        });
        training.accept(new LabEvent.EngineReady(CPU, 1));
    }

    private void start() {
        training.start(new RunRequest.New(OPTIONS, LiveOptions.startOf(OPTIONS), "cpu"));
    }

    private String runId() {
        return "run-" + trainer.runs;
    }

    private void prepare() {
        hear(new LabEvent.Prepared(runId(), OPTIONS, DATA, null, CPU, LabEvent.Earlier.NOTHING));
        tell(new TrainingEvent.Started(runId(), OPTIONS, LiveOptions.startOf(OPTIONS), 74_913, 2720, 0));
    }

    private void hear(LabEvent event) {
        archive.accept(event);
        training.accept(event);
    }

    private void tell(TrainingEvent event) {
        hear(new LabEvent.Told(event));
    }

    private static StepMetrics step(long step) {
        return new StepMetrics(step, 1, step * 64, 2, 2, 2, 1.5, 0.5, 0.5, 0.07, 5e-4, step * 0.5, 128);
    }

    private static EpochMetrics epoch(int epoch) {
        return new EpochMetrics(
                epoch, epoch * 43L, epoch * 2720L, 2, 2, 2, 1.5, 0.5, Double.NaN, 0.5, 0.5, 0.07, 5e-4, epoch, 128);
    }

    private TrainingEvent.Glimpse glimpse(long step) {
        return new TrainingEvent.Glimpse(
                runId(), 1, step, new SimilarityMatrix(List.of(), List.of(), new float[0][]), List.of(), 0.07, null);
    }

    @Test
    void aRunThatWaitedForAnEngineThatDoesNotStartIsForgotten() {
        start();
        training.accept(new LabEvent.EngineFailed("no room", "at line 7"));
        assertEquals(List.of("start", "release"), trainer.commands);
        hear(new LabEvent.Refused("run-1", "no engine"));
        assertEquals(RunState.NO_ENGINE, training.stateProperty().get());
        assertEquals(1, notices.size(), "told once");
    }

    @Test
    void aRunGoesThroughItsStates() {
        assertEquals(RunState.IDLE, training.stateProperty().get());
        start();
        assertEquals(RunState.PREPARING, training.stateProperty().get());
        prepare();
        assertEquals(RunState.RUNNING, training.stateProperty().get());
        tell(new TrainingEvent.Paused(runId(), 3));
        assertEquals(RunState.PAUSED, training.stateProperty().get());
        tell(new TrainingEvent.Resumed(runId(), 3));
        assertEquals(RunState.RUNNING, training.stateProperty().get());
        training.stop();
        assertEquals(RunState.STOPPING, training.stateProperty().get());
        tell(new TrainingEvent.Stopped(runId(), 4));
        assertEquals(RunState.STOPPED, training.stateProperty().get());
    }

    @Test
    void eventsOfARunThatIsNoLongerShownAreDropped() {
        start();
        prepare();
        tell(new TrainingEvent.Step(runId(), step(1)));
        assertEquals(List.of(1L), steps);
        training.reset();
        tell(new TrainingEvent.Step("run-1", step(2)));
        tell(new TrainingEvent.Completed("run-1", 2));

        assertEquals(List.of(), steps);
        assertEquals(RunState.IDLE, training.stateProperty().get());
        assertNull(training.lastStepProperty().get());
    }

    @Test
    void aStopInProgressIsNotUndoneByALatePause() {
        start();
        prepare();
        training.stop();
        tell(new TrainingEvent.Paused(runId(), 3));
        assertEquals(RunState.STOPPING, training.stateProperty().get());
    }

    @Test
    void paceAndTimeLeftComeFromTheLastSteps() {
        start();
        prepare();
        for (int i = 1; i <= 11; i++) {
            tell(new TrainingEvent.Step(runId(), step(i)));
        }
        assertEquals(128, training.pairsPerSecond(), 1e-9);
        assertEquals(500, training.millisPerStep(), 1e-9);
        assertEquals((30 * 2720 - 11 * 64) / 128.0, training.secondsLeft(), 1e-9);
    }

    @Test
    void theTimeMachineShowsAnEarlierEpochUntilLiveIsAskedFor() {
        start();
        prepare();
        Look early =
                new Look(0, 0, new SimilarityMatrix(List.of(), List.of(), new float[0][]), List.of(), 1, null, null);
        hear(new LabEvent.Prepared(
                runId(),
                OPTIONS,
                DATA,
                null,
                CPU,
                new LabEvent.Earlier(List.of(), List.of(epoch(0)), List.of(), List.of(early))));
        tell(glimpse(5));
        training.view(0);
        assertSame(early, training.shownProperty().get());
        tell(glimpse(6));
        assertSame(early, training.shownProperty().get(), "going back holds while training goes on");
        training.view(TrainingViewModel.LIVE);
        assertEquals(6, training.shownProperty().get().step());
    }

    @Test
    void theLinesMoveWithTheBatchSize() {
        start();
        prepare();
        LossLines before = training.linesProperty().get();
        training.update(LiveOptions.startOf(OPTIONS).withBatchSize(256));
        LossLines after = training.linesProperty().get();

        assertEquals(Math.log(64), before.chance(), 1e-9);
        assertEquals(Math.log(256), after.chance(), 1e-9);
        assertTrue(after.floor() > before.floor() + 1, "more captions repeat in a larger batch");
        assertEquals(256, trainer.live.batchSize());
    }

    @Test
    void moreTemplatesThanTheRunDeclaredWaitForARestart() {
        start();
        prepare();
        training.update(LiveOptions.startOf(OPTIONS).withTrainingTemplates(4));
        assertEquals(1, trainer.live.trainingTemplates());
    }

    @Test
    void divergenceKeepsTheCurveAndSaysWhatToDo() {
        start();
        prepare();
        tell(new TrainingEvent.Step(runId(), step(1)));
        tell(new TrainingEvent.Failed(runId(), 2, true, "the loss is not finite", "lower the learning rate"));

        assertEquals(RunState.FAILED, training.stateProperty().get());
        assertEquals(List.of(1L), steps);
        assertTrue(notices.getFirst().text().contains("Lower the learning rate."));
    }

    @Test
    void anEngineThatCannotStartLeavesTheWindowAndANotice() {
        training.accept(new LabEvent.EngineFailed("the engine cannot start (no library)", "trace"));
        assertEquals(RunState.NO_ENGINE, training.stateProperty().get());
        assertEquals("trace", notices.getFirst().details());
    }

    @Test
    void aRunThatWaitedForTheEngineGetsNoNoticeOfItsOwn() {
        start();
        training.accept(new LabEvent.EngineFailed("the engine cannot start", "trace"));
        hear(new LabEvent.Refused(runId(), "no engine"));
        assertEquals(RunState.NO_ENGINE, training.stateProperty().get());
        assertEquals(1, notices.size());
    }

    @Test
    void whatIsSetWhileARunIsPreparedReachesIt() {
        start();
        training.update(LiveOptions.startOf(OPTIONS).withBatchSize(256));
        assertEquals(256, trainer.live.batchSize());
    }

    @Test
    void aRunTakenUpAgainShowsTheEpochItStoppedAfter() {
        start();
        Look last =
                new Look(2, 86, new SimilarityMatrix(List.of(), List.of(), new float[0][]), List.of(), 1, null, null);
        hear(new LabEvent.Prepared(
                runId(),
                OPTIONS,
                DATA,
                null,
                CPU,
                new LabEvent.Earlier(List.of(step(86)), List.of(epoch(1), epoch(2)), List.of(), List.of(last))));
        assertSame(last, training.shownProperty().get());
        assertEquals(2, training.epochsDoneProperty().get());
    }

    @Test
    void theLinesOfARunThatIsOverStay() {
        start();
        prepare();
        tell(new TrainingEvent.Completed(runId(), 43));
        training.update(LiveOptions.startOf(OPTIONS).withBatchSize(256));
        assertEquals(Math.log(64), training.linesProperty().get().chance(), 1e-9);
    }

    @Test
    void aRunThatCannotBeWrittenGoesOnAndSaysSo() {
        start();
        prepare();
        hear(new LabEvent.Unwritten(runId(), "/full: no space left"));
        assertEquals(RunState.RUNNING, training.stateProperty().get());
        assertTrue(notices.getFirst().text().contains("/full"));
    }

    @Test
    void questionsGoToTheTrainer() {
        start();
        assertFalse(training.ask(runId(), Embedder::embedDim).isDone());
        assertEquals(List.of("start", "ask run-1"), trainer.commands);
    }
}
