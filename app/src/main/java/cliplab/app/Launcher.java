// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app;

import cliplab.app.cli.Cliplab;
import cliplab.model.runtime.Folders;

/** Where the program starts: a plain main class, so that it runs from a class path. */
public final class Launcher {
    private Launcher() {}

    public static void main(String[] arguments) {
        Folders.keepHomeClean();
        // A lambda, so that the commands load nothing of JavaFX.
        System.exit(Cliplab.run((options, witness) -> CliplabApp.open(options, witness), arguments));
    }
}
