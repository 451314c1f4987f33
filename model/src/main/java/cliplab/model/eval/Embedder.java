// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.eval;

import cliplab.model.data.ImagePreprocessor;
import cliplab.model.data.Images;
import cliplab.model.data.Tokenizer;
import java.util.List;

/**
 * Images to vectors and texts to vectors, whatever network stands behind it, together with the preprocessing and the
 * tokenizer that belong to it. Used on the thread that owns the network.
 */
public interface Embedder {
    int embedDim();

    /** What a picture from outside goes through to become {@link Images} of the right size. */
    ImagePreprocessor preprocessor();

    Tokenizer tokenizer();

    /** ln(1/τ), as learned. */
    double logitScale();

    /** Whether the order of a text's words changes its vector. */
    boolean readsOrder();

    /** (N, embedDim), rows of length 1, of images of the preprocessor's size. */
    float[][] embedImages(Images images);

    /**
     * (N, embedDim), rows of length 1.
     *
     * @throws UnknownTextException where a text has no word the tokenizer knows
     */
    float[][] embedTexts(List<String> texts);
}
