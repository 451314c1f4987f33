// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.data;

import java.util.ArrayList;
import java.util.List;

/** The language of the shapes: four colours, four shapes, and up to eight templates around their names. */
public final class CaptionGrammar {
    public static final List<String> COLOURS = List.of("red", "green", "blue", "yellow");
    public static final List<String> SHAPES = List.of("circle", "square", "triangle", "star");

    /** In the order in which they are declared; the first alone is the reference. No two have the same words. */
    public static final List<PromptTemplate> TEMPLATES = List.of(
            new PromptTemplate("a {}"),
            new PromptTemplate("a photo of a {}"),
            new PromptTemplate("a drawing of a {}"),
            new PromptTemplate("this is a {}"),
            new PromptTemplate("one small {}"),
            new PromptTemplate("the picture shows a {}"),
            new PromptTemplate("here we see one {}"),
            new PromptTemplate("look at the {}"));

    private CaptionGrammar() {}

    /** Colour by colour, "red circle" first: 16 labels with the attributes colour and shape. */
    public static LabelSet labels() {
        List<Label> labels = new ArrayList<>();
        for (String colour : COLOURS) {
            for (String shape : SHAPES) {
                labels.add(new Label(colour + " " + shape, List.of(colour, shape)));
            }
        }
        return new LabelSet(labels);
    }

    /** The first {@code count} templates. */
    public static List<PromptTemplate> declare(int count) {
        if (count < 1 || count > TEMPLATES.size()) {
            throw new IllegalArgumentException("templates must be 1 … " + TEMPLATES.size() + ", not " + count);
        }
        return TEMPLATES.subList(0, count);
    }

    /** A tokenizer of every word the declared templates and the labels use; its context fits the longest caption. */
    public static WordTokenizer tokenizer(List<PromptTemplate> declared) {
        List<String> words = new ArrayList<>();
        int longest = 0;
        for (PromptTemplate template : declared) {
            words.addAll(WordTokenizer.words(template.fill("")));
            longest = Math.max(
                    longest, WordTokenizer.words(template.fill("red circle")).size());
        }
        words.addAll(COLOURS);
        words.addAll(SHAPES);
        return new WordTokenizer(new Vocabulary(words), longest + 1);
    }
}
