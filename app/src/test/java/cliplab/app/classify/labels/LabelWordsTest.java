// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.labels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.app.classify.labels.LabelWords.State;
import cliplab.model.data.CaptionGrammar;
import cliplab.model.data.PromptTemplate;
import cliplab.model.data.Tokenizer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Knows "a", four colours and four shapes, and reads three words. */
class LabelWordsTest {
    private final Tokenizer tokenizer = CaptionGrammar.tokenizer(CaptionGrammar.declare(1));

    private LabelWords words(String label, String... templates) {
        return LabelWords.of(
                label,
                tokenizer,
                Arrays.stream(templates).map(PromptTemplate::new).toList());
    }

    @Test
    void aKnownLabelThatFitsIsFine() {
        LabelWords words = words("red circle", "a {}");
        assertTrue(words.isFine());
        assertTrue(words.asked());
        assertEquals(List.of("red", "circle"), words.in(State.KNOWN));
    }

    @Test
    void unknownWordsAreNamedAsTheyWereWritten() {
        LabelWords words = words("Crimson, red CIRCLE!", "a {}");
        assertEquals(List.of("Crimson"), words.in(State.UNKNOWN));
        assertEquals(List.of("red", "CIRCLE"), words.in(State.KNOWN));
        assertTrue(words.asked());
        assertFalse(words("crimson", "a {}").asked(), "the template's own word does not count");
        assertFalse(words("", "a {}").asked());
    }

    @Test
    void theLastWordsAreCutAlsoWhereTheyRepeatEarlierOnes() {
        LabelWords words = words("red red dog red red", "a {}");
        assertEquals(
                List.of(State.KNOWN, State.KNOWN, State.UNKNOWN, State.CUT, State.CUT),
                words.parts().stream().map(LabelWords.Part::state).toList());
    }

    @Test
    void theTemplateTakesRoomAndWhatFollowsTheLabelIsCutFirst() {
        assertEquals(List.of("circle"), words("red circle", "a red {}").in(State.CUT));
        LabelWords tail = words("red circle", "a {} blue star");
        assertEquals(List.of(), tail.in(State.CUT), "the label's own words are all read");
        assertEquals(List.of("blue", "star"), tail.tail());
        assertFalse(tail.isFine());
        assertEquals(List.of("red", "circle"), words("red circle", "a a a {}").in(State.CUT));
    }

    @Test
    void ofSeveralTemplatesTheWorstCounts() {
        assertTrue(words("red blue star", "{}").isFine());
        assertEquals(List.of("star"), words("red blue star", "{}", "a {}").in(State.CUT));
        assertEquals(List.of("star"), words("red blue star", "a {}", "{}").in(State.CUT));
    }

    @Test
    void aWordGrownTogetherWithTheTemplateIsAnother() {
        assertEquals(List.of("circle"), words("red circle", "a {}s").in(State.UNKNOWN));
    }

    @Test
    void aTemplatesOwnWordsAreNamed() {
        assertEquals(List.of("photo", "of"), LabelWords.unknownIn(new PromptTemplate("a photo of a {}"), tokenizer));
        assertEquals(List.of(), LabelWords.unknownIn(PromptTemplate.BARE, tokenizer));
    }
}
