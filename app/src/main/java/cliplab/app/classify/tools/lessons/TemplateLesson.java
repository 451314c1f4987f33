// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.tools.lessons;

import static cliplab.viz.text.Messages.text;
import static cliplab.viz.text.Numbers.six;

import cliplab.app.classify.LabelRow;
import cliplab.app.classify.tools.lessons.Moment.Fit;
import cliplab.model.data.PromptTemplate;
import java.util.List;
import java.util.stream.Collectors;

/** The bare names against names in a template: which one the picture was trained beside makes a difference. */
record TemplateLesson() implements Lesson {
    private static final int SHOWN = 2;

    @Override
    public String name() {
        return text("lesson.template");
    }

    @Override
    public String look() {
        return text("lesson.template.look");
    }

    /** Out of the templates in use, or where there is none into the first that was declared. */
    @Override
    public Attempt attempt(LessonStart start) {
        PromptTemplate first = start.network().data().templates().getFirst();
        boolean bare = start.templates().equals(List.of(PromptTemplate.BARE));
        if (bare && first.equals(PromptTemplate.BARE)) {
            return new Attempt.Impossible(text("lesson.template.none"));
        }
        return new Attempt.Plan(
                start.rows(),
                List.of(bare ? first : PromptTemplate.BARE),
                start.best().stream().limit(SHOWN).map(Attempt.Shown::same).toList(),
                moment -> words(moment, start.top()));
    }

    private static String words(Moment moment, LabelRow top) {
        Fit before = moment.before().fit(top);
        Fit after = moment.after().fit(top);
        if (before == null || after == null) {
            return text("lesson.unread", top.text());
        }
        String was = moment.before().answer().top();
        String is = moment.after().answer().top();
        return text(
                        "lesson.template.said",
                        templates(moment.before()),
                        templates(moment.after()),
                        top.text(),
                        six(before.cosine()),
                        six(after.cosine()),
                        six(before.p()),
                        six(after.p()))
                + (was.equals(is) ? text("lesson.top.stays", is) : text("lesson.top.moves", is, was));
    }

    private static String templates(Moment.Side side) {
        return side.question().templates().stream()
                .map(template -> text("classify.answer.quoted", template.text()))
                .collect(Collectors.joining(", "));
    }
}
