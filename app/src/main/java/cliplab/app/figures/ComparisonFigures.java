// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.figures;

import cliplab.app.runs.ComparedRun;
import cliplab.app.runs.RunComparison;
import cliplab.viz.export.Provenance;
import cliplab.viz.figure.ComparedCurve;
import cliplab.viz.figure.ComparisonFigure;
import cliplab.viz.text.Messages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes the figures of several runs: the one place for window and commands. Stateless. */
public final class ComparisonFigures {
    private ComparisonFigures() {}

    /**
     * A figure of its own, with everything it needs to stand alone.
     *
     * @throws IOException where none of the runs has anything to show yet; the message is a sentence for the person
     */
    public static MadeFigure make(RunComparison comparison, ComparisonRequest request) throws IOException {
        List<ComparedCurve> curves = curves(comparison, request);
        if (curves.stream().allMatch(curve -> curve.x().length == 0)) {
            throw new IOException(Messages.text("comparison.nothing"));
        }
        ComparisonFigure figure = new ComparisonFigure(request.measure());
        figure.show(request.axis(), curves);
        ComparisonMemory memory = ComparisonMemory.of(request, comparison);
        return new MadeFigure(figure, new Provenance(figure.title(), caption(memory), memory.toJson()), memory);
    }

    /** What is drawn of the runs, each under a name of its own. */
    public static List<ComparedCurve> curves(RunComparison comparison, ComparisonRequest request) {
        ComparedRun.Measure measure = switch (request.measure()) {
            case ACCURACY -> ComparedRun.Measure.ACCURACY;
            case LOSS -> request.steps() ? ComparedRun.Measure.STEP_LOSS : ComparedRun.Measure.LOSS;
        };
        ComparedRun.Axis axis = switch (request.axis()) {
            case EPOCH -> ComparedRun.Axis.EPOCH;
            case STEP -> ComparedRun.Axis.STEP;
            case PAIRS -> ComparedRun.Axis.PAIRS;
            case TIME -> ComparedRun.Axis.TIME;
        };
        List<ComparedCurve> named = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (RunComparison.Curve curve : comparison.curves(measure, axis)) {
            String name = curve.name();
            for (int i = 2; !names.add(name); i++) {
                name = curve.name() + " (" + i + ")"; // two runs may have one title
            }
            named.add(new ComparedCurve(
                    name, curve.x(), curve.y(), curve.low(), curve.high(), curve.floor(), curve.chance()));
        }
        return named;
    }

    private static String caption(ComparisonMemory memory) {
        int least = memory.runs().stream()
                .mapToInt(ComparisonMemory.Run::epochs)
                .min()
                .orElseThrow();
        int most = memory.runs().stream()
                .mapToInt(ComparisonMemory.Run::epochs)
                .max()
                .orElseThrow();
        return Messages.text(
                "comparison.caption",
                each(memory, ComparisonMemory.Run::title),
                memory.runs().stream()
                        .map(run -> run.identity().options().seed())
                        .distinct()
                        .sorted()
                        .map(String::valueOf)
                        .collect(Collectors.joining(", ")),
                least == most
                        ? Messages.text("comparison.caption.epochs", most)
                        : Messages.text("comparison.caption.epochs.range", least, most),
                memory.request().steps() ? Messages.text("comparison.caption.steps") : "",
                each(memory, ComparisonMemory.Run::device),
                each(memory, ComparisonMemory.Run::version),
                each(memory, run -> Captions.digest(run.identity().dataDigest())));
    }

    /** What runs share is said once. */
    private static String each(ComparisonMemory memory, Function<ComparisonMemory.Run, String> word) {
        return memory.runs().stream().map(word).distinct().collect(Collectors.joining(", "));
    }
}
