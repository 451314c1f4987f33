// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.tools.lessons;

import cliplab.app.classify.AskedNetwork;
import cliplab.app.classify.LabelRow;
import cliplab.model.data.PromptTemplate;
import java.util.List;

/**
 * What a lesson begins with. Immutable.
 *
 * @param rows all labels, in their order
 * @param templates in use, at least one
 * @param best the labels that were asked, at least one, the one that fits best first
 */
record LessonStart(AskedNetwork network, List<LabelRow> rows, List<PromptTemplate> templates, List<LabelRow> best) {
    LessonStart {
        rows = List.copyOf(rows);
        templates = List.copyOf(templates);
        best = List.copyOf(best);
    }

    LabelRow top() {
        return best.getFirst();
    }
}
