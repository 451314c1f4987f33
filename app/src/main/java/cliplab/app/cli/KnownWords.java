// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import cliplab.model.data.CaptionGrammar;
import cliplab.model.data.PromptTemplate;
import cliplab.model.data.Tokens;
import cliplab.model.data.WordTokenizer;
import java.util.List;

/** The words a text encoder learns from the declared caption templates. Immutable and thread-safe. */
public final class KnownWords {
    /** Every class has a name of as many words. */
    private static final String ANY_CLASS = CaptionGrammar.labels().name(0);

    private final WordTokenizer tokenizer;

    /** @param declared how many caption templates are declared, 1 … 8 */
    public KnownWords(int declared) {
        tokenizer = CaptionGrammar.tokenizer(CaptionGrammar.declare(declared));
    }

    /** The words of a template that are not known, in order. */
    public List<String> unknownIn(PromptTemplate template) {
        return tokens(template).unknown();
    }

    /** How many words a text may have, the class's own two included. */
    public int mostWords() {
        return tokenizer.contextLength() - 1;
    }

    /** Whether a template leaves room for a class's name. */
    public boolean hasRoomFor(PromptTemplate template) {
        return tokens(template).cut().isEmpty();
    }

    /** Whether a template can be used as it is. */
    public boolean allow(PromptTemplate template) {
        return unknownIn(template).isEmpty() && hasRoomFor(template);
    }

    private Tokens tokens(PromptTemplate template) {
        return tokenizer.tokenize(template.fill(ANY_CLASS));
    }
}
