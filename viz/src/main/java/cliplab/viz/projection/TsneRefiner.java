// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.projection;

import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * The streaming map: t-SNE carried on from the layout before, so that points glide instead of changing places. It minimises
 * the same function as {@link TsneProjector}. Each frame begins with a short exaggerated phase, which lets clusters that
 * start in each other's way pass through. No randomness: frames are a function of the embeddings seen. One owner, one thread.
 */
public final class TsneRefiner {
    private static final int REPORT = 10;
    private static final int BURST = 50;
    private static final int EXAGGERATED = 50;
    private static final double EXAGGERATION = 4;
    private static final int LEAST = 150;
    private static final int MOST = 750;
    /** Another burst follows where the last one took the divergence below this share: most of all after the first epoch. */
    private static final double WORTH_IT = 0.995;

    private @Nullable Affinities affinities;
    private double[] x = {};
    private double[] y = {};

    /** Goes on from a layout that somebody else made; its arrays stay as they are. */
    public void startFrom(Projection layout) {
        x = layout.x();
        y = layout.y();
    }

    /**
     * The next frame, turned onto the last one. The first, or one of another number of points, starts from the principal
     * components. Called off, it leaves the last frame in place.
     *
     * @param points n × d, n at least 7
     * @param perplexity taken down to (n − 1) / 3 where it is more
     * @param epoch written into the result
     * @throws CancellationException when {@code progress} says so
     */
    public Projection refine(float[][] points, double perplexity, int epoch, Progress progress) {
        Affinities near = Affinities.of(points, perplexity, affinities);
        Projection components = PcaProjector.project(points, epoch);
        boolean first = x.length != points.length;
        double[] nextX = first ? shrunk(components.x(), components) : x.clone();
        double[] nextY = first ? shrunk(components.y(), components) : y.clone();
        Descent descent = new Descent(near, nextX, nextY);
        double rate = TsneProjector.RATE * points.length;
        int exaggerated = first ? TsneProjector.EXAGGERATED : EXAGGERATED;
        int iterations = 0;
        double kl = Double.POSITIVE_INFINITY;
        double before;
        do {
            before = kl;
            for (int end = iterations + BURST; iterations < end; iterations++) {
                if (iterations % REPORT == 0 && !progress.goOn(iterations / (double) MOST)) {
                    throw new CancellationException("the frame was called off");
                }
                if (iterations < exaggerated) {
                    descent.step(first ? TsneProjector.EXAGGERATION : EXAGGERATION, TsneProjector.FIRST_MOMENTUM, rate);
                } else {
                    descent.step(1, TsneProjector.MOMENTUM, rate);
                }
            }
            kl = near.kl(nextX, nextY);
        } while (iterations < exaggerated + LEAST || (kl < WORTH_IT * before && iterations < MOST));
        Procrustes.align(nextX, nextY, first ? components.x() : x, first ? components.y() : y);
        affinities = near;
        x = nextX;
        y = nextY;
        return new Projection(Projection.Kind.STREAMING, epoch, nextX, nextY, kl, iterations);
    }

    private static double[] shrunk(double[] values, Projection components) {
        double radius = components.meanRadius();
        double[] shrunk = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            shrunk[i] = radius == 0 ? 0 : values[i] * TsneProjector.FIRST_SPREAD / radius;
        }
        return shrunk;
    }
}
