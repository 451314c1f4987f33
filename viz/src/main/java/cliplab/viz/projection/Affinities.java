// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.projection;

import org.jspecify.annotations.Nullable;

/**
 * How much each point of the original space is a neighbour of each other: t-SNE's P (van der Maaten and Hinton 2008), symmetric,
 * with sum 1. The widths of the kernels follow Smile's rule, so that the divergence of a map may be compared with that of Smile's.
 * Immutable.
 */
final class Affinities {
    private static final double TINY = 1e-16;
    private static final double TOLERANCE = 1e-6;
    private static final int TRIES = 60;

    private final int size;
    private final double[][] p;
    private final double[] precisions;

    private Affinities(int size, double[][] p, double[] precisions) {
        this.size = size;
        this.p = p;
        this.precisions = precisions;
    }

    /** No point can have more than all the others for neighbours, and a third of them is customary. */
    static double clampedPerplexity(double perplexity, int size) {
        return Math.max(2, Math.min(perplexity, (size - 1) / 3.0));
    }

    /**
     * @param points n × d
     * @param like affinities of nearly the same points, whose kernels' widths are then the first guess; or null
     */
    static Affinities of(float[][] points, double perplexity, @Nullable Affinities like) {
        int size = points.length;
        double[][] distances = squaredDistances(points);
        double target = Math.log(clampedPerplexity(perplexity, size)) / Math.log(2);
        double[] precisions = new double[size];
        double[][] p = new double[size][size];
        for (int i = 0; i < size; i++) {
            double guess = like != null && like.size == size ? like.precisions[i] : firstGuess(distances[i]);
            precisions[i] = row(distances[i], i, target, guess, p[i]);
        }
        for (int i = 0; i < size; i++) {
            p[i][i] = 0;
            for (int j = 0; j < i; j++) {
                double both = Math.max(TINY, (p[i][j] + p[j][i]) / (2.0 * size));
                p[i][j] = both;
                p[j][i] = both;
            }
        }
        return new Affinities(size, p, precisions);
    }

    static double[][] squaredDistances(float[][] points) {
        int size = points.length;
        double[][] distances = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                double sum = 0;
                for (int k = 0; k < points[i].length; k++) {
                    double difference = points[i][k] - points[j][k];
                    sum += difference * difference;
                }
                distances[i][j] = sum;
                distances[j][i] = sum;
            }
        }
        return distances;
    }

    private static double firstGuess(double[] distances) {
        double sum = 0;
        for (double distance : distances) {
            sum += distance;
        }
        return sum == 0 ? 1 : distances.length / sum;
    }

    /**
     * Finds the precision b at which log2 Σ exp(−b d) + b·mean(d) reaches the target, by Newton's steps kept inside a shrinking
     * bracket, and writes the row. The true entropy would have log2 e before the second term: Smile leaves it out, so its
     * perplexity of 30 reaches somewhat further than 30 neighbours.
     */
    private static double row(double[] distances, int self, double target, double guess, double[] p) {
        double precision = guess;
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double sum = 1;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            sum = 0;
            double first = 0;
            double second = 0;
            for (int j = 0; j < distances.length; j++) {
                double distance = distances[j];
                double weight = j == self ? 0 : Math.exp(-precision * distance);
                p[j] = weight;
                sum += weight;
                first += weight * distance;
                second += weight * distance * distance;
            }
            double mean = sum == 0 ? 0 : first / sum;
            double excess = sum == 0 ? -target : Math.log(sum) / Math.log(2) + precision * mean - target;
            if (Math.abs(excess) < TOLERANCE) {
                break;
            }
            low = excess > 0 ? precision : low;
            high = excess > 0 ? high : precision;
            double variance = sum == 0 ? 0 : second / sum - mean * mean;
            double slope = -mean * (1 / Math.log(2) - 1) - precision * variance;
            double next = precision - excess / slope;
            boolean inside = next > low && next < high;
            precision = inside ? next : Double.isInfinite(high) ? precision * 2 : (low + high) / 2;
        }
        for (int j = 0; j < distances.length && sum > 0; j++) {
            p[j] /= sum;
        }
        return precision;
    }

    int size() {
        return size;
    }

    /** Row by row, for the inner loop of the refinement; not to be written into. */
    double[][] rows() {
        return p;
    }

    /** The divergence of a layout's similarities from these, in nats. */
    double kl(double[] x, double[] y) {
        double total = 0;
        double sum = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                double dx = x[i] - x[j];
                double dy = y[i] - y[j];
                double spread = 1 + dx * dx + dy * dy;
                double share = p[i][j];
                total += 1 / spread;
                sum += share * Math.log(share * spread);
            }
        }
        return 2 * sum + Math.log(2 * total);
    }
}
