// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.tools.lessons;

import cliplab.app.classify.LabelRow;
import cliplab.model.data.PromptTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What becomes of a lesson with the labels at hand. */
sealed interface Attempt {
    /**
     * The change.
     *
     * @param rows the labels after it
     * @param templates after it
     * @param shown the labels worth showing, before and after
     * @param words a sentence on what came of it
     */
    record Plan(List<LabelRow> rows, List<PromptTemplate> templates, List<Shown> shown, Function<Moment, String> words)
            implements Attempt {
        /** The labels with one more, right behind another. */
        static List<LabelRow> with(List<LabelRow> rows, LabelRow more, LabelRow after) {
            List<LabelRow> all = new ArrayList<>(rows);
            all.add(all.indexOf(after) + 1, more);
            return all;
        }
    }

    /** It cannot be had with these labels. */
    record Impossible(String why) implements Attempt {}

    /**
     * A label before and after.
     *
     * @param before null where it is new
     * @param after the same row, or the one that took its place
     */
    record Shown(@Nullable LabelRow before, LabelRow after) {
        static Shown same(LabelRow row) {
            return new Shown(row, row);
        }
    }
}
