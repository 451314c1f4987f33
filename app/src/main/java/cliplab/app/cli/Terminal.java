// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import java.io.Console;

/** What is known of the terminal. */
final class Terminal {
    private Terminal() {}

    /** Whether a person watches: then a line may be drawn over. */
    @SuppressWarnings("SystemConsoleNull") // the library still declares that it may be null
    static boolean isInteractive() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}
