// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.model.data.CaptionGrammar;
import cliplab.model.data.PromptTemplate;
import cliplab.model.loss.Direction;
import cliplab.model.loss.InfoNce;
import cliplab.model.net.LogitScale;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingOptionsTest {
    private static final TrainingOptions R = TrainingOptions.REFERENCE;
    private static final LiveOptions LIVE = LiveOptions.startOf(R);

    private static TrainingOptions options(int dim, int epochs, int batch, double rate, double decay) {
        return new TrainingOptions(
                0, R.data(), R.loss(), dim, R.strides(), epochs, batch, rate, decay, R.temperature());
    }

    private static void refused(String word, org.junit.jupiter.api.function.Executable made) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, made);
        assertTrue(String.valueOf(refusal.getMessage()).contains(word), String.valueOf(refusal.getMessage()));
    }

    @Test
    void theReferenceIsThePublishedExperiment() {
        assertEquals(0, R.seed());
        assertEquals(64, R.embedDim());
        assertEquals(30, R.epochs());
        assertEquals(64, R.batchSize());
        assertEquals(5e-4, R.learningRate());
        assertEquals(0.05, R.weightDecay());
        assertEquals(new Temperature.Learned(0.07), R.temperature());
        assertEquals(new InfoNce(Direction.BOTH), R.loss());
    }

    @Test
    void everyLimitIsHeldAndNamed() {
        assertEquals(2, options(2, 1, 2, 1e-9, 0).embedDim());
        assertEquals(4096, options(4096, 10_000, 4096, 1, 10).batchSize());
        refused("embedding", () -> options(1, 1, 2, 0.1, 0));
        refused("4097", () -> options(4097, 1, 2, 0.1, 0));
        refused("epochs", () -> options(64, 0, 2, 0.1, 0));
        refused("10001", () -> options(64, 10_001, 2, 0.1, 0));
        refused("batch size", () -> options(64, 1, 1, 0.1, 0));
        refused("4097", () -> options(64, 1, 4097, 0.1, 0));
        refused("learning rate", () -> options(64, 1, 2, 0, 0));
        refused("learning rate", () -> options(64, 1, 2, 1.01, 0));
        refused("NaN", () -> options(64, 1, 2, Double.NaN, 0));
        refused("weight decay", () -> options(64, 1, 2, 0.1, -1));
        refused("weight decay", () -> options(64, 1, 2, 0.1, 10.5));
        refused("NaN", () -> options(64, 1, 2, 0.1, Double.NaN));
    }

    @Test
    void stridesThatNoNetworkTakesAreRefusedBeforeARunBegins() {
        refused(
                "strides",
                () -> new TrainingOptions(0, R.data(), R.loss(), 64, List.of(2, 2), 1, 8, 0.1, 0, R.temperature()));
    }

    @Test
    void liveOptionsBeginWhereTheRunsDo() {
        assertEquals(64, LIVE.batchSize());
        assertEquals(R.temperature(), LIVE.temperature());
        assertEquals(1, LIVE.trainingTemplates());
        assertEquals(List.of(new PromptTemplate("a {}")), LIVE.evaluationTemplates());
        assertEquals(0, LIVE.stepDelaySeconds());
        assertEquals(0, LIVE.glimpseEverySeconds());
    }

    @Test
    void liveOptionsHoldTheirLimitsToo() {
        refused("batch size", () -> LIVE.withBatchSize(1));
        refused("learning rate", () -> LIVE.withLearningRate(-1));
        refused("template", () -> LIVE.withTrainingTemplates(0));
        refused("template", () -> LIVE.withEvaluationTemplates(List.of()));
        refused("delay", () -> LIVE.withStepDelaySeconds(61));
        refused("delay", () -> LIVE.withStepDelaySeconds(Double.NaN));
        refused("glimpses", () -> LIVE.withGlimpseEverySeconds(-1));
        refused("glimpses", () -> LIVE.withGlimpseEverySeconds(3601));
        refused("glimpses", () -> LIVE.withGlimpseEverySeconds(Double.NaN));
        refused("temperature", () -> new Temperature.Held(0.0009));
        refused("temperature", () -> new Temperature.Learned(101));
        refused("NaN", () -> new Temperature.Held(Double.NaN));
    }

    @Test
    void eachCopyChangesOneThing() {
        LiveOptions changed = LIVE.withBatchSize(8)
                .withLearningRate(0.5)
                .withTemperature(new Temperature.Held(2))
                .withTrainingTemplates(3)
                .withEvaluationTemplates(CaptionGrammar.declare(2))
                .withStepDelaySeconds(1.5)
                .withGlimpseEverySeconds(7);
        assertEquals(new LiveOptions(new Temperature.Held(2), 8, 0.5, 3, CaptionGrammar.declare(2), 1.5, 7), changed);
        assertEquals(
                LIVE,
                changed.withBatchSize(64)
                        .withLearningRate(5e-4)
                        .withTemperature(R.temperature())
                        .withTrainingTemplates(1)
                        .withEvaluationTemplates(CaptionGrammar.declare(1))
                        .withStepDelaySeconds(0)
                        .withGlimpseEverySeconds(0));
    }

    @Test
    void temperaturesBoundTheLogitScale() {
        Temperature.Learned learned = new Temperature.Learned(0.07);
        assertEquals(Double.NEGATIVE_INFINITY, learned.lowestLogitScale());
        assertEquals(Math.log(LogitScale.MAX), learned.highestLogitScale());
        Temperature.Held held = new Temperature.Held(0.25);
        assertEquals(Math.log(4), held.lowestLogitScale(), 1e-12);
        assertEquals(held.lowestLogitScale(), held.highestLogitScale());
        assertEquals(0.25, held.start());
    }
}
