// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The words a text encoder knows, each with its number; {@link #END} is always number 0. Immutable. */
public final class Vocabulary {
    /** The token that closes every text. */
    public static final String END = "<end>";

    private final List<String> words;
    private final Map<String, Integer> ids = new HashMap<>();

    /** @param words without {@link #END}, which is put before them; repeated words count once */
    public Vocabulary(Iterable<String> words) {
        LinkedHashSet<String> distinct = new LinkedHashSet<>();
        distinct.add(END);
        words.forEach(distinct::add);
        this.words = List.copyOf(new ArrayList<>(distinct));
        for (String word : this.words) {
            ids.put(word, ids.size());
        }
    }

    public int size() {
        return words.size();
    }

    /** All words by number, {@link #END} first. */
    public List<String> words() {
        return words;
    }

    public String word(int id) {
        return words.get(id);
    }

    public OptionalInt id(String word) {
        Integer id = ids.get(word);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }
}
