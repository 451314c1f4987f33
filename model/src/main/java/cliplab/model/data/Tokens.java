// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.data;

import java.util.Arrays;
import java.util.List;

/**
 * A text as a text encoder receives it.
 *
 * @param ids contextLength numbers; those from {@code length} on are padding
 * @param length how many count, the closing token included: 1 … contextLength
 * @param unknown the words of the text that the vocabulary lacks, in order; they are left out
 * @param cut the known words that did not fit into the context, in order; they are left out
 */
public record Tokens(int[] ids, int length, List<String> unknown, List<String> cut) {
    public Tokens {
        if (length < 1 || length > ids.length) {
            throw new IllegalArgumentException("length must be 1 … " + ids.length + ", not " + length);
        }
        ids = ids.clone();
        unknown = List.copyOf(unknown);
        cut = List.copyOf(cut);
    }

    @Override
    public int[] ids() {
        return ids.clone();
    }

    /** True when nothing but the closing token is left. */
    public boolean isEmpty() {
        return length == 1;
    }

    /** The tokens in ascending order without padding: two texts are the same caption when these are equal. */
    public List<Integer> multiset() {
        return Arrays.stream(ids, 0, length).sorted().boxed().toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tokens that
                && Arrays.equals(ids, that.ids)
                && length == that.length
                && unknown.equals(that.unknown)
                && cut.equals(that.cut);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(ids) + length;
    }
}
