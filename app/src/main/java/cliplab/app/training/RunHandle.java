// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training;

import cliplab.model.eval.Embedder;
import cliplab.model.train.LiveOptions;
import cliplab.model.train.TrainingEvent;
import cliplab.model.train.TrainingRun;
import cliplab.viz.text.Messages;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A run that was asked for and may still be in preparation; commands given before it begins are kept for it. Thread-safe. */
final class RunHandle {
    /** Often enough for panes that must not look asleep. */
    private static final double GLIMPSE_EVERY_SECONDS = 0.8;

    private final String id;
    private final double glimpseEverySeconds;
    private final CompletableFuture<TrainingRun> begun = new CompletableFuture<>(); // for questions that came before it
    // Guarded by this.
    private @Nullable TrainingRun run;
    private @Nullable LiveOptions live;
    private int declared = Integer.MAX_VALUE;
    private boolean paused;
    private boolean stepWanted;
    private boolean stopped;
    private boolean released;
    private boolean yielding;
    private boolean over;

    /**
     * @param live in force from the next step on; null for what the run itself says
     * @param watched whether somebody looks at its network between epochs
     */
    RunHandle(String id, @Nullable LiveOptions live, boolean watched) {
        this.id = id;
        this.live = live;
        glimpseEverySeconds = watched ? GLIMPSE_EVERY_SECONDS : 0;
    }

    String id() {
        return id;
    }

    /** Whether nobody waits for the run any more. */
    synchronized boolean isReleased() {
        return released;
    }

    /**
     * Gives the run what was asked for in the meantime; false where it need not begin.
     *
     * @param templates that the run declares; more cannot be in use, whatever the controls say
     */
    synchronized boolean begin(TrainingRun made, int templates) {
        if (released) {
            return false;
        }
        declared = templates;
        made.update(watched(live == null ? made.live() : live));
        if (stepWanted) {
            made.step();
        } else if (paused) {
            made.pause();
        }
        if (stopped) {
            made.stop();
        }
        run = made;
        begun.complete(made);
        return true;
    }

    synchronized void pause() {
        paused = true;
        tell(TrainingRun::pause);
    }

    synchronized void resume() {
        paused = false;
        stepWanted = false;
        tell(TrainingRun::resume);
    }

    synchronized void step() {
        stepWanted = true;
        tell(TrainingRun::step);
    }

    synchronized void stop() {
        stopped = true;
        tell(TrainingRun::stop);
    }

    synchronized void update(LiveOptions options) {
        live = options;
        tell(begun -> begun.update(watched(options)));
    }

    private LiveOptions watched(LiveOptions options) {
        return options.withTrainingTemplates(Math.min(declared, options.trainingTemplates()))
                .withGlimpseEverySeconds(glimpseEverySeconds);
    }

    synchronized void release() {
        released = true;
        tell(TrainingRun::release);
    }

    /** Lets the run go at the end of its epoch, or at once where it has ended or is held. */
    synchronized void releaseAtEpochEnd() {
        yielding = true;
        if (over || paused || stepWanted) {
            release();
        }
    }

    /** What the run says, on its thread. */
    synchronized void heard(TrainingEvent event) {
        over |= event instanceof TrainingEvent.Completed
                || event instanceof TrainingEvent.Stopped
                || event instanceof TrainingEvent.Failed;
        if (yielding && (over || event instanceof TrainingEvent.Epoch)) {
            release();
        }
    }

    /** Asks the run's network, which may still have to be made; fails where it is gone, or never came to be. */
    synchronized <T> CompletableFuture<T> ask(Function<? super Embedder, ? extends T> question) {
        return run == null ? begun.thenCompose(made -> made.ask(question)) : run.ask(question);
    }

    /** Nothing more comes of it: refuses the questions that wait for a run that never began. */
    void end() {
        begun.completeExceptionally(gone());
    }

    static IllegalStateException gone() {
        return new IllegalStateException(Messages.text("run.gone"));
    }

    private void tell(Consumer<TrainingRun> command) {
        if (run != null) {
            command.accept(run);
        }
    }
}
