// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.model.data.ShapesDataset;
import cliplab.model.eval.Embedder;
import cliplab.model.runtime.ComputeDevice;
import cliplab.model.train.LiveOptions;
import cliplab.model.train.RunStore;
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
        RunHandle handle = new RunHandle("run-1", LiveOptions.startOf(OPTIONS));
        handle.update(LiveOptions.startOf(OPTIONS).withBatchSize(128));
        TrainingRun run = run();
        assertTrue(handle.begin(run, 1));
        assertEquals(128, run.live().batchSize());
    }

    @Test
    void moreTemplatesThanTheRunDeclaresAreNotInUse() {
        RunHandle handle = new RunHandle("run-1", LiveOptions.startOf(OPTIONS).withTrainingTemplates(3));
        TrainingRun run = run();
        assertTrue(handle.begin(run, 1));
        assertEquals(1, run.live().trainingTemplates());
        handle.update(LiveOptions.startOf(OPTIONS).withTrainingTemplates(2));
        assertEquals(1, run.live().trainingTemplates());
    }

    @Test
    void aRunReleasedBeforehandNeedNotBegin() {
        RunHandle handle = new RunHandle("run-1", null);
        handle.release();
        assertTrue(handle.isReleased());
        assertFalse(handle.begin(run(), 1));
    }

    @Test
    void questionsWaitForTheRunAndAreRefusedWhereItNeverBegins() {
        RunHandle handle = new RunHandle("run-1", null);
        CompletableFuture<Integer> waiting = handle.ask(Embedder::embedDim);
        assertFalse(waiting.isDone());
        handle.release();
        handle.end();
        assertInstanceOf(IllegalStateException.class, waiting.exceptionNow());
        assertInstanceOf(
                IllegalStateException.class, handle.ask(Embedder::embedDim).exceptionNow());
    }
}
