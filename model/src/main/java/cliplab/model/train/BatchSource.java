// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

import ai.djl.ndarray.NDManager;
import java.util.List;

/** Gives the pairs of a step, wherever their pixels lie. Used on the run's thread. */
interface BatchSource {
    /** The number of pairs there are. */
    int pairs();

    /**
     * @param step owns what is returned
     * @param pairs which pairs
     * @param templates for each the template of its caption
     */
    PairBatch take(NDManager step, int[] pairs, int[] templates);

    /** The captions of such pairs, as text. */
    List<String> captions(int[] pairs, int[] templates);
}
