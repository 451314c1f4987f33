// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.tools.lessons;

import java.util.List;

/** One change of the labels or their templates that is worth a look. Immutable; FX thread only. */
sealed interface Lesson permits SynonymLesson, JunkLesson, DuplicateLesson, TemplateLesson, ScrambleLesson {
    /** In the order in which they are offered. */
    static List<Lesson> all() {
        return List.of(
                new SynonymLesson(Synonyms.ofThisProgram()),
                new JunkLesson(),
                new DuplicateLesson(),
                new TemplateLesson(),
                new ScrambleLesson());
    }

    /** On its button; a word or two. */
    String name();

    /** What to look for, in a sentence. */
    String look();

    Attempt attempt(LessonStart start);
}
