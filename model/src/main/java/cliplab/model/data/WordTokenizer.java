// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Lower-cases a text, splits it at everything that is neither letter, digit nor apostrophe, and looks each word up.
 * Immutable and thread-safe.
 */
public final class WordTokenizer implements Tokenizer {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}']+");

    private final Vocabulary vocabulary;
    private final int contextLength;

    public WordTokenizer(Vocabulary vocabulary, int contextLength) {
        if (contextLength < 2) {
            throw new IllegalArgumentException("a context holds a word and the closing token at least");
        }
        this.vocabulary = vocabulary;
        this.contextLength = contextLength;
    }

    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /** The words of a text as this tokenizer sees them. */
    public static List<String> words(String text) {
        return places(text.toLowerCase(Locale.ROOT)).stream()
                .map(MatchResult::group)
                .toList();
    }

    /** Where the words of a text are, in order; in the letters they are written in. */
    public static List<MatchResult> places(String text) {
        return WORD.matcher(text).results().toList();
    }

    @Override
    public Tokens tokenize(String text) {
        int[] ids = new int[contextLength];
        int length = 0;
        List<String> unknown = new ArrayList<>();
        List<String> cut = new ArrayList<>();
        for (String word : words(text)) {
            OptionalInt id = vocabulary.id(word);
            if (id.isEmpty()) {
                unknown.add(word);
            } else if (length == contextLength - 1) {
                cut.add(word);
            } else {
                ids[length++] = id.getAsInt();
            }
        }
        // The closing token has number 0, and so has padding: the length tells them apart.
        return new Tokens(ids, length + 1, unknown, cut);
    }

    @Override
    public int contextLength() {
        return contextLength;
    }

    @Override
    public int vocabularySize() {
        return vocabulary.size();
    }
}
