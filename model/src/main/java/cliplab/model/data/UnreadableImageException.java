// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.data;

import java.io.IOException;

/** A picture that cannot be used; the message names it and says why in one sentence. */
public final class UnreadableImageException extends IOException {
    private static final long serialVersionUID = 1L;

    public UnreadableImageException(String message) {
        super(message);
    }
}
