// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.projection;

import java.util.Arrays;
import java.util.Random;

/** Points about well separated directions of the unit sphere: images class by class, then one caption for each class. */
record Clusters(float[][] images, float[][] captions, int[] classOfImage) {
    static Clusters of(int classes, int each, int dimensions, double noise, long seed) {
        Random random = new Random(seed);
        float[][] images = new float[classes * each][];
        float[][] captions = new float[classes][];
        int[] classOf = new int[classes * each];
        for (int c = 0; c < classes; c++) {
            double[] centre = random.doubles(dimensions, -1, 1).toArray();
            captions[c] = near(centre, noise, random);
            for (int i = 0; i < each; i++) {
                images[c * each + i] = near(centre, noise, random);
                classOf[c * each + i] = c;
            }
        }
        return new Clusters(images, captions, classOf);
    }

    private static float[] near(double[] centre, double noise, Random random) {
        float[] point = new float[centre.length];
        double length = 0;
        for (int k = 0; k < point.length; k++) {
            point[k] = (float) (centre[k] + noise * random.nextGaussian());
            length += point[k] * point[k];
        }
        for (int k = 0; k < point.length; k++) {
            point[k] /= (float) Math.sqrt(length);
        }
        return point;
    }

    float[][] points() {
        float[][] points = Arrays.copyOf(images, images.length + captions.length);
        System.arraycopy(captions, 0, points, images.length, captions.length);
        return points;
    }
}
