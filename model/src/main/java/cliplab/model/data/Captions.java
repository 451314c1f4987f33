// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which caption each training pair carries. Pairs fall into groups of one subject; the caption is the subject put into
 * one of the declared templates. Two pairs of one group under one template carry the same caption, that is, the same
 * multiset of tokens; any two others do not. Immutable and thread-safe.
 */
public final class Captions {
    private final int[] groupOf;
    private final List<List<String>> texts;
    private final List<List<Tokens>> tokens;

    private Captions(int[] groupOf, List<List<String>> texts, Tokenizer tokenizer) {
        this.groupOf = groupOf;
        this.texts = texts;
        this.tokens = texts.stream()
                .map(row -> row.stream().map(tokenizer::tokenize).toList())
                .toList();
    }

    /** Pair {@code i} carries {@code subjects.get(subjectOf[i])} in any of the templates. */
    public static Captions of(
            int[] subjectOf, List<String> subjects, List<PromptTemplate> templates, Tokenizer tokenizer) {
        List<List<String>> texts = subjects.stream()
                .map(subject -> templates.stream()
                        .map(template -> template.fill(subject))
                        .toList())
                .toList();
        return new Captions(subjectOf.clone(), texts, tokenizer);
    }

    /** Each pair carries a text of its own, whatever the template; texts of the same tokens form one group. */
    public static Captions fixed(List<String> textOfPair, Tokenizer tokenizer) {
        Map<List<Integer>, Integer> groups = new HashMap<>();
        List<List<String>> texts = new ArrayList<>();
        int[] groupOf = new int[textOfPair.size()];
        for (int pair = 0; pair < groupOf.length; pair++) {
            String text = textOfPair.get(pair);
            List<Integer> key = tokenizer.tokenize(text).multiset();
            Integer group = groups.putIfAbsent(key, texts.size());
            if (group == null) {
                groupOf[pair] = texts.size();
                texts.add(List.of(text));
            } else {
                groupOf[pair] = group;
            }
        }
        return new Captions(groupOf, texts, tokenizer);
    }

    /** The number of pairs. */
    public int size() {
        return groupOf.length;
    }

    /** The number of templates a caption may be drawn from: 1 … 8, and 1 where each pair has a text of its own. */
    public int templates() {
        return texts.isEmpty() ? 1 : texts.getFirst().size();
    }

    /** How many pairs each group has. */
    public int[] groupSizes() {
        int[] sizes = new int[texts.size()];
        for (int group : groupOf) {
            sizes[group]++;
        }
        return sizes;
    }

    /** A text of its own stands for every template. */
    private int column(int template) {
        return Math.min(template, templates() - 1);
    }

    /** A number that two pairs share exactly when they carry the same caption. */
    public int captionId(int pair, int template) {
        return groupOf[pair] * templates() + column(template);
    }

    public String text(int pair, int template) {
        return texts.get(groupOf[pair]).get(column(template));
    }

    public Tokens tokens(int pair, int template) {
        return tokens.get(groupOf[pair]).get(column(template));
    }
}
