// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.loss;

import ai.djl.ndarray.NDArray;

/**
 * The symmetric cross-entropy over in-batch similarities: −log softmax of the matching entry, over rows, over columns, or
 * the mean of both (Oord et al. 2018; Radford et al. 2021, figure 3).
 */
public record InfoNce(Direction direction) implements ContrastiveLoss {
    @Override
    public Terms terms(NDArray logits) {
        long n = logits.getShape().get(0);
        NDArray weights = logits.getManager().eye((int) n).divi(-n);
        NDArray imageToText = logits.logSoftmax(1).mul(weights).sum();
        NDArray textToImage = logits.logSoftmax(0).mul(weights).sum();
        NDArray total = switch (direction) {
            case BOTH -> imageToText.add(textToImage).mul(0.5f);
            case IMAGE_TO_TEXT -> imageToText;
            case TEXT_TO_IMAGE -> textToImage;
        };
        return new Terms(total, imageToText, textToImage);
    }

    @Override
    public String name() {
        return switch (direction) {
            case BOTH -> "infonce";
            case IMAGE_TO_TEXT -> "infonce image-to-text";
            case TEXT_TO_IMAGE -> "infonce text-to-image";
        };
    }

    @Override
    public boolean hasDirections() {
        return true;
    }

    /** log N. */
    @Override
    public double chanceLine(int n) {
        return Math.log(n);
    }

    /** log k: the probability is shared among the k texts that are the same. */
    @Override
    public double duplicateFloor(int k) {
        return Math.log(k);
    }

    @Override
    public double startTemperature() {
        return 0.07;
    }
}
