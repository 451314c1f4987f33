// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import cliplab.model.run.RunLibrary;
import cliplab.model.run.RunRow;
import cliplab.model.run.SavedRun;
import cliplab.model.runtime.Folders;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cliplab runs}: the library of runs without its window. */
@Command(
        name = "runs",
        description = "Lists runs, writes notes on them, exports, imports and deletes them.",
        footer = {"", "DIR is a run's folder, or its name in the library."},
        subcommands = {
            RunsListCommand.class,
            RunsShowCommand.class,
            RunsNoteCommand.class,
            RunsExportCommand.class,
            RunsImportCommand.class,
            RunsDeleteCommand.class
        })
final class RunsCommand implements Runnable {
    @Option(names = "--under", paramLabel = "LIBRARY", description = "Folder of the library (default: see doctor).")
    private @Nullable Path under;

    @Spec
    private CommandSpec spec;

    /** picocli fills in the fields. */
    @SuppressWarnings("NullAway.Init")
    RunsCommand() {}

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    RunLibrary library() {
        return RunLibrary.in(under == null ? Folders.ofThisSystem().runs() : under);
    }

    /** The folder of a run, named by its path or as it is called in the library. */
    Path folder(Path run) {
        Path here = run.toAbsolutePath().normalize();
        Path there = library().folder().resolve(run).normalize();
        if (SavedRun.isIn(here)) {
            return here;
        }
        if (SavedRun.isIn(there)) {
            return there;
        }
        throw new CommandException(
                ExitCode.UNREADABLE,
                Files.isDirectory(here)
                        ? run + " holds no run"
                        : "there is no run " + run + ", neither here nor in "
                                + library().folder());
    }

    RunRow row(Path run) {
        return RunLibrary.row(folder(run))
                .orElseThrow(() -> new CommandException(ExitCode.UNREADABLE, run + " holds no run any more"));
    }
}
