// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.figures;

import cliplab.viz.figure.ComparisonFigure;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which figure of several runs, and how it is looked at. Immutable.
 *
 * @param steps whether the loss is that of the steps, not of the epochs; never so for accuracy
 */
public record ComparisonRequest(ComparisonFigure.Measure measure, ComparisonFigure.Axis axis, boolean steps) {
    public ComparisonRequest {
        steps = steps && measure == ComparisonFigure.Measure.LOSS;
    }

    /**
     * As a person types it.
     *
     * @param axis null for epochs
     * @throws IllegalArgumentException for another figure or axis; the message is for people
     */
    public static ComparisonRequest of(String figure, @Nullable String axis, boolean steps) {
        return new ComparisonRequest(measure(figure), axis == null ? ComparisonFigure.Axis.EPOCH : axis(axis), steps);
    }

    private static ComparisonFigure.Measure measure(String word) {
        try {
            return ComparisonFigure.Measure.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "of several runs, loss or accuracy can be drawn, not \"" + word + "\"", e);
        }
    }

    private static ComparisonFigure.Axis axis(String word) {
        try {
            return ComparisonFigure.Axis.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the axis of a comparison counts epoch, step, pairs or time, not \"" + word + "\"", e);
        }
    }

    /** Its figure, as a person types it. */
    public String figure() {
        return measure.name().toLowerCase(Locale.ROOT);
    }

    /** Its axis, as a person types it. */
    public String counted() {
        return axis.name().toLowerCase(Locale.ROOT);
    }

    /** A name for its file, without the ending, such as "comparison-loss-3-runs". */
    public String stem(int runs) {
        return "comparison-" + figure() + "-" + runs + "-runs";
    }
}
