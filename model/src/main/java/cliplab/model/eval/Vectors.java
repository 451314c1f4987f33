// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.eval;

/** Arithmetic on rows of vectors. Thread-safe: it keeps nothing. */
public final class Vectors {
    private Vectors() {}

    public static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    /** The Euclidean length. */
    public static double norm(float[] vector) {
        return Math.sqrt(dot(vector, vector));
    }

    /** A new vector of the same direction and length 1. */
    public static float[] unit(float[] vector) {
        double length = norm(vector);
        float[] unit = new float[vector.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (vector[i] / length);
        }
        return unit;
    }

    /** (rows, columns), the cosine of every row with every column; all of length 1. */
    public static float[][] cosines(float[][] rows, float[][] columns) {
        int width = columns.length == 0 ? 0 : columns[0].length;
        double[][] turned = new double[width][columns.length];
        for (int j = 0; j < columns.length; j++) {
            for (int k = 0; k < width; k++) {
                turned[k][j] = columns[j][k];
            }
        }
        float[][] cosines = new float[rows.length][columns.length];
        for (int i = 0; i < rows.length; i++) {
            // The sums of dot(), all columns at once: only then does the compiler use wide registers.
            double[] sums = new double[columns.length];
            for (int k = 0; k < width; k++) {
                add(rows[i][k], turned[k], sums);
            }
            for (int j = 0; j < sums.length; j++) {
                cosines[i][j] = (float) sums[j];
            }
        }
        return cosines;
    }

    private static void add(double factor, double[] values, double[] sums) {
        for (int j = 0; j < sums.length; j++) {
            sums[j] += factor * values[j];
        }
    }

    /** The index of the largest value; the first of equals. */
    public static int argMax(float[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] > values[best]) {
                best = i;
            }
        }
        return best;
    }

    /** softmax(scale · values), stable. */
    public static double[] softmax(float[] values, double scale) {
        double highest = scale * values[argMax(values)];
        double[] shares = new double[values.length];
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            shares[i] = Math.exp(scale * values[i] - highest);
            sum += shares[i];
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= sum;
        }
        return shares;
    }

    /**
     * −Σ p ln p of shares that sum to 1, in nats (Shannon 1948, §6): 0 where one has everything, ln n where n are equal. A
     * share of 0 adds nothing.
     */
    public static double entropy(double[] shares) {
        double sum = 0;
        for (double share : shares) {
            if (share > 0) {
                sum -= share * Math.log(share);
            }
        }
        return sum;
    }
}
