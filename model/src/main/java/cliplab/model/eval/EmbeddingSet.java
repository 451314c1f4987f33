// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.eval;

import cliplab.model.data.EvaluationSet;
import cliplab.model.data.Strangers;

/**
 * What one network makes, at one moment, of the images that answers are measured on. Immutable by convention: arrays are not
 * copied.
 *
 * @param heldOut (held-out images, embedDim), rows of length 1
 * @param calibration (strangers that set a threshold, embedDim), rows of length 1
 * @param setAside (strangers that test it, embedDim), rows of length 1
 */
public record EmbeddingSet(float[][] heldOut, float[][] calibration, float[][] setAside) {
    /** On the thread that owns the embedder's network, and between two steps, so that all three belong together. */
    public static EmbeddingSet of(Embedder embedder, EvaluationSet set, Strangers strangers) {
        return new EmbeddingSet(
                embedder.embedImages(set.images()),
                embedder.embedImages(strangers.calibration()),
                embedder.embedImages(strangers.setAside()));
    }
}
