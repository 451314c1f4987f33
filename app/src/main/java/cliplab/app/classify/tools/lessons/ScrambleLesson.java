// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.tools.lessons;

import static cliplab.viz.text.Messages.text;
import static cliplab.viz.text.Numbers.alike;
import static cliplab.viz.text.Numbers.six;

import cliplab.app.classify.LabelRow;
import cliplab.app.classify.tools.lessons.Moment.Fit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The best label with its words in another order: an encoder that takes the mean over words cannot tell them apart. */
record ScrambleLesson() implements Lesson {
    @Override
    public String name() {
        return text("lesson.scramble");
    }

    @Override
    public String look() {
        return text("lesson.scramble.look");
    }

    @Override
    public Attempt attempt(LessonStart start) {
        Optional<LabelRow> found = start.best().stream()
                .filter(row -> scrambled(row.text()).isPresent())
                .findFirst();
        if (found.isEmpty()) {
            return new Attempt.Impossible(text("lesson.scramble.none"));
        }
        LabelRow was = found.get();
        LabelRow is = new LabelRow(scrambled(was.text()).orElseThrow());
        List<LabelRow> rows = new ArrayList<>(start.rows());
        rows.set(rows.indexOf(was), is);
        return new Attempt.Plan(
                rows, start.templates(), List.of(new Attempt.Shown(was, is)), moment -> words(moment, was, is));
    }

    /** From the last word to the first; where that reads the same, the first word last. */
    static Optional<String> scrambled(String text) {
        List<String> words = Arrays.asList(text.strip().split("\\s+"));
        List<String> turned = new ArrayList<>(words);
        Collections.rotate(turned, -1);
        return List.of(words.reversed(), turned).stream()
                .filter(order -> !order.equals(words))
                .findFirst()
                .map(order -> String.join(" ", order));
    }

    private static String words(Moment moment, LabelRow was, LabelRow is) {
        Fit before = moment.before().fit(was);
        Fit after = moment.after().fit(is);
        if (before == null || after == null) {
            return text("lesson.unread", is.text());
        }
        double between = moment.between(was, is);
        String said = text("lesson.scramble.said", was.text(), is.text(), six(between));
        if (moment.readsOrder()) {
            return said + text("lesson.scramble.reads", six(before.cosine()), six(after.cosine()));
        }
        return said + (alike(between, 1) ? text("lesson.scramble.blind") : text("lesson.scramble.else"));
    }
}
