// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import cliplab.app.runs.RunFormats;
import cliplab.model.run.RunLibrary;
import cliplab.model.run.RunRow;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code cliplab runs list}: a line per run. */
@Command(name = "list", description = "Lists all runs of the library by their folders' names.")
final class RunsListCommand implements Callable<Integer> {
    private static final List<String> HEADER =
            List.of("run", "state", "epochs", "loss", "accuracy", "best", "time", "seed", "setup");
    /** Numbers, which stand at the right. */
    private static final List<Boolean> RIGHT = List.of(false, false, true, true, true, true, true, true, false);

    @Option(names = "--json", description = "One JSON array instead of a table.")
    private boolean json;

    @Option(names = "--sizes", description = "The size on disk as well, which takes longer.")
    private boolean sizes;

    @ParentCommand
    private RunsCommand runs;

    @Spec
    private CommandSpec spec;

    /** picocli fills in the fields. */
    @SuppressWarnings("NullAway.Init")
    RunsListCommand() {}

    @Override
    public Integer call() throws IOException {
        RunLibrary library = runs.library();
        List<RunRow> rows = library.list();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            JsonArray array = new JsonArray();
            for (RunRow row : rows) {
                JsonObject object = RunWords.json(row);
                if (sizes) {
                    object.addProperty("bytes", RunLibrary.size(row.folder()));
                }
                array.add(object);
            }
            out.println(Jsons.LINE.toJson(array));
            return ExitCode.OK;
        }
        if (rows.isEmpty()) {
            out.println("There are no runs in " + library.folder());
            return ExitCode.OK;
        }
        List<List<String>> table = new ArrayList<>();
        table.add(HEADER);
        for (RunRow row : rows) {
            table.add(cells(library, row));
        }
        print(table, out);
        return ExitCode.OK;
    }

    private List<String> cells(RunLibrary library, RunRow row) throws IOException {
        String name = library.folder().relativize(row.folder()).toString();
        String size = sizes ? RunFormats.size(RunLibrary.size(row.folder())) + ", " : "";
        String notes = (row.notes().title().isEmpty() ? "" : " “" + row.notes().title() + "”")
                + row.notes().tags().stream().map(tag -> " #" + tag).reduce("", String::concat);
        return switch (row) {
            case RunRow.Known run ->
                List.of(
                        name,
                        RunWords.state(row),
                        RunWords.epochs(run),
                        RunWords.loss(run.summary().loss()),
                        RunWords.share(run.summary().accuracy()),
                        RunWords.share(run.summary().bestAccuracy()),
                        RunFormats.time(run.summary().seconds()),
                        Long.toString(run.run().manifest().options().seed()),
                        size + RunWords.setup(run) + notes);
            case RunRow.Newer newer -> others(name, row, size + newer.problem());
            case RunRow.Damaged damaged -> others(name, row, size + damaged.problem());
        };
    }

    private static List<String> others(String name, RunRow row, String problem) {
        return List.of(name, RunWords.state(row), "", "", "", "", "", "", problem);
    }

    /** The last column is as long as it likes. */
    private static void print(List<List<String>> table, PrintWriter out) {
        int last = HEADER.size() - 1;
        int[] widths = new int[last];
        for (List<String> row : table) {
            for (int i = 0; i < last; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : table) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < last; i++) {
                String gap = " ".repeat(widths[i] - row.get(i).length());
                line.append(RIGHT.get(i) ? gap + row.get(i) : row.get(i) + gap).append("  ");
            }
            out.println(line.append(row.get(last)));
        }
    }
}
