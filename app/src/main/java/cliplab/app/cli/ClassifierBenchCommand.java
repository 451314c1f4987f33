// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import cliplab.app.bench.ClassifierMeasures;
import cliplab.app.settings.Purpose;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code cliplab bench classifier}: opens the window, trains in it, and uses the classifier meanwhile. */
@Command(
        name = "classifier",
        description =
                "Opens the window at 1600x1000, trains in it, and measures how soon the classifier answers meanwhile.",
        footer = {
            "",
            "Small pictures are dropped one by one, a label is typed, pictures of 12 megapixels are dropped, and then 500",
            "pictures at once. The run is kept like any other."
        })
final class ClassifierBenchCommand implements Callable<Integer> {
    @Mixin
    private WindowBenchOptions window = new WindowBenchOptions();

    @ParentCommand
    private BenchCommand bench;

    @Spec
    private CommandSpec spec;

    /** picocli fills in the fields. */
    @SuppressWarnings("NullAway.Init")
    ClassifierBenchCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        return window.open(bench.opener(), new Purpose.MeasureClassifier(), new WindowOpener.Witness() {
            @Override
            public void measured(ClassifierMeasures measures) {
                print(out, measures);
            }
        });
    }

    private void print(PrintWriter out, ClassifierMeasures m) {
        if (window.json()) {
            JsonObject object = new JsonObject();
            object.addProperty("step_ms", Jsons.number(m.step()));
            object.addProperty("drop_median_ms", Jsons.number(m.dropMedian()));
            object.addProperty("drop_p95_ms", Jsons.number(m.dropP95()));
            object.addProperty("drops", m.drops());
            object.addProperty("type_median_ms", Jsons.number(m.typeMedian()));
            object.addProperty("type_p95_ms", Jsons.number(m.typeP95()));
            object.addProperty("strokes", m.strokes());
            JsonArray large = new JsonArray();
            Arrays.stream(m.large()).forEach(large::add);
            object.add("large_ms", large);
            object.addProperty("files", m.files());
            object.addProperty("files_s", Jsons.number(m.filesSeconds()));
            object.addProperty("pulse_gap_p95_ms", Jsons.number(m.pulseGapP95()));
            object.addProperty("pulse_gap_max_ms", Jsons.number(m.pulseGapMax()));
            out.println(Jsons.LINE.toJson(object));
            return;
        }
        out.printf("Training          %.1f ms a step%n", m.step());
        out.printf("A picture dropped %.0f ms median, %.0f ms p95, of %d%n", m.dropMedian(), m.dropP95(), m.drops());
        out.printf("A label typed     %.0f ms median, %.0f ms p95, of %d%n", m.typeMedian(), m.typeP95(), m.strokes());
        out.printf(
                "12 megapixels     %s ms%n",
                Arrays.stream(m.large())
                        .mapToObj(millis -> String.format(Locale.ROOT, "%.0f", millis))
                        .collect(Collectors.joining(", ")));
        out.printf("%d at once       %.1f s%n", m.files(), m.filesSeconds());
        out.printf("Gap of pulses     %.1f ms p95, %.1f ms at most%n", m.pulseGapP95(), m.pulseGapMax());
    }
}
