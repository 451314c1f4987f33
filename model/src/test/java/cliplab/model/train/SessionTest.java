// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import cliplab.model.TestEngine;
import cliplab.model.eval.Evaluation;
import cliplab.model.eval.SimilarityMatrix;
import cliplab.model.eval.Vectors;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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
                    session.evaluate(session.live().evaluationTemplates());
                    session.nextEpoch();
                }
                session.checkpoint(session.live());
                if (step == 2) {
                    held = session.heldArrays();
                }
            }
            assertEquals(held, session.heldArrays());
            assertEquals(45, session.reads());
        }
    }

    @Test
    void theLastBatchIsKeptAsTheStepSawIt() throws DivergedException {
        try (Session session = session(Recorded.options(3, 8))) {
            assertNull(session.batch());
            StepMetrics step = session.step().getFirst();
            BatchReport batch = Objects.requireNonNull(session.batch());
            assertEquals(1, batch.step());
            assertEquals(8, batch.pairs().length);
            assertEquals(8, Arrays.stream(batch.pairs()).distinct().count());
            for (int i = 0; i < 8; i++) {
                assertEquals(batch.pairs()[i] / 5, batch.captionIds()[i]); // five pairs of each class
                assertEquals(
                        SmallPairs.of(4, 5, 2, 1).captions().text(batch.pairs()[i], 0),
                        batch.captions().get(i));
            }
            assertEquals(step.loss(), symmetricLoss(batch.logits()), 1e-5);
            int reads = (int) session.reads();
            session.step();
            session.step();
            assertEquals(reads + 2, session.reads());
            BatchReport last = Objects.requireNonNull(session.batch());
            assertEquals(3, last.step());
            assertEquals(4, last.logits().length);
            assertEquals(4, last.logits()[3].length);
            Checkpoint checkpoint = session.checkpoint(session.live());
            session.restore(checkpoint);
            assertNull(session.batch());
        }
    }

    /** Of one batch, from its logits alone. */
    private static double symmetricLoss(float[][] logits) {
        double loss = 0;
        for (int i = 0; i < logits.length; i++) {
            float[] column = new float[logits.length];
            for (int j = 0; j < column.length; j++) {
                column[j] = logits[j][i];
            }
            loss -= Math.log(Vectors.softmax(logits[i], 1)[i]) + Math.log(Vectors.softmax(column, 1)[i]);
        }
        return loss / (2 * logits.length);
    }

    @Test
    void theMatrixAloneIsThatOfTheWholeEvaluation() {
        try (Session session = session(Recorded.options(3, 8))) {
            int held = session.heldArrays();
            Evaluation whole = session.evaluate(session.live().evaluationTemplates());
            SimilarityMatrix alone = session.matrix(session.live().evaluationTemplates());
            assertEquals(whole.matrix().rows(), alone.rows());
            assertEquals(whole.matrix().columns(), alone.columns());
            for (int row = 0; row < 4; row++) {
                assertArrayEquals(whole.matrix().cosines()[row], alone.cosines()[row], 1e-5f);
            }
            assertEquals(4, session.decisions(alone).size());
            assertEquals(held, session.heldArrays());
            assertEquals(0.07, session.temperature(), 1e-7);
        }
    }

    @Test
    void aCheckpointIsACopyAndRestoresWhatItHeld() throws DivergedException {
        try (Session session = session(Recorded.options(3, 8))) {
            session.step();
            Checkpoint checkpoint = session.checkpoint(session.live());
            List<StepMetrics> after =
                    session.step().stream().map(Recorded::timeless).toList();
            Checkpoint later = session.checkpoint(session.live());
            session.restore(checkpoint);
            Recorded.assertSame(checkpoint, session.checkpoint(session.live()));
            assertEquals(after, session.step().stream().map(Recorded::timeless).toList());
            Recorded.assertSame(later, session.checkpoint(session.live()));
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
                    one.checkpoint(one.live()).firstMoment().values(),
                    two.checkpoint(two.live()).firstMoment().values());
        }
    }
}
