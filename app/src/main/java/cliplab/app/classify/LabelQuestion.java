// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify;

import cliplab.model.data.PromptTemplate;
import cliplab.model.eval.Embedder;
import cliplab.model.eval.ZeroShotClassifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The labels as they stand, ready to be put to a network. Immutable.
 *
 * @param network null where there is none
 * @param rows those with a word the network knows, in order
 * @param labels their texts
 * @param templates at least one
 */
public record LabelQuestion(
        @Nullable AskedNetwork network, List<LabelRow> rows, List<String> labels, List<PromptTemplate> templates) {
    static final LabelQuestion NONE = new LabelQuestion(null, List.of(), List.of(), List.of());

    public LabelQuestion {
        rows = List.copyOf(rows);
        labels = List.copyOf(labels);
        templates = List.copyOf(templates);
    }

    /** @return nothing asked where no label has a known word */
    public static LabelQuestion of(@Nullable AskedNetwork network, List<LabelRow> all, List<PromptTemplate> templates) {
        if (network == null || templates.isEmpty()) {
            return NONE;
        }
        List<LabelRow> known = all.stream()
                .filter(row -> !network.data().tokenizer().tokenize(row.text()).isEmpty())
                .toList();
        return new LabelQuestion(
                network, known, known.stream().map(LabelRow::text).toList(), templates);
    }

    /** On the network's thread. */
    public ZeroShotClassifier classifier(Embedder embedder) {
        return new ZeroShotClassifier(embedder, labels, templates);
    }
}
