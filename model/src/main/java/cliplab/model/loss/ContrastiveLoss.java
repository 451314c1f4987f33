// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.loss;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/** A loss over a batch of N matched pairs: row i of the similarities is image i, column i its own text. Thread-safe. */
public sealed interface ContrastiveLoss permits InfoNce, SigmoidPairwise {
    /**
     * The losses of one batch, each a scalar in the manager of the similarities.
     *
     * @param total what is minimised
     * @param imageToText the mean over images, or null where the loss has no directions
     * @param textToImage the mean over texts, or null where the loss has no directions
     */
    record Terms(
            NDArray total,
            @Nullable NDArray imageToText,
            @Nullable NDArray textToImage) {}

    /**
     * @param logits (N, N), cosine × scale, plus bias where there is one
     * @return scalars in the manager of {@code logits}
     */
    Terms terms(NDArray logits);

    /** Its name in files and tables, such as "infonce" or "infonce image-to-text". */
    String name();

    /** Whether the loss is a mean of one over images and one over texts. */
    boolean hasDirections();

    /** What a batch of {@code n} pairs costs on average when the network cannot tell them apart. */
    double chanceLine(int n);

    /** The least a pair can cost when {@code k} pairs of its batch, itself included, carry the same caption. */
    double duplicateFloor(int k);

    /** The temperature τ that training starts from unless told otherwise. */
    double startTemperature();
}
