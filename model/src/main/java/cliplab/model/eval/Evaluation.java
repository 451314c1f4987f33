// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.eval;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What a network achieves on the held-out images at one moment. Immutable by convention: arrays are not copied.
 *
 * @param accuracy zero-shot, as a fraction of the images of classes that were trained on; empty without labels
 * @param accuracyWithheld the same for withheld classes; empty where there are none
 * @param accuracyPerLabel for each label; empty without labels
 * @param matrix the first image of each subject against every caption
 * @param decisions for each row of the matrix its winner, margin and runner-up
 * @param cosineBySharedAttributes mean cosine of image and caption that share 0, 1, … attributes; empty without attributes
 * @param withinClass mean cosine of two different images of one subject
 * @param betweenClasses mean cosine of two images of different subjects
 * @param imageVectors (images, embedDim), rows of length 1
 * @param captionVectors (subjects, embedDim), rows of length 1
 * @param imageToText retrieval of captions by images
 * @param textToImage retrieval of images by captions
 */
public record Evaluation(
        OptionalDouble accuracy,
        OptionalDouble accuracyWithheld,
        double[] accuracyPerLabel,
        SimilarityMatrix matrix,
        List<SimilarityMatrix.Decision> decisions,
        double[] cosineBySharedAttributes,
        double withinClass,
        double betweenClasses,
        float[][] imageVectors,
        float[][] captionVectors,
        RetrievalMetrics imageToText,
        RetrievalMetrics textToImage) {}
