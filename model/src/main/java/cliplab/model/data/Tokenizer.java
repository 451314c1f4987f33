// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.data;

/** Turns text into numbers. Immutable and thread-safe. */
public interface Tokenizer {
    /** Never fails: unknown words and words that do not fit are named in the result. */
    Tokens tokenize(String text);

    /** The number of tokens in every result, padding included. */
    int contextLength();

    /** One more than the largest token. */
    int vocabularySize();
}
