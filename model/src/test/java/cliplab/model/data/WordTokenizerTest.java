// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class WordTokenizerTest {
    private final WordTokenizer tokenizer =
            new WordTokenizer(new Vocabulary(List.of("a", "red", "star", "a", "été", "don't")), 4);

    @Test
    void wordsAreLookedUpWithoutRegardToCaseAndPunctuation() {
        Tokens tokens = tokenizer.tokenize("  A red,STAR! ");
        assertArrayEquals(new int[] {1, 2, 3, 0}, tokens.ids());
        assertEquals(4, tokens.length());
        assertEquals(tokens, tokenizer.tokenize("a red star"));
        assertArrayEquals(
                new int[] {4, 5, 0, 0}, tokenizer.tokenize("Été: don't").ids());
    }

    @Test
    void unknownWordsAreReportedAndLeftOut() {
        Tokens tokens = tokenizer.tokenize("a pink fluffy star");
        assertArrayEquals(new int[] {1, 3, 0, 0}, tokens.ids());
        assertEquals(3, tokens.length());
        assertEquals(List.of("pink", "fluffy"), tokens.unknown());
        assertTrue(tokens.cut().isEmpty());
        assertFalse(tokens.isEmpty());
    }

    @Test
    void knownWordsThatDoNotFitAreReported() {
        Tokens tokens = tokenizer.tokenize("red red pink star a red");
        assertArrayEquals(new int[] {2, 2, 3, 0}, tokens.ids());
        assertEquals(List.of("a", "red"), tokens.cut());
        assertEquals(List.of("pink"), tokens.unknown());
    }

    @Test
    void aTextOfNothingIsTheClosingTokenAlone() {
        for (String text : List.of("", " ,. ", "pink", "<end>")) {
            Tokens tokens = tokenizer.tokenize(text);
            assertTrue(tokens.isEmpty());
            assertEquals(1, tokens.length());
        }
    }

    @Test
    void orderDoesNotMatterToTheMultisetButToTheTokens() {
        Tokens one = tokenizer.tokenize("red star");
        Tokens two = tokenizer.tokenize("star red");
        assertEquals(one.multiset(), two.multiset());
        assertNotEquals(one, two);
        assertEquals(List.of(0, 2, 3), one.multiset());
    }

    @Test
    void aVocabularyCountsRepeatedWordsOnce() {
        Vocabulary vocabulary = tokenizer.vocabulary();
        assertEquals(List.of("<end>", "a", "red", "star", "été", "don't"), vocabulary.words());
        for (int id = 0; id < vocabulary.size(); id++) {
            assertEquals(OptionalInt.of(id), vocabulary.id(vocabulary.word(id)));
        }
        assertTrue(vocabulary.id("pink").isEmpty());
    }

    @Test
    void aContextTooSmallForAWordIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new WordTokenizer(tokenizer.vocabulary(), 1));
    }

    @Test
    void theIdsCannotBeChangedFromOutside() {
        Tokens tokens = tokenizer.tokenize("a");
        tokens.ids()[0] = 3;
        assertArrayEquals(new int[] {1, 0, 0, 0}, tokens.ids());
        assertThrows(IllegalArgumentException.class, () -> new Tokens(new int[2], 3, List.of(), List.of()));
        assertThrows(IllegalArgumentException.class, () -> new Tokens(new int[2], 0, List.of(), List.of()));
    }
}
