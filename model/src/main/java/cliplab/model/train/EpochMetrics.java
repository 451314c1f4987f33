// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

/**
 * What one epoch was like; epoch 0 is the untrained network. NaN stands for what is not defined.
 *
 * @param epoch from 0
 * @param step the last of the epoch
 * @param pairs seen since the start
 * @param loss mean over the epoch's pairs
 * @param lossImageToText of the same, where the loss has directions
 * @param lossTextToImage of the same, where the loss has directions
 * @param floor of the epoch's own batches, mean over its pairs
 * @param accuracy zero-shot on held-out images of classes that were trained on, as a fraction
 * @param accuracyWithheld the same on withheld classes
 * @param top1ImageToText in-batch, mean over the epoch's pairs
 * @param top1TextToImage in-batch, mean over the epoch's pairs
 * @param temperature τ after the last step
 * @param learningRate of the last step
 * @param seconds since the start, pauses left out
 * @param pairsPerSecond of the epoch's steps, its evaluation left out
 */
public record EpochMetrics(
        int epoch,
        long step,
        long pairs,
        double loss,
        double lossImageToText,
        double lossTextToImage,
        double floor,
        double accuracy,
        double accuracyWithheld,
        double top1ImageToText,
        double top1TextToImage,
        double temperature,
        double learningRate,
        double seconds,
        double pairsPerSecond) {}
