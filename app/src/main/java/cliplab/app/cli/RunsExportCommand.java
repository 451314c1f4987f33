// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import cliplab.app.runs.RunFormats;
import cliplab.model.run.RunLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code cliplab runs export}: a run as one file. */
@Command(name = "export", description = "Writes a run into one file (a zip) that runs import reads.")
final class RunsExportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The run.")
    private Path run;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "Where to (default: the run's name with " + RunLibrary.EXTENSION + ", here).")
    private @Nullable Path out;

    @ParentCommand
    private RunsCommand runs;

    @Spec
    private CommandSpec spec;

    /** picocli fills in the fields. */
    @SuppressWarnings("NullAway.Init")
    RunsExportCommand() {}

    @Override
    public Integer call() throws IOException {
        Path folder = runs.folder(run);
        Path file = out == null ? Path.of(folder.getFileName() + RunLibrary.EXTENSION) : out;
        if (Files.exists(file)) {
            throw new CommandException(ExitCode.USAGE, file + " exists; choose another name with -o");
        }
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            throw new CommandException(ExitCode.UNREADABLE, parent + ": there is no such folder");
        }
        RunLibrary.exportTo(folder, file);
        spec.commandLine()
                .getOut()
                .println(file.toAbsolutePath().normalize() + " (" + RunFormats.size(Files.size(file)) + ")");
        return ExitCode.OK;
    }
}
