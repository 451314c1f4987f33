// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

import cliplab.model.data.ShapesDataset;
import cliplab.model.loss.ContrastiveLoss;
import cliplab.model.loss.Direction;
import cliplab.model.loss.InfoNce;
import cliplab.model.net.CnnImageEncoder;
import java.util.List;

/**
 * Everything that is fixed for a run, and where the settings that may change begin.
 *
 * @param seed of data, first values and order of batches
 * @param data which images carry which captions
 * @param embedDim length of the vectors both encoders make, 2 … 4096
 * @param strides of the image encoder's four convolutions
 * @param epochs times every pair is seen, 1 … 10,000
 * @param batchSize pairs a step at the start, 2 … 4096
 * @param learningRate at the start; falls to 0 along a cosine
 * @param weightDecay decoupled, on convolution, linear and embedding weights
 * @param temperature learned or held, and from where
 */
public record TrainingOptions(
        long seed,
        ShapesDataset.Options data,
        ContrastiveLoss loss,
        int embedDim,
        List<Integer> strides,
        int epochs,
        int batchSize,
        double learningRate,
        double weightDecay,
        Temperature temperature) {
    /** The published experiment: the Reference preset, and the default. */
    public static final TrainingOptions REFERENCE = new TrainingOptions(
            0,
            ShapesDataset.Options.REFERENCE,
            new InfoNce(Direction.BOTH),
            64,
            CnnImageEncoder.STRIDES,
            30,
            64,
            5e-4,
            0.05,
            new Temperature.Learned(0.07));

    public TrainingOptions {
        strides = List.copyOf(strides);
        CnnImageEncoder.checkStrides(strides);
        require(embedDim >= 2 && embedDim <= 4096, "the embedding must have from 2 to 4096 dimensions", embedDim);
        require(epochs >= 1 && epochs <= 10_000, "epochs must be from 1 to 10000", epochs);
        require(weightDecay >= 0 && weightDecay <= 10, "the weight decay must be from 0 to 10", weightDecay);
        LiveOptions.checkBatchSize(batchSize);
        LiveOptions.checkLearningRate(learningRate);
    }

    /** The same experiment drawn anew. */
    public TrainingOptions withSeed(long value) {
        return new TrainingOptions(
                value, data, loss, embedDim, strides, epochs, batchSize, learningRate, weightDecay, temperature);
    }

    /** The same experiment, shorter or longer. */
    public TrainingOptions withEpochs(int value) {
        return new TrainingOptions(
                seed, data, loss, embedDim, strides, value, batchSize, learningRate, weightDecay, temperature);
    }

    /** The same experiment with another learning rate. */
    public TrainingOptions withLearningRate(double value) {
        return new TrainingOptions(
                seed, data, loss, embedDim, strides, epochs, batchSize, value, weightDecay, temperature);
    }

    private static void require(boolean holds, String rule, double value) {
        if (!holds) {
            throw new IllegalArgumentException(rule + ", not " + LiveSetting.text(value));
        }
    }
}
