// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.figures;

import cliplab.viz.figure.XAxisKind;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a figure is looked at, as a person sets it with the pane's own controls. What does not concern a figure is ignored. Immutable.
 *
 * @param axis what the horizontal axis of a curve counts; null for what is usual with the figure
 * @param smoothing of the loss, 0 … 0.99
 * @param logarithmic whether the loss has a logarithmic axis
 * @param directions whether the two directions are drawn: of the loss, and of the matches within batches
 * @param perClass whether each class has its line of accuracy
 * @param softmax whether similarities are probabilities instead of cosines
 * @param components whether the map is of principal components instead of t-SNE
 * @param perplexity of t-SNE, 2 … 200
 */
public record FigureView(
        @Nullable XAxisKind axis,
        double smoothing,
        boolean logarithmic,
        boolean directions,
        boolean perClass,
        boolean softmax,
        boolean components,
        int perplexity) {
    /** As the panes begin. */
    public static final FigureView USUAL = new FigureView(null, 0.9, false, false, false, false, false, 15);

    public FigureView {
        if (!(smoothing >= 0 && smoothing <= 0.99)) {
            throw new IllegalArgumentException("smoothing must be from 0 to 0.99, not " + smoothing);
        }
        if (perplexity < 2 || perplexity > 200) {
            throw new IllegalArgumentException("perplexity must be from 2 to 200, not " + perplexity);
        }
    }

    /** @throws IllegalArgumentException for a word that is none of the three */
    public static XAxisKind axis(String word) {
        try {
            return XAxisKind.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("an axis counts step, epoch or time, not \"" + word + "\"", e);
        }
    }
}
