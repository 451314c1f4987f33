// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.shell;

import cliplab.app.classify.ClassifierModel;
import cliplab.app.classify.labels.AnswerSentences;
import cliplab.app.training.Explanation;
import cliplab.model.eval.ZeroShotAnswer;
import cliplab.viz.text.Messages;

/** What the classifier says of itself when asked. FX thread only. */
final class ClassifierWords {
    private ClassifierWords() {}

    static Explanation explain(ClassifierModel model) {
        ZeroShotAnswer answer = model.answerProperty().get();
        return new Explanation(
                Messages.text("help.classify.shows"),
                answer == null
                        ? Messages.text("help.classify.none")
                        : AnswerSentences.headline(
                                answer, model.thresholdProperty().get()),
                Messages.text("help.classify.read"),
                Messages.text("help.classify.try"));
    }
}
