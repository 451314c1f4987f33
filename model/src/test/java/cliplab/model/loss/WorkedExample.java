// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.loss;

import cliplab.model.data.RandomStream;

/** Four images and four texts worked by hand, and random squares. */
final class WorkedExample {
    private static final double[][] IMAGES = {{.9, .1, 0}, {0, .8, .3}, {.1, 0, .95}, {.7, .3, .1}};
    private static final double[][] TEXTS = {{.85, .15, .05}, {.05, .75, .35}, {.15, .05, .9}, {.6, .4, .2}};

    /** τ, image to text, text to image, mean. */
    static final double[][] INFO_NCE = {
        {1, 1.01147, 1.01061, 1.01104}, {0.07, 0.20062, 0.17608, 0.18835}, {0.01, 0.13858, 0.01965, 0.07911}
    };

    private WorkedExample() {}

    static double[][] cosines() {
        double[][] cosines = new double[4][4];
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                cosines[i][j] =
                        dot(IMAGES[i], TEXTS[j]) / Math.sqrt(dot(IMAGES[i], IMAGES[i]) * dot(TEXTS[j], TEXTS[j]));
            }
        }
        return cosines;
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }

    /** Uniform in ±{@code bound}, rounded to floats. */
    static double[][] random(int n, double bound) {
        RandomStream random = RandomStream.of(3, "square", n);
        double[][] square = new double[n][n];
        for (double[] row : square) {
            for (int j = 0; j < n; j++) {
                row[j] = (float) random.uniform(-bound, bound);
            }
        }
        return square;
    }
}
