// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.eval;

/**
 * Two template sets, A and B, on the same held-out images. What tells them apart are the images that one names right and the
 * other wrong. Immutable.
 *
 * @param images how many there were
 * @param bothRight images that A and B name right
 * @param onlyA images that A names right and B wrong
 * @param onlyB images that B names right and A wrong
 * @param interval of 95 % for {@link #difference}, by Newcombe 1998, method 10; as far as the images were drawn
 *     independently of one another
 */
public record PromptComparison(int images, int bothRight, int onlyA, int onlyB, Interval interval) {
    public enum Verdict {
        A_BETTER,
        B_BETTER,
        /** The interval holds 0: these images do not tell. */
        UNDECIDED
    }

    /**
     * @param images (images, embedDim), rows of length 1
     * @param classOf for each image the index of its class
     * @param classesA (classes, embedDim), the classes' vectors under template set A, rows of length 1
     * @param classesB the same under template set B
     * @throws IllegalArgumentException without an image, or where there is not a class for each
     */
    public static PromptComparison of(float[][] images, int[] classOf, float[][] classesA, float[][] classesB) {
        if (images.length == 0 || images.length != classOf.length) {
            throw new IllegalArgumentException(images.length + " images, but " + classOf.length + " classes");
        }
        float[][] cosinesA = Vectors.cosines(images, classesA);
        float[][] cosinesB = Vectors.cosines(images, classesB);
        int both = 0;
        int onlyA = 0;
        int onlyB = 0;
        for (int i = 0; i < images.length; i++) {
            boolean rightA = Vectors.argMax(cosinesA[i]) == classOf[i];
            boolean rightB = Vectors.argMax(cosinesB[i]) == classOf[i];
            both += rightA && rightB ? 1 : 0;
            onlyA += rightA && !rightB ? 1 : 0;
            onlyB += rightB && !rightA ? 1 : 0;
        }
        int neither = images.length - both - onlyA - onlyB;
        return new PromptComparison(
                images.length, both, onlyA, onlyB, Intervals.pairedDifference(both, onlyA, onlyB, neither));
    }

    /** The share, 0 … 1, of images that A names right. */
    public double accuracyA() {
        return (double) (bothRight + onlyA) / images;
    }

    /** The share, 0 … 1, of images that B names right. */
    public double accuracyB() {
        return (double) (bothRight + onlyB) / images;
    }

    /** B's accuracy less A's, −1 … 1. */
    public double difference() {
        return (double) (onlyB - onlyA) / images;
    }

    public Verdict verdict() {
        if (onlyA == onlyB || interval.contains(0)) {
            return Verdict.UNDECIDED;
        }
        return onlyB > onlyA ? Verdict.B_BETTER : Verdict.A_BETTER;
    }
}
