// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.tools.lessons;

import static cliplab.viz.text.Messages.text;
import static cliplab.viz.text.Numbers.six;

import cliplab.app.classify.AskedNetwork;
import cliplab.app.classify.LabelRow;
import cliplab.app.classify.tools.lessons.Moment.Fit;
import cliplab.model.data.WordTokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A second name for the best label: the two share a probability, as far as the network knows the word. */
record SynonymLesson(Synonyms synonyms) implements Lesson {
    @Override
    public String name() {
        return text("lesson.synonym");
    }

    @Override
    public String look() {
        return text("lesson.synonym.look");
    }

    @Override
    public Attempt attempt(LessonStart start) {
        LabelRow top = start.top();
        Optional<String> other = synonyms.another(top.text());
        if (other.isEmpty()) {
            return new Attempt.Impossible(text("lesson.synonym.none", top.text()));
        }
        LabelRow synonym = new LabelRow(other.get());
        return new Attempt.Plan(
                Attempt.Plan.with(start.rows(), synonym, top),
                start.templates(),
                List.of(Attempt.Shown.same(top), new Attempt.Shown(null, synonym)),
                moment -> words(moment, top, synonym));
    }

    private static String words(Moment moment, LabelRow top, LabelRow synonym) {
        Fit before = moment.before().fit(top);
        Fit after = moment.after().fit(top);
        Fit other = moment.after().fit(synonym);
        AskedNetwork network = moment.after().question().network();
        if (before == null || after == null || network == null) {
            return text("lesson.unread", top.text());
        }
        List<String> unknown =
                network.data().tokenizer().tokenize(synonym.text()).unknown();
        String missing = String.join(", ", unknown);
        if (other == null) {
            return text("lesson.synonym.unread", synonym.text(), missing, six(before.p()), six(after.p()));
        }
        List<String> left = new ArrayList<>(WordTokenizer.words(synonym.text()));
        left.removeAll(unknown);
        String known = unknown.isEmpty()
                ? ""
                : text("lesson.synonym.unknown", missing, synonym.text(), String.join(" ", left));
        return known
                + text(
                        "lesson.synonym.said",
                        top.text(),
                        six(before.p()),
                        six(after.p()),
                        six(other.p()),
                        six(after.p() + other.p()));
    }
}
