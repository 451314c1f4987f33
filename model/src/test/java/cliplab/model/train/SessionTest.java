// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import cliplab.model.TestEngine;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionTest {
    private static Session session(TrainingOptions options) {
        TestEngine.start();
        return new Session(options, LiveOptions.startOf(options), SmallPairs.of(4, 5, 2, 1), TestEngine.CPU);
    }

    @Test
    void theArraysHeldDoNotGrowWithSteps() throws DivergedException {
        try (Session session = session(Recorded.options(30, 8))) {
            int held = 0;
            for (int step = 0; step < 45; step++) {
                session.step();
                if (session.isEpochOver()) {
                    session.evaluate();
                    session.nextEpoch();
                }
                session.checkpoint();
                if (step == 2) {
                    held = session.heldArrays();
                }
            }
            assertEquals(held, session.heldArrays());
            assertEquals(45, session.reads());
        }
    }

    @Test
    void aCheckpointIsACopyAndRestoresWhatItHeld() throws DivergedException {
        try (Session session = session(Recorded.options(3, 8))) {
            session.step();
            Checkpoint checkpoint = session.checkpoint();
            List<StepMetrics> after =
                    session.step().stream().map(Recorded::timeless).toList();
            Checkpoint later = session.checkpoint();
            session.restore(checkpoint);
            Recorded.assertSame(checkpoint, session.checkpoint());
            assertEquals(after, session.step().stream().map(Recorded::timeless).toList());
            Recorded.assertSame(later, session.checkpoint());
        }
    }

    @Test
    void everyEpochHasAnOrderOfItsOwnThatTheSeedDecides() throws DivergedException {
        try (Session one = session(Recorded.options(3, 20));
                Session two = session(Recorded.options(3, 20))) {
            assertEquals(
                    Recorded.timeless(one.step().getFirst()),
                    Recorded.timeless(two.step().getFirst()));
            assertFalse(one.isFinished());
            assertEquals(20, one.pairs());
            assertArrayEquals(
                    one.checkpoint().firstMoment().values(),
                    two.checkpoint().firstMoment().values());
        }
    }
}
