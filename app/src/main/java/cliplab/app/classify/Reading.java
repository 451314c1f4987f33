// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify;

import cliplab.model.data.Picture;
import cliplab.model.data.PromptTemplate;
import cliplab.model.eval.ZeroShotAnswer;
import cliplab.model.net.LogitScale;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a network said of the labels, and of the picture chosen, at one moment. Immutable by convention: arrays are not copied.
 *
 * @param network that was asked
 * @param rows the labels that could be asked, in their order: those with a word that is known
 * @param labels their texts when they were asked
 * @param templates they were put into
 * @param texts (labels, embedDim), rows of length 1; of several templates the mean, brought back to length 1
 * @param picture the one chosen, or null
 * @param image (embedDim), of length 1; null without a picture
 * @param cosines of the picture with each label; empty without a picture
 * @param logitScale ln(1/τ) as learned
 */
public record Reading(
        AskedNetwork network,
        List<LabelRow> rows,
        List<String> labels,
        List<PromptTemplate> templates,
        float[][] texts,
        @Nullable Picture picture,
        float @Nullable [] image,
        float[] cosines,
        double logitScale) {
    /** τ as learned. */
    public double learnedTemperature() {
        return LogitScale.temperature(logitScale);
    }

    /** The same cosines at a temperature of the person's choice; null without a picture. */
    public @Nullable ZeroShotAnswer answer(double temperature) {
        return cosines.length == 0 ? null : ZeroShotAnswer.of(labels, cosines, temperature);
    }
}
