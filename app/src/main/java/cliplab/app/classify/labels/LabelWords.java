// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.labels;

import cliplab.model.data.PromptTemplate;
import cliplab.model.data.Tokenizer;
import cliplab.model.data.Tokens;
import cliplab.model.data.WordTokenizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;

/**
 * What becomes of a label's words once the label stands in the templates in use. Immutable.
 *
 * @param parts the label's words in order, without what stands between them
 * @param tail words of the templates behind the label that are over the context length, in order
 * @param asked whether the network can be asked about the label: one word at least is known
 */
public record LabelWords(List<Part> parts, List<String> tail, boolean asked) {
    /** From good to bad; of several templates the worst counts. */
    public enum State {
        KNOWN,
        /** Known, but over the context length in one of the templates. */
        CUT,
        UNKNOWN
    }

    /** A word as the person wrote it. */
    public record Part(String word, State state) {}

    public LabelWords {
        parts = List.copyOf(parts);
        tail = List.copyOf(tail);
    }

    /** @param templates in use, at least one */
    public static LabelWords of(String label, Tokenizer tokenizer, List<PromptTemplate> templates) {
        List<Part> worst = List.of();
        Set<String> tail = new LinkedHashSet<>();
        for (PromptTemplate template : templates) {
            List<Part> parts = parts(label, tokenizer, template, tail);
            worst = worst.isEmpty() ? parts : worse(worst, parts);
        }
        return new LabelWords(
                worst, List.copyOf(tail), !tokenizer.tokenize(label).isEmpty());
    }

    /** The words of a template's own that are not known, in order; they are left out of every prompt. */
    public static List<String> unknownIn(PromptTemplate template, Tokenizer tokenizer) {
        return tokenizer.tokenize(template.fill("")).unknown();
    }

    /** The words that are in a state, in order. */
    public List<String> in(State state) {
        return parts.stream()
                .filter(part -> part.state() == state)
                .map(Part::word)
                .toList();
    }

    /** Whether every word reaches the network. */
    public boolean isFine() {
        return tail.isEmpty() && parts.stream().allMatch(part -> part.state() == State.KNOWN);
    }

    /**
     * From the end: what is over the context length is the last of what is known, the template's own words included.
     *
     * @param tail is given the template's words behind the label that are cut
     */
    private static List<Part> parts(String label, Tokenizer tokenizer, PromptTemplate template, Set<String> tail) {
        String prompt = template.fill(label);
        int from = template.text().indexOf(PromptTemplate.PLACE);
        int to = from + label.length();
        int cut = tokenizer.tokenize(prompt).cut().size();
        List<Part> parts = new ArrayList<>();
        List<String> behind = new ArrayList<>();
        for (MatchResult word : WordTokenizer.places(prompt).reversed()) {
            Tokens alone = tokenizer.tokenize(word.group());
            State state = !alone.unknown().isEmpty() ? State.UNKNOWN : cut > 0 ? State.CUT : State.KNOWN;
            if (state == State.CUT) {
                cut--;
                if (word.start() >= to) {
                    behind.addFirst(word.group());
                }
            }
            if (word.start() < to && word.end() > from) {
                parts.addFirst(
                        new Part(prompt.substring(Math.max(from, word.start()), Math.min(to, word.end())), state));
            }
        }
        tail.addAll(behind);
        return parts;
    }

    private static List<Part> worse(List<Part> some, List<Part> others) {
        List<Part> worse = new ArrayList<>();
        for (int i = 0; i < some.size(); i++) {
            Part one = some.get(i);
            Part other = others.get(i);
            worse.add(one.state().compareTo(other.state()) >= 0 ? one : other);
        }
        return worse;
    }
}
