// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CaptionGrammarTest {
    @Test
    void noTwoTemplatesShareTheirWords() {
        Set<List<String>> words = new HashSet<>();
        for (PromptTemplate template : CaptionGrammar.TEMPLATES) {
            assertTrue(words.add(
                    WordTokenizer.words(template.fill("")).stream().sorted().toList()));
        }
        assertEquals(8, words.size());
        assertEquals("a {}", CaptionGrammar.TEMPLATES.getFirst().text());
    }

    @Test
    void thereAreSixteenLabelsColourByColour() {
        LabelSet labels = CaptionGrammar.labels();
        assertEquals(16, labels.size());
        assertEquals("red circle", labels.name(0));
        assertEquals("red star", labels.name(3));
        assertEquals("yellow star", labels.name(15));
        assertEquals(2, labels.attributeCount());
        assertEquals(2, labels.sharedAttributes(0, 0));
        assertEquals(1, labels.sharedAttributes(0, 3));
        assertEquals(1, labels.sharedAttributes(0, 4));
        assertEquals(0, labels.sharedAttributes(0, 5));
        assertEquals(-1, labels.indexOf("pink circle"));
    }

    @Test
    void aLabelCannotBeThereTwice() {
        Label label = new Label("red circle", List.of());
        assertThrows(IllegalArgumentException.class, () -> new LabelSet(List.of(label, label)));
        assertThrows(IllegalArgumentException.class, () -> new Label(" ", List.of()));
    }

    @Test
    void templatesAreDeclaredFromTheFirstOn() {
        assertEquals(CaptionGrammar.TEMPLATES.subList(0, 3), CaptionGrammar.declare(3));
        assertThrows(IllegalArgumentException.class, () -> CaptionGrammar.declare(0));
        assertThrows(IllegalArgumentException.class, () -> CaptionGrammar.declare(9));
    }

    @Test
    void aTemplateHasExactlyOnePlaceForTheName() {
        assertEquals("a photo of a red star", new PromptTemplate("a photo of a {}").fill("red star"));
        assertThrows(IllegalArgumentException.class, () -> new PromptTemplate("a photo"));
        assertThrows(IllegalArgumentException.class, () -> new PromptTemplate("{} and {}"));
        assertThrows(IllegalArgumentException.class, () -> new PromptTemplate("a|{}"));
    }
}
