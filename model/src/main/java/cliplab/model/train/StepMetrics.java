// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

/**
 * What one step was like. NaN stands for what is not defined.
 *
 * @param step from 1
 * @param epoch from 1
 * @param pairs seen since the start, this step's included
 * @param loss mean over the batch's pairs, before the step's update
 * @param lossImageToText of the same, where the loss has directions
 * @param lossTextToImage of the same, where the loss has directions
 * @param floor of this very batch
 * @param top1ImageToText share of images whose most similar text in the batch carries their own caption
 * @param top1TextToImage share of texts whose most similar image in the batch carries the same caption
 * @param temperature τ after the step
 * @param learningRate of this step
 * @param seconds since the start, pauses left out
 * @param pairsPerSecond of this step
 */
public record StepMetrics(
        long step,
        int epoch,
        long pairs,
        double loss,
        double lossImageToText,
        double lossTextToImage,
        double floor,
        double top1ImageToText,
        double top1TextToImage,
        double temperature,
        double learningRate,
        double seconds,
        double pairsPerSecond) {}
