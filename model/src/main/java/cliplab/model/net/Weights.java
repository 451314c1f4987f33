// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.net;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/**
 * The parameters and running statistics that one forward pass reads, by name. Parameters belong to the pass's own
 * manager, so that what is computed from them is freed with it.
 */
public final class Weights {
    private final Map<String, NDArray> leaves;
    private final Map<String, NDArray> statistics;

    Weights(Map<String, NDArray> leaves, Map<String, NDArray> statistics) {
        this.leaves = leaves;
        this.statistics = statistics;
    }

    NDArray parameter(String name) {
        return find(leaves, name);
    }

    /** A running statistic, changed in place by a training pass. */
    NDArray statistic(String name) {
        return find(statistics, name);
    }

    Map<String, NDArray> leaves() {
        return leaves;
    }

    private static NDArray find(Map<String, NDArray> arrays, String name) {
        NDArray array = arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException("there is no array " + name);
        }
        return array;
    }
}
