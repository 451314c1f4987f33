// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.projection;

import java.util.Arrays;

/**
 * Points laid out in the plane, centred on the origin. Whoever receives one must not write into its arrays.
 *
 * @param kind how it came about
 * @param epoch whose embeddings these are
 * @param x one for each point, in the order of the input
 * @param y likewise, upwards
 * @param kl the Kullback–Leibler divergence that t-SNE minimises, in nats; NaN for principal components
 * @param iterations spent on this layout; 0 for principal components
 */
public record Projection(Kind kind, int epoch, double[] x, double[] y, double kl, int iterations) {
    /** How a layout came about. */
    public enum Kind {
        /** t-SNE from scratch: a function of embeddings, perplexity and seed alone. */
        SETTLED,
        /** t-SNE carried on from the layout before. */
        STREAMING,
        /** The first two principal components. */
        PCA
    }

    public Projection {
        if (x.length != y.length) {
            throw new IllegalArgumentException(x.length + " x for " + y.length + " y");
        }
    }

    /**
     * The points of a layout in their order: images, then captions.
     *
     * @return rows of the two arguments, not copied
     */
    public static float[][] points(float[][] images, float[][] captions) {
        float[][] points = Arrays.copyOf(images, images.length + captions.length);
        System.arraycopy(captions, 0, points, images.length, captions.length);
        return points;
    }

    public int size() {
        return x.length;
    }

    /** The mean distance of the points from the origin. */
    public double meanRadius() {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += Math.hypot(x[i], y[i]);
        }
        return sum / x.length;
    }
}
