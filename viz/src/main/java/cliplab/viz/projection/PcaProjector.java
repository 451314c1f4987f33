// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.projection;

/**
 * The first two principal components. Deterministic: of the two signs that an axis may have, it takes the one whose largest
 * loading is positive. Stateless.
 */
public final class PcaProjector {
    private static final int SWEEPS = 60;
    private static final double DONE = 1e-24;

    private PcaProjector() {}

    /**
     * @param points n × d, at least one point
     * @param epoch written into the result
     */
    public static Projection project(float[][] points, int epoch) {
        double[][] centred = centred(points);
        double[][] covariance = covariance(centred);
        double[][] axes = eigenvectors(covariance);
        int first = largest(covariance, -1);
        int second = largest(covariance, first);
        return new Projection(
                Projection.Kind.PCA, epoch, along(centred, axes[first]), along(centred, axes[second]), Double.NaN, 0);
    }

    private static double[][] centred(float[][] points) {
        int width = points[0].length;
        double[] mean = new double[width];
        for (float[] point : points) {
            for (int k = 0; k < width; k++) {
                mean[k] += point[k] / (double) points.length;
            }
        }
        double[][] centred = new double[points.length][width];
        for (int i = 0; i < points.length; i++) {
            for (int k = 0; k < width; k++) {
                centred[i][k] = points[i][k] - mean[k];
            }
        }
        return centred;
    }

    /** At least 2 × 2, so that there are two axes even for points on a line. */
    private static double[][] covariance(double[][] centred) {
        int width = Math.max(2, centred[0].length);
        double[][] covariance = new double[width][width];
        for (double[] point : centred) {
            for (int a = 0; a < point.length; a++) {
                for (int b = 0; b < point.length; b++) {
                    covariance[a][b] += point[a] * point[b];
                }
            }
        }
        return covariance;
    }

    /**
     * Jacobi's rotations: turns {@code matrix} into its eigenvalues on the diagonal and returns the eigenvectors as rows. Java
     * alone: Smile's decompositions ask for a native library.
     */
    private static double[][] eigenvectors(double[][] matrix) {
        int size = matrix.length;
        double[][] vectors = new double[size][size];
        double trace = 0;
        for (int i = 0; i < size; i++) {
            vectors[i][i] = 1;
            trace += matrix[i][i];
        }
        for (int sweep = 0; sweep < SWEEPS && offDiagonal(matrix) > DONE * trace * trace; sweep++) {
            for (int p = 0; p < size; p++) {
                for (int q = p + 1; q < size; q++) {
                    rotate(matrix, vectors, p, q);
                }
            }
        }
        return vectors;
    }

    private static double offDiagonal(double[][] matrix) {
        double sum = 0;
        for (int i = 0; i < matrix.length; i++) {
            for (int j = i + 1; j < matrix.length; j++) {
                sum += matrix[i][j] * matrix[i][j];
            }
        }
        return sum;
    }

    private static void rotate(double[][] matrix, double[][] vectors, int p, int q) {
        if (matrix[p][q] == 0) {
            return;
        }
        double theta = (matrix[q][q] - matrix[p][p]) / (2 * matrix[p][q]);
        double tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double cosine = 1 / Math.sqrt(tangent * tangent + 1);
        double sine = tangent * cosine;
        for (int k = 0; k < matrix.length; k++) {
            double a = matrix[k][p];
            double b = matrix[k][q];
            matrix[k][p] = cosine * a - sine * b;
            matrix[k][q] = sine * a + cosine * b;
        }
        turnRows(matrix, p, q, cosine, sine);
        turnRows(vectors, p, q, cosine, sine);
    }

    private static void turnRows(double[][] matrix, int p, int q, double cosine, double sine) {
        for (int k = 0; k < matrix.length; k++) {
            double a = matrix[p][k];
            double b = matrix[q][k];
            matrix[p][k] = cosine * a - sine * b;
            matrix[q][k] = sine * a + cosine * b;
        }
    }

    private static int largest(double[][] matrix, int except) {
        int best = except == 0 ? 1 : 0;
        for (int i = 0; i < matrix.length; i++) {
            if (i != except && matrix[i][i] > matrix[best][best]) {
                best = i;
            }
        }
        return best;
    }

    private static double[] along(double[][] centred, double[] axis) {
        double extreme = 0;
        for (double loading : axis) {
            extreme = Math.abs(loading) > Math.abs(extreme) ? loading : extreme;
        }
        double sign = Math.signum(extreme);
        double[] coordinates = new double[centred.length];
        for (int i = 0; i < centred.length; i++) {
            for (int k = 0; k < centred[i].length; k++) {
                coordinates[i] += sign * axis[k] * centred[i][k];
            }
        }
        return coordinates;
    }
}
