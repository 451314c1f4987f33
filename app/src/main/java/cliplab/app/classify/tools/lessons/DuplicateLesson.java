// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.tools.lessons;

import static cliplab.viz.text.Messages.text;
import static cliplab.viz.text.Numbers.alike;
import static cliplab.viz.text.Numbers.six;

import cliplab.app.classify.LabelRow;
import cliplab.app.classify.tools.lessons.Moment.Fit;
import java.util.List;

/** The same label twice: its exponential stands twice in the softmax's sum, so p = e/Σ becomes e/(Σ + e) = p/(1 + p). */
record DuplicateLesson() implements Lesson {
    @Override
    public String name() {
        return text("lesson.duplicate");
    }

    @Override
    public String look() {
        return text("lesson.duplicate.look");
    }

    @Override
    public Attempt attempt(LessonStart start) {
        LabelRow twin = new LabelRow(start.top().text());
        return new Attempt.Plan(
                Attempt.Plan.with(start.rows(), twin, start.top()),
                start.templates(),
                List.of(Attempt.Shown.same(start.top()), new Attempt.Shown(null, twin)),
                moment -> words(moment, start.top()));
    }

    private static String words(Moment moment, LabelRow top) {
        Fit before = moment.before().fit(top);
        Fit after = moment.after().fit(top);
        if (before == null || after == null) {
            return text("lesson.unread", top.text());
        }
        double expected = before.p() / (1 + before.p());
        String share = alike(expected, after.p())
                ? text("lesson.duplicate.said", top.text(), six(before.p()), six(expected), six(after.p()))
                : text("lesson.duplicate.else", top.text(), six(before.p()), six(expected), six(after.p()));
        return share
                + (alike(before.cosine(), after.cosine())
                        ? text("lesson.cosine.stays", six(after.cosine()))
                        : text("lesson.cosine.moves", six(before.cosine()), six(after.cosine())));
    }
}
