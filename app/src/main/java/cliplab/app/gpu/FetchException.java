// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.gpu;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Why a fetch ended early, in words for a person; what had come by then is kept. */
public class FetchException extends IOException {
    private static final long serialVersionUID = 1L;

    FetchException(String message) {
        this(message, null);
    }

    FetchException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
