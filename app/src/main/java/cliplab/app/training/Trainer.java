// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training;

import cliplab.model.eval.Embedder;
import cliplab.model.train.LiveOptions;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The commands of training. They return at once and may be given from any thread; events tell what came of them. */
public interface Trainer {
    /** Begins a run, after the one before has been released. Returns its id, which its events carry. */
    String start(RunRequest request);

    /** Holds the run after the step in progress. */
    void pause();

    /** Lets a held run go on. */
    void resume();

    /** One step, then a pause. */
    void step();

    /** Ends the run at a checkpoint; its network stays to be asked until it is released. */
    void stop();

    /** Puts settings in force from the next step on. */
    void update(LiveOptions live);

    /** Ends the run at a checkpoint, if it is not at its end, and lets its network go. */
    void release();

    /**
     * Ends the run at a checkpoint at the end of its epoch, or at once where it is held, and lets its network go then. Until
     * then it can no longer be commanded, and a run begun meanwhile waits.
     */
    void releaseAtEpochEnd();

    /**
     * Asks the network of a run something: between two steps, while the run is held, or after its end until it is released. A
     * question about a run in preparation waits for it.
     *
     * @param runId as {@link #start} returned it
     * @param question called on the trainer thread, which waits for it; must not keep the embedder, nor wait for the run
     * @return fails with an {@link IllegalStateException} where that run's network is gone, and with whatever the question throws;
     *     completed on the trainer thread, so that what takes time goes on elsewhere
     */
    <T> CompletableFuture<T> ask(String runId, Function<? super Embedder, ? extends T> question);
}
