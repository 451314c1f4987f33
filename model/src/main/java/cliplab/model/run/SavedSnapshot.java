// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.run;

import cliplab.model.eval.Evaluation;
import cliplab.model.eval.Evaluator;
import cliplab.model.eval.SimilarityMatrix;

/**
 * What a run folder keeps of the network at the end of an epoch. Immutable by convention: arrays are not copied.
 *
 * @param matrix the first held-out image of each label against every label's caption
 * @param imageVectors (held-out images, embedDim), rows of length 1
 * @param captionVectors (labels, embedDim), rows of length 1
 */
public record SavedSnapshot(SimilarityMatrix matrix, float[][] imageVectors, float[][] captionVectors) {
    /**
     * The whole evaluation again, bit for bit, without the network.
     *
     * @param evaluator of the run's own data
     * @throws IllegalArgumentException where it is of other data
     */
    public Evaluation evaluation(Evaluator evaluator) {
        return evaluator.ofVectors(imageVectors, captionVectors);
    }
}
