// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import cliplab.model.data.Tokens;
import java.util.Arrays;
import java.util.List;

/**
 * Texts on the device, in the manager they were made in.
 *
 * @param ids (N, contextLength) int32
 * @param mask (N, contextLength, 1) float, 1 up to and including the closing token
 */
public record TokenBatch(NDArray ids, NDArray mask) {
    /** @param texts at least one, all of one context length */
    public static TokenBatch of(NDManager manager, List<Tokens> texts) {
        int n = texts.size();
        int width = texts.getFirst().ids().length;
        int[] ids = new int[n * width];
        float[] mask = new float[n * width];
        for (int i = 0; i < n; i++) {
            Tokens text = texts.get(i);
            System.arraycopy(text.ids(), 0, ids, i * width, width);
            Arrays.fill(mask, i * width, i * width + text.length(), 1f);
        }
        return new TokenBatch(manager.create(ids, new Shape(n, width)), manager.create(mask, new Shape(n, width, 1)));
    }
}
