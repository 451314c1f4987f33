// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.run;

import java.io.IOException;

/** The folder already holds a run, or another program is writing it; the message says which and what to do. */
public final class RunExistsException extends IOException {
    private static final long serialVersionUID = 1L;

    public RunExistsException(String message) {
        super(message);
    }
}
