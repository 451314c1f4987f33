// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import cliplab.model.run.trash.Trashed;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code cliplab runs delete}: to the trash. */
@Command(name = "delete", description = "Moves runs to the trash.")
final class RunsDeleteCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", arity = "1..*", description = "The runs.")
    private List<Path> deleted;

    @ParentCommand
    private RunsCommand runs;

    @Spec
    private CommandSpec spec;

    /** picocli fills in the fields. */
    @SuppressWarnings("NullAway.Init")
    RunsDeleteCommand() {}

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<Path> folders = deleted.stream().map(runs::folder).distinct().toList(); // all are there, or none goes
        for (Path folder : folders) {
            switch (runs.library().delete(folder)) {
                case Trashed.Given given -> out.println(folder + " is in the system's trash");
                case Trashed.Kept kept
                when kept.isInSystemTrash() -> out.println(folder + " is in the system's trash: " + kept.place());
                case Trashed.Kept kept ->
                    out.println(folder + " is out of the library; to have it back, move it there from " + kept.place());
            }
        }
        return ExitCode.OK;
    }
}
