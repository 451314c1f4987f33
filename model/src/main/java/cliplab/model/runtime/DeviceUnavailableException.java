// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.runtime;

/** A device that was asked for and is not there; the message says so and what to do. */
public final class DeviceUnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    public DeviceUnavailableException(String message) {
        super(message);
    }
}
