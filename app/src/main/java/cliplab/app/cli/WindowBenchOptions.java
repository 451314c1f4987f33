// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import cliplab.app.settings.Purpose;
import cliplab.app.settings.WindowOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every measurement of the window takes, and how it opens one. */
final class WindowBenchOptions {
    @Option(names = "--threads", paramLabel = "N", description = "Threads of the engine.")
    private @Nullable Integer threads;

    @Option(names = "--json", description = "One JSON object instead of text.")
    private boolean json;

    boolean json() {
        return json;
    }

    /** Opens the window and returns when all is measured. */
    int open(WindowOpener opener, Purpose purpose, WindowOpener.Witness witness) {
        WindowOptions options;
        try {
            options = new WindowOptions(null, threads, null, new WindowOptions.Size(1600, 1000), purpose);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
        try {
            opener.open(options, witness);
            return ExitCode.OK;
        } catch (WindowOpener.NoDisplayException e) {
            throw new CommandException(ExitCode.UNEXPECTED, "no window can be opened: " + e.getMessage(), e);
        } catch (StartFailedException e) {
            throw new CommandException(ExitCode.UNEXPECTED, String.valueOf(e.getMessage()), e);
        }
    }
}
