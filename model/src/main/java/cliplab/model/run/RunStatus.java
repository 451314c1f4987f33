// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.run;

/** What a run's folder says of it. A running run whose lock nobody holds was interrupted. */
public enum RunStatus {
    RUNNING,
    COMPLETED,
    /** Stopped on request; can be resumed. */
    STOPPED,
    /** A number stopped being finite; the last good checkpoint can be resumed. */
    DIVERGED,
    /** Ended by an error such as a full disk; can be resumed. */
    FAILED
}
