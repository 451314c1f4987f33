// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.projection;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import smile.manifold.TSNE;
import smile.math.MathEx;
import smile.util.AlgoStatus;
import smile.util.IterativeAlgorithmController;

/**
 * The settled map: Smile's t-SNE, turned onto the principal components of the same embeddings. A function of embeddings,
 * perplexity and seed alone, whatever the number of threads. Stateless; works on the caller's thread.
 */
public final class TsneProjector {
    static final double EXAGGERATION = 12;
    private static final double RATE = 200;
    static final int EXAGGERATED = 250;
    private static final int ITERATIONS = 750;
    private static final double TOLERANCE = 1e-7;
    private static final double MIN_GAIN = 0.01;

    private TsneProjector() {}

    /**
     * @param points n × d, n at least 7
     * @param perplexity taken down to (n − 1) / 3 where it is more
     * @param epoch written into the result
     * @param threads the most that may work at once
     * @throws CancellationException when {@code progress} says so
     */
    public static Projection project(
            float[][] points, double perplexity, long seed, int epoch, int threads, Progress progress) {
        // Parallel streams run in the pool of the worker that starts them: this is how Smile is kept to so many
        // threads.
        try (ForkJoinPool pool = new ForkJoinPool(threads, TsneProjector::worker, null, false)) {
            return pool.submit(() -> fit(points, perplexity, seed, epoch, progress))
                    .join();
        }
    }

    private static ForkJoinWorkerThread worker(ForkJoinPool pool) {
        ForkJoinWorkerThread worker = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
        worker.setName("tsne-" + worker.getPoolIndex());
        return worker;
    }

    private static Projection fit(float[][] points, double perplexity, long seed, int epoch, Progress progress) {
        int size = points.length;
        Watch watch = new Watch(progress);
        TSNE.Options options = new TSNE.Options(
                2,
                Affinities.clampedPerplexity(perplexity, size),
                RATE,
                EXAGGERATION,
                ITERATIONS,
                // Never stops for want of progress: Smile's cost differs in its last digits with the number of threads.
                ITERATIONS,
                TOLERANCE,
                0.5,
                0.8,
                EXAGGERATED,
                MIN_GAIN,
                watch);
        // Smile's random numbers belong to the thread that draws them, which is this one.
        MathEx.setSeed(seed);
        // Always distances: Smile would take n points of n dimensions for distances without a word.
        TSNE fitted = TSNE.fit(Affinities.squaredDistances(points), options);
        if (watch.isInterrupted()) {
            throw new CancellationException("the map was called off");
        }
        double[] x = new double[size];
        double[] y = new double[size];
        for (int i = 0; i < size; i++) {
            x[i] = fitted.coordinates()[i][0];
            y[i] = fitted.coordinates()[i][1];
        }
        Projection components = PcaProjector.project(points, epoch);
        Procrustes.align(x, y, components.x(), components.y());
        double kl = Affinities.of(points, perplexity, null).kl(x, y);
        return new Projection(Projection.Kind.SETTLED, epoch, x, y, kl, ITERATIONS);
    }

    /** Smile's own way would need a thread and a queue; it is enough to be asked on the spot, every ten iterations. */
    private static final class Watch extends IterativeAlgorithmController<AlgoStatus> {
        private final Progress progress;

        Watch(Progress progress) {
            super(Runnable::run, 1);
            this.progress = progress;
        }

        @Override
        public void submit(AlgoStatus status) {
            if (!progress.goOn(status.iteration() / (double) ITERATIONS)) {
                stop();
            }
        }
    }
}
