// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.sweeps;

/** How a run of a sweep stands. */
public enum SweepState {
    /** Not begun, or interrupted at a checkpoint from which it will go on. */
    WAITING,
    RUNNING,
    DONE,
    /** Ended by an error; tried again when the queue is told to go on. */
    FAILED,
    /** A number stopped being finite, and would again. */
    DIVERGED;

    /** Whether nothing more will come of it. */
    public boolean isOver() {
        return this == DONE || this == DIVERGED;
    }
}
