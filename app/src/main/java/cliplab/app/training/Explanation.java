// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training;

import cliplab.model.eval.Evaluation;
import cliplab.model.train.EpochMetrics;
import cliplab.model.train.StepMetrics;
import cliplab.viz.text.Messages;

/**
 * What a pane says of itself when asked.
 *
 * @param shows what is drawn
 * @param now what it says at this moment, with the run's numbers
 * @param read how to read it
 * @param attempt what to try
 */
public record Explanation(String shows, String now, String read, String attempt) {
    public static Explanation loss(TrainingViewModel training) {
        return new Explanation(
                Messages.text("help.loss.shows"),
                Sentences.loss(training.spokenLoss(), training.spokenLines()),
                Messages.text("help.loss.read"),
                Messages.text("help.loss.try"));
    }

    public static Explanation accuracy(TrainingViewModel training) {
        EpochMetrics epoch = training.viewedMetrics();
        LabEvent.Prepared run = training.run();
        String now = epoch == null || run == null
                ? Messages.text("say.accuracy.none")
                : Sentences.accuracy(
                        training.spokenEpoch(),
                        training.spokenAccuracy(),
                        run.data().evaluation().images().count(),
                        1.0 / run.data().evaluation().subjects().size());
        return new Explanation(
                Messages.text("help.accuracy.shows"),
                now,
                Messages.text("help.accuracy.read"),
                Messages.text("help.accuracy.try"));
    }

    public static Explanation similarity(TrainingViewModel training) {
        Look look = training.shownProperty().get();
        return new Explanation(
                Messages.text("help.similarity.shows"),
                look == null
                        ? Messages.text("say.none")
                        : Messages.text(
                                "say.similarity",
                                Sentences.matrix(look.matrix(), look.decisions()),
                                look.temperature(),
                                1 / look.temperature()),
                Messages.text("help.similarity.read"),
                Messages.text("help.similarity.try"));
    }

    /** @param now the quality of the picture, in words */
    public static Explanation map(String now) {
        return new Explanation(
                Messages.text("help.map.shows"), now, Messages.text("help.map.read"), Messages.text("help.map.try"));
    }

    public static Explanation batch(TrainingViewModel training) {
        StepMetrics step = training.lastStepProperty().get();
        return new Explanation(
                Messages.text("help.batch.shows"),
                step == null ? Messages.text("say.none") : Sentences.batch(step),
                Messages.text("help.batch.read"),
                Messages.text("help.batch.try"));
    }

    public static Explanation cosines(TrainingViewModel training) {
        Look look = training.shownProperty().get();
        Evaluation evaluation = look == null ? null : look.evaluation();
        return new Explanation(
                Messages.text("help.cosines.shows"),
                evaluation == null ? Messages.text("say.none") : Sentences.cosines(evaluation),
                Messages.text("help.cosines.read"),
                Messages.text("help.cosines.try"));
    }

    /** @param parameters of the network as set up */
    public static Explanation network(int parameters) {
        return new Explanation(
                Messages.text("help.network.shows"),
                Messages.text("say.network", parameters),
                Messages.text("help.network.read"),
                Messages.text("help.network.try"));
    }
}
