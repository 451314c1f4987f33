// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.tools.lessons;

import cliplab.app.classify.LabelQuestion;
import cliplab.app.classify.LabelRow;
import cliplab.model.data.PackedImages;
import cliplab.model.data.RgbImage;
import cliplab.model.eval.Embedder;
import cliplab.model.eval.Vectors;
import cliplab.model.eval.ZeroShotAnswer;
import cliplab.model.eval.ZeroShotClassifier;
import cliplab.model.net.LogitScale;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a network says of one picture before and after a change of the labels, both at the same moment of its training.
 * Immutable by convention: arrays are not copied.
 *
 * @param readsOrder whether the network heeds the order of words
 */
record Moment(Side before, Side after, boolean readsOrder) {
    /**
     * One set of labels.
     *
     * @param texts (labels, embedDim), rows of length 1
     */
    record Side(LabelQuestion question, float[][] texts, ZeroShotAnswer answer) {
        private static Side of(Embedder embedder, LabelQuestion question, float[] image, double temperature) {
            ZeroShotClassifier classifier = question.classifier(embedder);
            float[] cosines = classifier.cosines(new float[][] {image})[0];
            return new Side(question, classifier.vectors(), ZeroShotAnswer.of(question.labels(), cosines, temperature));
        }

        /** How a label fits; null where no word of it is known, so that it was not asked. */
        @Nullable
        Fit fit(LabelRow row) {
            int index = question.rows().indexOf(row);
            return index < 0
                    ? null
                    : new Fit(answer.cosines()[index], answer.probabilities()[index], answer.ranks()[index]);
        }
    }

    /**
     * How one label fits.
     *
     * @param p its probability among the labels given
     * @param rank from 1
     */
    record Fit(double cosine, double p, int rank) {}

    /**
     * On the network's thread.
     *
     * @param temperature τ; null for the one learned
     */
    static Moment of(
            Embedder embedder,
            RgbImage picture,
            LabelQuestion before,
            LabelQuestion after,
            @Nullable Double temperature) {
        float[] image = embedder.embedImages(PackedImages.of(List.of(picture)))[0];
        double tau = temperature == null ? LogitScale.temperature(embedder.logitScale()) : temperature;
        return new Moment(
                Side.of(embedder, before, image, tau), Side.of(embedder, after, image, tau), embedder.readsOrder());
    }

    /** The cosine of two labels' texts, one as it was before, the other as it is after. */
    double between(LabelRow was, LabelRow is) {
        return Vectors.dot(
                before.texts()[before.question().rows().indexOf(was)],
                after.texts()[after.question().rows().indexOf(is)]);
    }
}
