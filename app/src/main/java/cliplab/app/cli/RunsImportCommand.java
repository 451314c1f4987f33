// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code cliplab runs import}: exported runs back into the library. */
@Command(
        name = "import",
        description = "Takes exported runs into the library, each whole or not at all, and prints their folders.")
final class RunsImportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files that runs export wrote.")
    private List<Path> files;

    @ParentCommand
    private RunsCommand runs;

    @Spec
    private CommandSpec spec;

    /** picocli fills in the fields. */
    @SuppressWarnings("NullAway.Init")
    RunsImportCommand() {}

    @Override
    public Integer call() throws IOException {
        for (Path file : files) {
            spec.commandLine().getOut().println(runs.library().importFrom(file));
        }
        return ExitCode.OK;
    }
}
