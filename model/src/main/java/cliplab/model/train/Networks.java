// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

import ai.djl.ndarray.NDManager;
import cliplab.model.data.ShapesDataset;
import cliplab.model.loss.ContrastiveLoss;
import cliplab.model.loss.InfoNce;
import cliplab.model.loss.SigmoidPairwise;
import cliplab.model.net.CnnImageEncoder;
import cliplab.model.net.DualEncoder;
import cliplab.model.net.ImageEncoder;
import cliplab.model.net.LayerInfo;
import cliplab.model.net.TextEncoder;
import cliplab.model.net.TokenPoolTextEncoder;
import java.util.List;
import java.util.OptionalDouble;

/** Builds the network that a run's options describe. Thread-safe: it keeps nothing. */
public final class Networks {
    private Networks() {}

    /** @param manager parent of the network's own manager; the caller closes the network, on the same thread */
    public static DualEncoder create(NDManager manager, TrainingOptions options, int vocabularySize) {
        return new DualEncoder(
                manager,
                imageEncoder(options),
                textEncoder(options, vocabularySize),
                options.temperature().start(),
                startBias(options.loss()),
                options.seed());
    }

    public static ImageEncoder imageEncoder(TrainingOptions options) {
        return new CnnImageEncoder(options.embedDim(), options.strides());
    }

    public static TextEncoder textEncoder(TrainingOptions options, int vocabularySize) {
        return new TokenPoolTextEncoder(vocabularySize, options.embedDim());
    }

    /**
     * The network's layers in order, for images of {@link ShapesDataset#IMAGE_SIZE}; starts no engine.
     *
     * @return together with all of the network's parameters
     */
    public static List<LayerInfo> layers(TrainingOptions options, int vocabularySize) {
        return DualEncoder.layers(
                imageEncoder(options),
                ShapesDataset.IMAGE_SIZE,
                textEncoder(options, vocabularySize),
                options.temperature().start(),
                startBias(options.loss()));
    }

    /** How many numbers the network learns: both encoders, the logit scale and, where there is one, the bias. */
    public static int parameterCount(TrainingOptions options, int vocabularySize) {
        return layers(options, vocabularySize).stream()
                .mapToInt(LayerInfo::parameters)
                .sum();
    }

    private static OptionalDouble startBias(ContrastiveLoss loss) {
        return switch (loss) {
            case InfoNce infoNce -> OptionalDouble.empty();
            case SigmoidPairwise sigmoid -> OptionalDouble.of(SigmoidPairwise.START_BIAS);
        };
    }
}
