// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify;

import java.util.concurrent.CompletionException;

/** What went wrong behind a future. */
final class Causes {
    private Causes() {}

    /** A future that waited for another wraps what went wrong there. */
    static Throwable of(Throwable problem) {
        return problem instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : problem;
    }
}
