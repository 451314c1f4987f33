// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.eval;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How well each of the labels given fits one image, at one temperature (Radford et al. 2021, §3.1). It speaks of these labels
 * alone: some label always comes first, and the probabilities always sum to 1. Immutable by convention: arrays are not copied.
 *
 * @param labels at least one
 * @param cosines of the image with each label
 * @param temperature τ, which the cosines are divided by before the softmax; above 0
 * @param probabilities of each label, softmax(cosines/τ)
 * @param ranks of each label, from 1; equal cosines share the better rank
 * @param order the labels' indices, best first; of equals the one that was given first
 * @param entropy of the probabilities, in nats
 */
public record ZeroShotAnswer(
        List<String> labels,
        float[] cosines,
        double temperature,
        double[] probabilities,
        int[] ranks,
        int[] order,
        double entropy) {

    /** @throws IllegalArgumentException without a label, where labels and cosines differ in number, or for τ not above 0 */
    public static ZeroShotAnswer of(List<String> labels, float[] cosines, double temperature) {
        if (labels.isEmpty() || labels.size() != cosines.length) {
            throw new IllegalArgumentException(labels.size() + " labels, but " + cosines.length + " cosines");
        }
        int[] order = IntStream.range(0, cosines.length)
                .boxed()
                .sorted(Comparator.comparingDouble(
                        label -> 0 - cosines[label])) // stable: of equals the first stays first
                .mapToInt(Integer::intValue)
                .toArray();
        return of(List.copyOf(labels), cosines, temperature, ranks(cosines, order), order);
    }

    private static ZeroShotAnswer of(
            List<String> labels, float[] cosines, double temperature, int[] ranks, int[] order) {
        double[] probabilities = probabilities(cosines, temperature);
        return new ZeroShotAnswer(
                labels, cosines, temperature, probabilities, ranks, order, Vectors.entropy(probabilities));
    }

    /** The same cosines at another temperature; ranks and order are the very same. */
    public ZeroShotAnswer at(double newTemperature) {
        return of(labels, cosines, newTemperature, ranks, order);
    }

    /** The label that fits best; the first of equals. */
    public String top() {
        return labels.get(order[0]);
    }

    /** The entropy as a share, 0 … 1, of the largest that so many labels can have, ln n; 0 for one label. */
    public double entropyShare() {
        return share(entropy, labels.size());
    }

    /**
     * The sharpness curve: the entropy's share of ln n, 0 … 1, at each temperature; 0 for one label.
     *
     * @param temperatures τ, each above 0
     */
    public static double[] sharpness(float[] cosines, double[] temperatures) {
        return IntStream.range(0, temperatures.length)
                .mapToDouble(i -> share(Vectors.entropy(probabilities(cosines, temperatures[i])), cosines.length))
                .toArray();
    }

    private static double[] probabilities(float[] cosines, double temperature) {
        if (!(temperature > 0)) {
            throw new IllegalArgumentException("a temperature is above 0, not " + temperature);
        }
        return Vectors.softmax(cosines, 1 / temperature);
    }

    private static int[] ranks(float[] cosines, int[] order) {
        int[] ranks = new int[cosines.length];
        for (int place = 0; place < order.length; place++) {
            boolean equal = place > 0 && cosines[order[place]] == cosines[order[place - 1]];
            ranks[order[place]] = equal ? ranks[order[place - 1]] : place + 1;
        }
        return ranks;
    }

    private static double share(double entropy, int labels) {
        return labels == 1 ? 0 : Math.min(1, entropy / Math.log(labels));
    }
}
