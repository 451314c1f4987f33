// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training;

import cliplab.model.eval.Evaluation;
import cliplab.model.eval.SimilarityMatrix;
import cliplab.model.train.StepMetrics;
import cliplab.viz.projection.ProjectionQuality;
import cliplab.viz.text.Messages;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the numbers of the moment say, in words. Thread-safe: it keeps nothing. */
public final class Sentences {
    private Sentences() {}

    /** Where a loss stands between its two lines. */
    public static String loss(double loss, LossLines lines) {
        if (Double.isNaN(loss) || Double.isNaN(lines.chance())) {
            return Messages.text("say.loss.none");
        }
        if (loss > lines.chance()) {
            return Messages.text("say.loss.above", loss, lines.chance(), lines.batchSize());
        }
        double above = loss - lines.floor();
        if (above < 0.02) {
            return Messages.text("say.loss.floor", loss, lines.floor());
        }
        return Messages.text("say.loss.between", loss, 100 * lines.share(loss), lines.chance(), lines.floor());
    }

    /** What held-out accuracy means. */
    public static String accuracy(int epoch, double accuracy, int heldOut, double chance) {
        if (Double.isNaN(accuracy)) {
            return Messages.text("say.accuracy.none");
        }
        return Messages.text("say.accuracy", epoch, 100 * accuracy, heldOut, accuracy / chance);
    }

    /** How far apart classes lie. */
    public static String cosines(Evaluation evaluation) {
        return Messages.text("say.cosines", evaluation.withinClass(), evaluation.betweenClasses());
    }

    /** Before there is anything to say. */
    public static String nothing() {
        return Messages.text("say.none");
    }

    /** How honest a map is. */
    public static String map(ProjectionQuality quality) {
        return Messages.text(
                "say.map",
                100 * quality.purity(),
                100 * quality.purityInPicture(),
                quality.trustworthiness(),
                quality.starsInPicture(),
                quality.captions());
    }

    /** How the batch of a step was matched. */
    public static String batch(StepMetrics step) {
        return Messages.text("say.batch", step.step(), 100 * step.top1ImageToText(), 100 * step.top1TextToImage());
    }

    /** How many rows are decided for their own caption. */
    public static String matrix(SimilarityMatrix matrix, List<SimilarityMatrix.Decision> decisions) {
        int right = 0;
        for (int row = 0; row < decisions.size(); row++) {
            if (matrix.columns()
                    .get(decisions.get(row).winner())
                    .equals(matrix.rows().get(row))) {
                right++;
            }
        }
        return Messages.text("say.matrix", right, decisions.size());
    }

    /** Lines that other parts wrote as halves of sentences, with a capital and a full stop each. */
    public static String whole(String text) {
        return text.lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.substring(0, 1).toUpperCase(Locale.ROOT) + line.substring(1))
                .map(line -> line.endsWith(".") ? line : line + ".")
                .collect(Collectors.joining("\n"));
    }

    /** A span of time as a person says it. */
    public static String duration(double seconds) {
        if (!(seconds >= 0) || Double.isInfinite(seconds)) {
            return "–";
        }
        long whole = Math.round(seconds);
        if (whole < 60) {
            return Messages.text("say.seconds", whole);
        }
        return whole < 3600
                ? Messages.text("say.minutes", whole / 60, whole % 60)
                : Messages.text("say.hours", whole / 3600, whole % 3600 / 60);
    }
}
