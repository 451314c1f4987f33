// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training;

import cliplab.model.train.LiveOptions;
import cliplab.model.train.TrainingRun;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A run that was asked for and may still be in preparation; commands given before it begins are kept for it. Thread-safe. */
final class RunHandle {
    /** Often enough for panes that must not look asleep. */
    private static final double GLIMPSE_EVERY_SECONDS = 0.8;

    private final String id;
    // Guarded by this.
    private @Nullable TrainingRun run;
    private @Nullable LiveOptions live;
    private int declared = Integer.MAX_VALUE;
    private boolean paused;
    private boolean stepWanted;
    private boolean stopped;
    private boolean released;

    /** @param live in force from the next step on; null for what the run itself says */
    RunHandle(String id, @Nullable LiveOptions live) {
        this.id = id;
        this.live = live;
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
    synchronized boolean begin(TrainingRun begun, int templates) {
        if (released) {
            return false;
        }
        declared = templates;
        begun.update(watched(live == null ? begun.live() : live));
        if (stepWanted) {
            begun.step();
        } else if (paused) {
            begun.pause();
        }
        if (stopped) {
            begun.stop();
        }
        run = begun;
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
                .withGlimpseEverySeconds(GLIMPSE_EVERY_SECONDS);
    }

    synchronized void release() {
        released = true;
        tell(TrainingRun::release);
    }

    private void tell(Consumer<TrainingRun> command) {
        if (run != null) {
            command.accept(run);
        }
    }
}
