// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.projection;

import java.util.Random;
import java.util.concurrent.CancellationException;

/**
 * The settled map: t-SNE from scratch (van der Maaten and Hinton 2008), turned onto the principal components of the same
 * embeddings. A function of embeddings, perplexity and seed alone. Stateless; works on the caller's thread and no other.
 */
public final class TsneProjector {
    static final double EXAGGERATION = 12;
    static final int EXAGGERATED = 250;
    static final double FIRST_MOMENTUM = 0.5;
    static final double MOMENTUM = 0.8;
    /** Before the first step: so close together that nobody is anybody's neighbour yet. */
    static final double FIRST_SPREAD = 1e-4;
    /** Times the number of points: the customary 200 for the 496 of a run. Fixed, it would throw few points apart. */
    static final double RATE = 0.4;

    private static final int ITERATIONS = 750;
    private static final int REPORT = 10;

    private TsneProjector() {}

    /**
     * @param points n × d, n at least 7
     * @param perplexity taken down to (n − 1) / 3 where it is more
     * @param epoch written into the result
     * @throws CancellationException when {@code progress} says so
     */
    public static Projection project(float[][] points, double perplexity, long seed, int epoch, Progress progress) {
        Affinities near = Affinities.of(points, perplexity, null);
        Random random = new Random(seed);
        double[] x = start(points.length, random);
        double[] y = start(points.length, random);
        Descent descent = new Descent(near, x, y);
        double rate = RATE * points.length;
        for (int i = 0; i < ITERATIONS; i++) {
            if (i % REPORT == 0 && !progress.goOn(i / (double) ITERATIONS)) {
                throw new CancellationException("the map was called off");
            }
            if (i < EXAGGERATED) {
                descent.step(EXAGGERATION, FIRST_MOMENTUM, rate);
            } else {
                descent.step(1, MOMENTUM, rate);
            }
        }
        Projection components = PcaProjector.project(points, epoch);
        Procrustes.align(x, y, components.x(), components.y());
        return new Projection(Projection.Kind.SETTLED, epoch, x, y, near.kl(x, y), ITERATIONS);
    }

    private static double[] start(int size, Random random) {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = FIRST_SPREAD * random.nextGaussian();
        }
        return values;
    }
}
