// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.sweeps;

import java.io.IOException;

/** The queue belongs to another process, or to another window of this one. */
public final class SweepsBusyException extends IOException {
    private static final long serialVersionUID = 1L;

    SweepsBusyException(String message) {
        super(message);
    }
}
