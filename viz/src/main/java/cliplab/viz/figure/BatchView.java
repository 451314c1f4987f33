// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import java.util.List;

/**
 * One batch of pairs as a network sees it. Arrays belong to the record from then on.
 *
 * @param step of the run, from 1
 * @param captions of the pairs
 * @param captionIds equal where captions are equal
 * @param classes of the pairs
 * @param logits of image (row) and text (column)
 */
public record BatchView(long step, List<String> captions, int[] captionIds, int[] classes, float[][] logits) {
    public BatchView {
        captions = List.copyOf(captions);
        int size = captions.size();
        if (captionIds.length != size || classes.length != size || logits.length != size) {
            throw new IllegalArgumentException("a batch of " + size + " captions needs as many ids, classes and rows");
        }
        for (float[] row : logits) {
            if (row.length != size) {
                throw new IllegalArgumentException(
                        "logits must be square: " + size + " rows, " + row.length + " columns");
            }
        }
    }

    public int size() {
        return captions.size();
    }
}
