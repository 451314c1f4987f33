// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which items are trained on and which are held out, each in ascending order.
 *
 * @param training indices of the items to train on
 * @param heldOut indices of the items kept for evaluation
 */
public record Split(int[] training, int[] heldOut) {
    /**
     * Holds out the same share of every class, chosen at random within it.
     *
     * @param classOf the class of each item, 0 … classes−1
     * @param share of each class held out, 0 … 1, rounded to whole items
     */
    public static Split stratified(int[] classOf, int classes, double share, RandomStream random) {
        List<List<Integer>> members = new ArrayList<>();
        for (int c = 0; c < classes; c++) {
            members.add(new ArrayList<>());
        }
        for (int item = 0; item < classOf.length; item++) {
            members.get(classOf[item]).add(item);
        }
        boolean[] held = new boolean[classOf.length];
        for (List<Integer> items : members) {
            int[] order = random.permutation(items.size());
            for (int i = 0; i < Math.round(share * items.size()); i++) {
                held[items.get(order[i])] = true;
            }
        }
        return new Split(indices(held, false), indices(held, true));
    }

    private static int[] indices(boolean[] flags, boolean wanted) {
        return IntStream.range(0, flags.length).filter(i -> flags[i] == wanted).toArray();
    }
}
