// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

import java.util.List;

/**
 * The batch of one step as the step itself saw it, before its update. Immutable by convention: arrays are not copied.
 *
 * @param step from 1
 * @param pairs (N) which pairs of the dataset
 * @param captions (N) their captions, under the templates drawn
 * @param captionIds (N) a number that equal captions share
 * @param logits (N, N) cosine × scale, plus the bias where there is one; row i is image i, column j caption j
 */
public record BatchReport(long step, int[] pairs, List<String> captions, int[] captionIds, float[][] logits) {
    public BatchReport {
        captions = List.copyOf(captions);
    }
}
