// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training;

import cliplab.model.train.LiveOptions;

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
}
