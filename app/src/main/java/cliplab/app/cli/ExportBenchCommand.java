// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import cliplab.app.bench.ExportMeasures;
import cliplab.app.bench.ExportMeasures.Times;
import cliplab.app.settings.Purpose;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code cliplab bench export}: opens the window, trains in it, exports meanwhile, and opens runs. */
@Command(
        name = "export",
        description =
                "Opens the window at 1600x1000, trains in it, and measures how soon figures, reports and runs are there.",
        footer = {
            "",
            "Every figure is exported as PNG, SVG, PDF and CSV while training goes on, its map laid out anew; reports are written,",
            "and a library of 1,000 runs is opened. Then a run of 100,000 steps is shown. The first time is told apart: it loads what",
            "is loaded once. What is written for it is cleared away; the run that is trained is kept like any other."
        })
final class ExportBenchCommand implements Callable<Integer> {
    @Mixin
    private WindowBenchOptions window = new WindowBenchOptions();

    @ParentCommand
    private BenchCommand bench;

    @Spec
    private CommandSpec spec;

    /** picocli fills in the fields. */
    @SuppressWarnings("NullAway.Init")
    ExportBenchCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        return window.open(bench.opener(), new Purpose.MeasureExports(), new WindowOpener.Witness() {
            @Override
            public void measured(ExportMeasures measures) {
                print(out, measures);
            }
        });
    }

    private void print(PrintWriter out, ExportMeasures m) {
        if (window.json()) {
            JsonObject object = new JsonObject();
            object.addProperty("step_ms", Jsons.number(m.step()));
            object.add("figures", json(m.figures()));
            object.add("reports", json(m.reports()));
            object.addProperty("pulses", m.pulses());
            object.addProperty("pulse_gap_p95_ms", Jsons.number(m.pulseGapP95()));
            object.addProperty("pulse_gap_max_ms", Jsons.number(m.pulseGapMax()));
            object.addProperty("runs", m.runs());
            object.add("library_ms", json(m.library()));
            object.addProperty("steps", m.steps());
            object.add("long_run_ms", json(m.longRun()));
            out.println(Jsons.LINE.toJson(object));
            return;
        }
        out.printf("Training          %.1f ms a step%n", m.step());
        m.figures().forEach((name, times) -> print(out, name, times));
        m.reports().forEach((name, times) -> print(out, "report, " + name, times));
        out.printf(
                "Gap of pulses     %.1f ms p95, %.1f ms at most, of %,d%n",
                m.pulseGapP95(), m.pulseGapMax(), m.pulses());
        out.printf("Library           %s ms until %,d runs are seen%n", list(m.library()), m.runs());
        out.printf("Long run          %s ms until %,d steps are seen%n", list(m.longRun()), m.steps());
    }

    private static void print(PrintWriter out, String name, Times times) {
        out.printf(
                "%-17s %.0f ms median, %.0f ms p95, %.0f ms at most, of %d; %.0f ms at first%n",
                name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1),
                times.median(),
                times.p95(),
                times.max(),
                times.count(),
                times.first());
    }

    private static String list(double[] millis) {
        return Arrays.stream(millis)
                .mapToObj(each -> String.format(Locale.ROOT, "%.0f", each))
                .collect(Collectors.joining(", "));
    }

    private static JsonObject json(Map<String, Times> all) {
        JsonObject object = new JsonObject();
        all.forEach((name, times) -> {
            JsonObject one = new JsonObject();
            one.addProperty("first_ms", Jsons.number(times.first()));
            one.addProperty("median_ms", Jsons.number(times.median()));
            one.addProperty("p95_ms", Jsons.number(times.p95()));
            one.addProperty("max_ms", Jsons.number(times.max()));
            one.addProperty("count", times.count());
            object.add(name.toLowerCase(Locale.ROOT), one);
        });
        return object;
    }

    private static JsonArray json(double[] millis) {
        JsonArray array = new JsonArray();
        Arrays.stream(millis).forEach(array::add);
        return array;
    }
}
