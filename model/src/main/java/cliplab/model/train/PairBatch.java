// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

import ai.djl.ndarray.NDArray;
import cliplab.model.net.TokenBatch;

/**
 * N pairs on the device, in the manager of the step.
 *
 * @param pixels (N, height, width, 3) float, centred and scaled
 * @param texts their captions
 * @param captionIds (N) a number that equal captions share
 */
record PairBatch(NDArray pixels, TokenBatch texts, int[] captionIds) {}
