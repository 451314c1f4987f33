// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.run;

import java.io.IOException;

/** A file of a run that cannot be used; the message names it and says why in one sentence. */
public sealed class RunFormatException extends IOException permits NewerRunException {
    private static final long serialVersionUID = 1L;

    public RunFormatException(String message) {
        super(message);
    }
}
