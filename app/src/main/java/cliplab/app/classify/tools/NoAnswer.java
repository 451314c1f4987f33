// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.tools;

import cliplab.app.training.Sentences;
import cliplab.viz.text.Messages;
import org.jspecify.annotations.Nullable;

/** A question that had no answer, in words. Any thread. */
public final class NoAnswer {
    private NoAnswer() {}

    /** Whole sentences: that there was none, and why where that is known. */
    public static String because(Throwable problem) {
        @Nullable String why = problem.getMessage();
        String none = Messages.text("tool.no-answer");
        return why == null ? none : none + " " + Sentences.whole(why);
    }
}
