// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

/**
 * One training step. Undefined numbers are NaN.
 *
 * @param step counted from 1, rising
 * @param epoch epochs done, with the fraction of the one under way
 * @param seconds of training so far
 * @param loss of the batch, mean of the two directions in use
 * @param imageToText loss of picking the caption for an image
 * @param textToImage loss of picking the image for a caption
 * @param batchFloor the least loss that the duplicate captions of this batch allow
 */
public record LossPoint(
        long step,
        double epoch,
        double seconds,
        double loss,
        double imageToText,
        double textToImage,
        double batchFloor) {}
