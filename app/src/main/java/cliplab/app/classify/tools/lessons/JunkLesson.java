// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.tools.lessons;

import static cliplab.viz.text.Messages.text;
import static cliplab.viz.text.Numbers.six;

import cliplab.app.classify.LabelRow;
import cliplab.app.classify.tools.lessons.Moment.Fit;
import cliplab.model.data.Tokenizer;
import cliplab.viz.text.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A label that names nothing, made of a template's own words: the softmax gives it a share all the same, and takes it from the
 * others in proportion, so that each keeps 1 − p of the junk.
 */
record JunkLesson() implements Lesson {
    @Override
    public String name() {
        return text("lesson.junk");
    }

    @Override
    public String look() {
        return text("lesson.junk.look");
    }

    @Override
    public Attempt attempt(LessonStart start) {
        Optional<String> words = junk(start);
        if (words.isEmpty()) {
            return new Attempt.Impossible(text("lesson.junk.none"));
        }
        LabelRow junk = new LabelRow(words.get());
        List<LabelRow> rows = new ArrayList<>(start.rows());
        rows.add(junk);
        return new Attempt.Plan(
                rows,
                start.templates(),
                List.of(Attempt.Shown.same(start.top()), new Attempt.Shown(null, junk)),
                moment -> words(moment, junk));
    }

    /** The longest template without its label, as long as the network knows all of it and it is no label yet. */
    private static Optional<String> junk(LessonStart start) {
        Tokenizer tokenizer = start.network().data().tokenizer();
        List<String> taken = start.rows().stream().map(LabelRow::text).toList();
        return start.network().data().templates().stream()
                .map(template -> template.fill("").strip())
                .filter(words -> !tokenizer.tokenize(words).isEmpty()
                        && tokenizer.tokenize(words).unknown().isEmpty()
                        && !taken.contains(words))
                .max(Comparator.comparingInt(String::length));
    }

    private static String words(Moment moment, LabelRow junk) {
        Fit fit = moment.after().fit(junk);
        if (fit == null) {
            return text("lesson.unread", junk.text());
        }
        // The junk stands last, so that the others have the same places before and after.
        double[] before = moment.before().answer().probabilities();
        double[] after = moment.after().answer().probabilities();
        double off = 0;
        for (int i = 0; i < before.length; i++) {
            off = Math.max(off, Math.abs(after[i] - before[i] * (1 - fit.p())));
        }
        int labels = moment.after().answer().labels().size();
        String said = text("lesson.junk.said", junk.text(), six(fit.p()), fit.rank(), labels);
        return said
                + (Numbers.alike(off, 0)
                        ? text("lesson.junk.others", six(1 - fit.p()))
                        : text("lesson.junk.else", six(1 - fit.p()), six(off)));
    }
}
