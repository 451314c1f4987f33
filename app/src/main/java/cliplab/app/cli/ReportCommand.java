// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import cliplab.app.reports.ReportFormat;
import cliplab.app.reports.RunReport;
import cliplab.model.run.SavedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cliplab report}: writes the report on a saved run. */
@Command(
        name = "report",
        description =
                "Writes a report on a saved run: one HTML or PDF file with its settings, numbers and figures, and how"
                        + " to repeat it.",
        footer = {
            "",
            "A run that is not at its end, or still going on, is reported as far as it has come.",
            "Exit codes: 0 done, 2 usage, 3 unreadable run or a file that cannot be written."
        })
final class ReportCommand implements Callable<Integer> {
    @Option(names = "--run", paramLabel = "DIR", required = true, description = "Folder of the run.")
    private Path run;

    @Option(
            names = "-o",
            paramLabel = "FILE",
            required = true,
            description = "The file to write, named *.html or *.pdf; one that is there is replaced.")
    private Path file;

    @Option(
            names = "--epoch",
            paramLabel = "N",
            description =
                    "The epoch whose similarities and embedding are shown, marked in the curves (default: the last"
                            + " that was kept, and no mark).")
    private @Nullable Integer epoch;

    @Spec
    private CommandSpec spec;

    /** picocli fills in the fields. */
    @SuppressWarnings("NullAway.Init")
    ReportCommand() {}

    @Override
    public Integer call() throws IOException {
        ReportFormat format = ReportFormat.of(file.toString())
                .orElseThrow(() -> new CommandException(
                        ExitCode.USAGE, file + ": a report is named *.html or *.pdf, which says what it becomes"));
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            throw new CommandException(ExitCode.UNREADABLE, parent + ": there is no such folder");
        }
        if (Files.isDirectory(file)) {
            throw new CommandException(ExitCode.UNREADABLE, file + " is a folder; name a file in it");
        }
        SavedRun saved = SavedRun.open(run.toAbsolutePath());
        RunReport.write(
                saved,
                saved.isBeingWritten(),
                epoch == null ? OptionalInt.empty() : OptionalInt.of(epoch),
                format,
                file);
        spec.commandLine().getOut().println("Wrote " + file);
        return ExitCode.OK;
    }
}
