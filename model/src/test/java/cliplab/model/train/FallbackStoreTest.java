// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.model.eval.Evaluation;
import cliplab.model.net.Values;
import cliplab.model.train.TrainingRun.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FallbackStoreTest {
    private final List<IOException> failures = new ArrayList<>();
    private final List<TrainingEvent> events = new ArrayList<>();
    private final List<String> kept = new ArrayList<>();

    /** Keeps the names of what it was given until its disk is full at one step. */
    private final class Filling implements RunStore {
        private final long fullAt;

        Filling(long fullAt) {
            this.fullAt = fullAt;
        }

        @Override
        public void step(StepMetrics metrics) throws IOException {
            if (metrics.step() == fullAt) {
                throw new IOException("no space left on device");
            }
            kept.add("step " + metrics.step());
        }

        @Override
        public void change(Change change) {
            kept.add("change");
        }

        @Override
        public void epoch(EpochMetrics metrics, Evaluation evaluation, Map<String, Values> weights) {
            kept.add("epoch " + metrics.epoch());
        }

        @Override
        public void checkpoint(Checkpoint checkpoint) {
            kept.add("checkpoint");
        }

        @Override
        public void ended(Outcome outcome) {
            kept.add(outcome.name());
        }
    }

    private Outcome run(long fullAt) {
        RunStore store = new FallbackStore(new Filling(fullAt), failures::add);
        return new TrainingRun(Recorded.plan(Recorded.options(2, 20), null, List.of()), store, events::add).run();
    }

    @Test
    void aStoreThatFailsIsReportedOnceAndTheRunGoesOn() {
        assertEquals(Outcome.COMPLETED, run(2));
        assertEquals(1, failures.size());
        assertEquals("no space left on device", failures.getFirst().getMessage());
        assertEquals(List.of("epoch 0", "checkpoint", "step 1", "epoch 1", "checkpoint"), kept);
        assertEquals(
                2, events.stream().filter(TrainingEvent.Step.class::isInstance).count());
    }

    @Test
    void aStoreThatHoldsIsGivenEverything() {
        assertEquals(Outcome.COMPLETED, run(-1));
        assertTrue(failures.isEmpty());
        assertEquals(
                List.of(
                        "epoch 0",
                        "checkpoint",
                        "step 1",
                        "epoch 1",
                        "checkpoint",
                        "step 2",
                        "epoch 2",
                        "checkpoint",
                        "COMPLETED"),
                kept);
    }
}
