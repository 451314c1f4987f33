// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

/**
 * Sums over the pairs of an epoch, in double and in the order of the steps, so that a resumed epoch ends on the same bits.
 *
 * @param pairs how many
 * @param seconds spent on steps
 */
public record EpochSums(
        int pairs,
        double loss,
        double lossImageToText,
        double lossTextToImage,
        double floor,
        double top1ImageToText,
        double top1TextToImage,
        double seconds) {
    static final EpochSums ZERO = new EpochSums(0, 0, 0, 0, 0, 0, 0, 0);

    EpochSums plus(StepMetrics step, int n) {
        return new EpochSums(
                pairs + n,
                loss + n * step.loss(),
                lossImageToText + n * step.lossImageToText(),
                lossTextToImage + n * step.lossTextToImage(),
                floor + n * step.floor(),
                top1ImageToText + n * step.top1ImageToText(),
                top1TextToImage + n * step.top1TextToImage(),
                seconds + n / step.pairsPerSecond());
    }
}
