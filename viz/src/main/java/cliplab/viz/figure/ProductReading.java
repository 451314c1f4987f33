// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The cosine of two vectors of length 1, dimension by dimension: the products of their coordinates, which sum to it. Immutable
 * by convention: arrays are not copied.
 *
 * @param image (dimensions), of length 1
 * @param label (dimensions), of length 1
 * @param products of the two, dimension by dimension
 * @param byContribution the dimensions' indices, the largest product first; of equals the one that stands first
 */
public record ProductReading(float[] image, float[] label, double[] products, int[] byContribution) {
    /** @throws IllegalArgumentException for vectors of different lengths or of none */
    public static ProductReading of(float[] image, float[] label) {
        if (image.length == 0 || image.length != label.length) {
            throw new IllegalArgumentException(image.length + " dimensions, but " + label.length);
        }
        double[] products = new double[image.length];
        for (int d = 0; d < products.length; d++) {
            products[d] = (double) image[d] * label[d];
        }
        int[] order = IntStream.range(0, products.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer d) -> products[d]).reversed())
                .mapToInt(Integer::intValue)
                .toArray();
        return new ProductReading(image, label, products, order);
    }

    public int dimensions() {
        return products.length;
    }

    /** The sum of all products. */
    public double sum() {
        return running(IntStream.range(0, dimensions()).toArray())[dimensions() - 1];
    }

    /** The sum of the products up to each place of an order, that place included. */
    public double[] running(int[] order) {
        double[] sums = new double[order.length];
        double sum = 0;
        for (int place = 0; place < order.length; place++) {
            sum += products[order[place]];
            sums[place] = sum;
        }
        return sums;
    }
}
