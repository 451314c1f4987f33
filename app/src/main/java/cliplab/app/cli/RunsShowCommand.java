// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import cliplab.app.runs.RunFormats;
import cliplab.app.runs.RunSetting;
import cliplab.model.run.RunLibrary;
import cliplab.model.run.RunRow;
import cliplab.model.run.RunSummary;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code cliplab runs show}: what is known of one run. */
@Command(
        name = "show",
        description = "Shows one run: how it stands, its numbers, all settings and what is noted on it.")
final class RunsShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The run.")
    private Path run;

    @Option(names = "--json", description = "One JSON object instead of text.")
    private boolean json;

    @ParentCommand
    private RunsCommand runs;

    @Spec
    private CommandSpec spec;

    /** picocli fills in the fields. */
    @SuppressWarnings("NullAway.Init")
    RunsShowCommand() {}

    @Override
    public Integer call() throws IOException {
        RunRow row = runs.row(run);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            JsonObject object = RunWords.json(row);
            object.addProperty("bytes", RunLibrary.size(row.folder()));
            out.println(Jsons.LINE.toJson(object));
        } else {
            print(row, out);
        }
        return row instanceof RunRow.Known ? ExitCode.OK : ExitCode.UNREADABLE;
    }

    private static void print(RunRow row, PrintWriter out) throws IOException {
        line(out, "Run", row.folder().toString());
        if (!row.notes().title().isEmpty()) {
            line(out, "Title", row.notes().title());
        }
        line(out, "State", RunWords.state(row));
        line(out, "Size", RunFormats.size(RunLibrary.size(row.folder())));
        switch (row) {
            case RunRow.Known known -> print(known, out);
            case RunRow.Newer newer -> line(out, "Problem", newer.problem());
            case RunRow.Damaged damaged -> line(out, "Problem", damaged.problem());
        }
        if (!row.notes().tags().isEmpty()) {
            line(out, "Tags", String.join(", ", row.notes().tags()));
        }
        if (!row.notes().note().isEmpty()) {
            out.println();
            out.println(row.notes().note());
        }
    }

    private static void print(RunRow.Known run, PrintWriter out) {
        RunSummary summary = run.summary();
        line(out, "Begun", run.run().manifest().created());
        line(
                out,
                "Trained",
                RunWords.epochs(run)
                        + " epochs, %,d steps, %s".formatted(summary.step(), RunFormats.time(summary.seconds())));
        line(out, "Loss", RunWords.loss(summary.loss()) + ", best " + RunWords.loss(summary.bestLoss()));
        line(
                out,
                "Accuracy",
                RunWords.share(summary.accuracy()) + ", best " + RunWords.share(summary.bestAccuracy())
                        + (summary.bestEpoch() < 0 ? "" : " at epoch " + summary.bestEpoch()));
        out.println();
        for (RunSetting setting : RunSetting.values()) {
            out.printf("  %-14s %s%n", setting.id(), setting.of(run));
        }
    }

    private static void line(PrintWriter out, String what, String value) {
        out.printf("%-9s %s%n", what, value);
    }
}
