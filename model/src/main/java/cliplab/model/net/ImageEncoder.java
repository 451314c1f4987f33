// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.net;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Map;

/** A network from images to vectors; its values live in {@link Weights}. Stateless and thread-safe. */
public interface ImageEncoder {
    /** In the order of the weight file. */
    List<ParameterSpec> parameters();

    /** Running statistics by name, with their first values; one-dimensional. */
    Map<String, float[]> statistics();

    /**
     * @param images (N, 3, height, width) float, belonging to the pass's manager
     * @param training true normalises by the batch and updates the running statistics; false reads them
     * @return (N, embedDim), not normalised, in the manager of {@code images}
     */
    NDArray encode(NDArray images, Weights weights, boolean training);

    /**
     * Its layers in order, which hold all of its parameters; needs no engine.
     *
     * @param size height and width of the images, in pixels
     */
    List<LayerInfo> layers(int size);

    /** Name and settings, as the run folder records them. */
    String describe();
}
