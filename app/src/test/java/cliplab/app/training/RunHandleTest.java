// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.model.data.ShapesDataset;
import cliplab.model.eval.Embedder;
import cliplab.model.runtime.ComputeDevice;
import cliplab.model.train.EpochMetrics;
import cliplab.model.train.LiveOptions;
import cliplab.model.train.RunStore;
import cliplab.model.train.TrainingEvent;
import cliplab.model.train.TrainingOptions;
import cliplab.model.train.TrainingRun;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RunHandleTest {
    private static final TrainingOptions OPTIONS = TrainingOptions.REFERENCE;

    private static TrainingRun run() {
        return new TrainingRun(
                new TrainingRun.Plan(
                        "run-1",
                        OPTIONS,
                        new ShapesDataset(OPTIONS.seed(), OPTIONS.data()),
                        new ComputeDevice(ComputeDevice.Kind.CPU, "asked for"),
                        null,
                        List.of()),
                RunStore.NOWHERE,
                _ -> {});
    }

    @Test
    void theLatestOfWhatWasSetBeforehandHolds() {
        RunHandle handle = new RunHandle("run-1", LiveOptions.startOf(OPTIONS), true);
        handle.update(LiveOptions.startOf(OPTIONS).withBatchSize(128));
        TrainingRun run = run();
        assertTrue(handle.begin(run, 1));
        assertEquals(128, run.live().batchSize());
    }

    @Test
    void moreTemplatesThanTheRunDeclaresAreNotInUse() {
        RunHandle handle = new RunHandle("run-1", LiveOptions.startOf(OPTIONS).withTrainingTemplates(3), true);
        TrainingRun run = run();
        assertTrue(handle.begin(run, 1));
        assertEquals(1, run.live().trainingTemplates());
        handle.update(LiveOptions.startOf(OPTIONS).withTrainingTemplates(2));
        assertEquals(1, run.live().trainingTemplates());
    }

    @Test
    void looksBetweenEpochsAreTakenOnlyForThoseWhoWatch() {
        for (boolean watched : new boolean[] {true, false}) {
            RunHandle handle = new RunHandle("run-1", null, watched);
            TrainingRun run = run();
            assertTrue(handle.begin(run, 1));
            assertEquals(watched, run.live().glimpseEverySeconds() > 0);
            handle.update(LiveOptions.startOf(OPTIONS));
            assertEquals(watched, run.live().glimpseEverySeconds() > 0);
        }
    }

    @Test
    void aRunReleasedBeforehandNeedNotBegin() {
        RunHandle handle = new RunHandle("run-1", null, true);
        handle.release();
        assertTrue(handle.isReleased());
        assertFalse(handle.begin(run(), 1));
    }

    @Test
    void aRunLetGoAtItsEpochsEndIsLetGoThereAndAtOnceWhereNoEndWouldCome() {
        RunHandle training = new RunHandle("run-1", null, true);
        assertTrue(training.begin(run(), 1));
        training.heard(new TrainingEvent.Epoch("run-1", epoch()));
        assertFalse(training.isReleased(), "nobody asked for it");
        training.releaseAtEpochEnd();
        training.heard(new TrainingEvent.Paused("run-1", 3));
        assertFalse(training.isReleased(), "in the middle of an epoch");
        training.heard(new TrainingEvent.Epoch("run-1", epoch()));
        assertTrue(training.isReleased());

        RunHandle held = new RunHandle("run-2", null, true);
        held.pause();
        held.releaseAtEpochEnd();
        assertTrue(held.isReleased());

        RunHandle ended = new RunHandle("run-3", null, true);
        ended.heard(new TrainingEvent.Completed("run-3", 9));
        assertFalse(ended.isReleased(), "its network stays");
        ended.releaseAtEpochEnd();
        assertTrue(ended.isReleased());
    }

    private static EpochMetrics epoch() {
        return new EpochMetrics(1, 3, 24, 1, 1, 1, 0, 0.5, 0, 0, 0, 1, 1, 1, 1);
    }

    @Test
    void questionsWaitForTheRunAndAreRefusedWhereItNeverBegins() {
        RunHandle handle = new RunHandle("run-1", null, true);
        CompletableFuture<Integer> waiting = handle.ask(Embedder::embedDim);
        assertFalse(waiting.isDone());
        handle.release();
        handle.end();
        assertInstanceOf(IllegalStateException.class, waiting.exceptionNow());
        assertInstanceOf(
                IllegalStateException.class, handle.ask(Embedder::embedDim).exceptionNow());
    }
}
