// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.reports;

import cliplab.model.run.RunStatus;
import java.util.Locale;

/** How far a run had come when its report was written. */
enum Standing {
    COMPLETED,
    /** Somebody was writing it. */
    GOING,
    /** Its program ended without a word. */
    INTERRUPTED,
    STOPPED,
    DIVERGED,
    FAILED;

    /** @param going whether somebody writes the run now */
    static Standing of(RunStatus status, boolean going) {
        if (going) {
            return GOING;
        }
        return switch (status) {
            case RUNNING -> INTERRUPTED;
            case COMPLETED -> COMPLETED;
            case STOPPED -> STOPPED;
            case DIVERGED -> DIVERGED;
            case FAILED -> FAILED;
        };
    }

    /** Whether its checkpoint is worth going on from. */
    boolean isResumable() {
        return this == INTERRUPTED || this == STOPPED || this == FAILED;
    }

    /** Within a key of the messages. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
