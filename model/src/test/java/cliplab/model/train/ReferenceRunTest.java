// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.model.TestEngine;
import cliplab.model.data.ShapesDataset;
import cliplab.model.loss.SigmoidPairwise;
import cliplab.model.runtime.ComputeDevice;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reference experiment reaches what the product promises, for five seeds. */
@Tag("slow")
class ReferenceRunTest {
    private static final ComputeDevice CPU = new ComputeDevice(ComputeDevice.Kind.CPU, "for the test");

    @BeforeAll
    static void startEngine() {
        TestEngine.start();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4})
    void everyHeldOutImageIsNamedRightByEpoch17AndAtEpoch30(long seed) {
        List<EpochMetrics> epochs = run(TrainingOptions.REFERENCE.withSeed(seed));
        assertTrue(epochs.get(1).accuracy() <= 0.60, "too easy: " + epochs.get(1));
        assertEquals(1.0, epochs.get(17).accuracy(), "epoch 17");
        EpochMetrics last = epochs.get(30);
        assertEquals(1.0, last.accuracy(), "epoch 30");
        assertTrue(
                last.loss() - last.floor() <= 0.02,
                "the last loss is above its floor by " + (last.loss() - last.floor()));
    }

    @Test
    void theSigmoidLossLearnsTheTaskToo() {
        TrainingOptions usual = TrainingOptions.REFERENCE;
        SigmoidPairwise loss = new SigmoidPairwise();
        List<EpochMetrics> epochs = run(new TrainingOptions(
                usual.seed(),
                usual.data(),
                loss,
                usual.embedDim(),
                usual.strides(),
                usual.epochs(),
                usual.batchSize(),
                usual.learningRate(),
                usual.weightDecay(),
                new Temperature.Learned(loss.startTemperature())));
        assertTrue(epochs.getLast().accuracy() >= 0.95, "accuracy " + epochs.getLast());
    }

    private static List<EpochMetrics> run(TrainingOptions options) {
        List<EpochMetrics> epochs = new ArrayList<>();
        TrainingRun.Plan plan = new TrainingRun.Plan(
                "reference", options, new ShapesDataset(options.seed(), options.data()), CPU, null, List.of());
        TrainingRun.Outcome outcome = new TrainingRun(plan, RunStore.NOWHERE, event -> {
                    if (event instanceof TrainingEvent.Epoch epoch) {
                        epochs.add(epoch.metrics());
                    }
                })
                .run();
        assertEquals(TrainingRun.Outcome.COMPLETED, outcome);
        assertEquals(options.epochs() + 1, epochs.size());
        return epochs;
    }
}
