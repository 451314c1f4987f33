// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import cliplab.app.bench.WindowMeasures;
import cliplab.app.settings.Purpose;
import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code cliplab bench window}: opens the window, trains in it and measures. */
@Command(
        name = "window",
        description = "Opens the window at 1600x1000, trains in it, and measures how lively it stays.",
        footer = {
            "",
            "Training is the reference experiment with every pane open; the first two epochs are not counted.",
            "The run is kept like any other."
        })
final class WindowBenchCommand implements Callable<Integer> {
    private static final int LEAST = 4;

    @Option(names = "--epochs", paramLabel = "N", description = "To train, from 4 on (default: 30).")
    private int epochs = 30;

    @Mixin
    private WindowBenchOptions window = new WindowBenchOptions();

    @ParentCommand
    private BenchCommand bench;

    @Spec
    private CommandSpec spec;

    /** picocli fills in the fields. */
    @SuppressWarnings("NullAway.Init")
    WindowBenchCommand() {}

    @Override
    public Integer call() {
        if (epochs < LEAST || epochs > 10_000) {
            throw new CommandException(ExitCode.USAGE, "epochs must be from 4 to 10000, not " + epochs);
        }
        PrintWriter out = spec.commandLine().getOut();
        return window.open(bench.opener(), new Purpose.MeasureTraining(epochs), new WindowOpener.Witness() {
            @Override
            public void measured(WindowMeasures measures) {
                print(out, measures);
            }
        });
    }

    private void print(PrintWriter out, WindowMeasures m) {
        if (window.json()) {
            JsonObject object = new JsonObject();
            object.addProperty("first_frame_ms", m.firstFrame());
            object.addProperty("epochs", m.epochs());
            object.addProperty("pairs_per_s", Jsons.number(m.pairsPerSecond()));
            object.addProperty("ms_per_step", Jsons.number(m.millisPerStep()));
            object.addProperty("pulses", m.pulses());
            object.addProperty("pulse_gap_median_ms", Jsons.number(m.pulseGapMedian()));
            object.addProperty("pulse_gap_p95_ms", Jsons.number(m.pulseGapP95()));
            object.addProperty("pulse_gap_max_ms", Jsons.number(m.pulseGapMax()));
            object.addProperty("pause_steps", m.pauseSteps());
            object.addProperty("pause_ms", m.pauseMillis());
            object.addProperty("stop_steps", m.stopSteps());
            object.addProperty("stop_ms", m.stopMillis());
            object.addProperty("settled_map_ms", Jsons.number(m.settledMap()));
            object.addProperty("repaint_200k_ms", Jsons.number(m.repaint()));
            object.addProperty("rss_mib", m.resident());
            object.addProperty("peak_rss_mib", m.peak());
            out.println(Jsons.LINE.toJson(object));
            return;
        }
        out.printf("First frame       %,d ms after the start%n", m.firstFrame());
        out.printf(
                "Training          %,.0f pairs/s, %.1f ms a step, over %d epochs%n",
                m.pairsPerSecond(), m.millisPerStep(), m.epochs());
        out.printf(
                "Gap of pulses     %.1f ms median, %.1f ms p95, %.1f ms at most, of %,d%n",
                m.pulseGapMedian(), m.pulseGapP95(), m.pulseGapMax(), m.pulses());
        out.printf("Pause             after %d step(s), %.0f ms%n", m.pauseSteps(), m.pauseMillis());
        out.printf("Stop              after %d step(s), %.0f ms%n", m.stopSteps(), m.stopMillis());
        out.printf("Settled map       %.0f ms%n", m.settledMap());
        out.printf("200,000 points    %.1f ms a repaint%n", m.repaint());
        out.printf("Memory            %,d MiB, %,d MiB at most%n", m.resident(), m.peak());
    }
}
