// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.runtime;

/** The engine could not be started; the message says why and what to look at. */
public final class EngineUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EngineUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
