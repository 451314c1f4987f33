// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training;

/** Where the window stands between opening and the end of a run. */
public enum RunState {
    /** The engine is being loaded; a run may be asked for and will wait. */
    LOADING,
    /** The engine could not be loaded. */
    NO_ENGINE,
    /** Ready, with no run. */
    IDLE,
    /** A run was asked for; its data is being drawn. */
    PREPARING,
    RUNNING,
    PAUSED,
    /** A stop was asked for; the checkpoint is being written. */
    STOPPING,
    STOPPED,
    COMPLETED,
    FAILED;

    /** Whether a run is under way, held or not. */
    public boolean isActive() {
        return this == PREPARING || this == RUNNING || this == PAUSED || this == STOPPING;
    }
}
