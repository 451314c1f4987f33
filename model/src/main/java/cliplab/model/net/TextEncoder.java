// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.net;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** A network from tokens to vectors; its values live in {@link Weights}. Stateless and thread-safe. */
public interface TextEncoder {
    /** In the order of the weight file. */
    List<ParameterSpec> parameters();

    /**
     * @param tokens (N, contextLength) int32, belonging to the pass's manager
     * @param mask (N, contextLength, 1) float: 1 for a token up to and including the closing one, 0 for padding
     * @return (N, embedDim), not normalised, in the manager of {@code tokens}
     */
    NDArray encode(NDArray tokens, NDArray mask, Weights weights);

    /** Whether the order of a text's words changes its vector. */
    boolean readsOrder();

    /** Its layers in order, which hold all of its parameters; needs no engine. */
    List<LayerInfo> layers();

    /** Name and settings, as the run folder records them. */
    String describe();
}
