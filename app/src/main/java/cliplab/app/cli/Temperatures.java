// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import cliplab.model.train.Temperature;

/** The range of temperatures that commands take. */
final class Temperatures {
    private Temperatures() {}

    static void check(double temperature) {
        try {
            new Temperature.Held(temperature);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }
}
