// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import cliplab.app.figures.ComparisonFigures;
import cliplab.app.figures.ComparisonMemory;
import cliplab.app.figures.ComparisonRequest;
import cliplab.app.figures.DrawnRun;
import cliplab.app.figures.FigureMemory;
import cliplab.app.figures.FigureName;
import cliplab.app.figures.FigureRequest;
import cliplab.app.figures.FigureShape;
import cliplab.app.figures.FigureView;
import cliplab.app.figures.Remembered;
import cliplab.app.figures.RememberedRun;
import cliplab.app.figures.RunFigures;
import cliplab.app.figures.SweepMemory;
import cliplab.app.runs.RunComparison;
import cliplab.app.sweeps.SweepPlan;
import cliplab.model.run.RunLibrary;
import cliplab.model.run.RunRow;
import cliplab.model.run.SavedRun;
import cliplab.model.runtime.Folders;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cliplab figure}: writes a figure of a saved run, or tells what such a file remembers. */
@Command(
        name = "figure",
        description =
                "Writes a figure of a saved run, or of several, as PNG, SVG, PDF or CSV, or tells what a figure's file remembers.",
        footer = {
            "",
            "The figures: loss, accuracy, similarity, embedding, temperature (τ and learning rate), cosine and network. Sizes are in"
                    + " units of 1/96 inch; letters are 11 of them high.",
            "The same figure of the same run is the same file."
        })
final class FigureCommand implements Callable<Integer> {
    private static final Set<String> OF_ONE_RUN = Set.of(
            "--epoch", "--smoothing", "--log", "--directions", "--per-class", "--softmax", "--pca", "--perplexity");

    @Option(
            names = "--run",
            paramLabel = "DIR",
            description = "Folder of the run to draw; two to ten times to compare the loss or accuracy of runs.")
    private List<Path> runs = new ArrayList<>();

    @Option(names = "--figure", paramLabel = "NAME", description = "Which figure; see below.")
    private @Nullable String figure;

    @Mixin
    private ShapeOptions shape = new ShapeOptions();

    @Option(
            names = "--epoch",
            paramLabel = "N",
            description = "The epoch shown, or marked in a curve (default: the last, and no mark).")
    private @Nullable Integer epoch;

    @Option(
            names = "--axis",
            paramLabel = "NAME",
            description =
                    "What a curve counts: step, epoch or time, of several runs also pairs (default: step for the loss"
                            + " of one run, else epoch).")
    private @Nullable String axis;

    @Option(
            names = "--smoothing",
            paramLabel = "B",
            description = "Of the loss, 0 to 0.99 (default: ${DEFAULT-VALUE}).")
    private double smoothing = FigureView.USUAL.smoothing();

    @Option(names = "--each-step", description = "Of several runs, the loss of the steps, not of the epochs.")
    private boolean eachStep;

    @Option(names = "--log", description = "A logarithmic axis for the loss.")
    private boolean logarithmic;

    @Option(names = "--directions", description = "Loss and matches within batches in both directions.")
    private boolean directions;

    @Option(names = "--per-class", description = "A line of accuracy for each class.")
    private boolean perClass;

    @Option(names = "--softmax", description = "Similarities as probabilities.")
    private boolean softmax;

    @Option(names = "--pca", description = "The embedding by principal components instead of t-SNE.")
    private boolean components;

    @Option(names = "--perplexity", paramLabel = "N", description = "Of t-SNE, 2 to 200 (default: ${DEFAULT-VALUE}).")
    private int perplexity = FigureView.USUAL.perplexity();

    @Option(names = "-o", paramLabel = "FILE", description = "The file to write; one that is there is replaced.")
    private @Nullable Path file;

    @Option(
            names = "--open",
            paramLabel = "FILE",
            description = "Tell what this PNG, SVG or PDF remembers, and whether its run is still there.")
    private @Nullable Path open;

    @Option(names = "--json", description = "With --open: all that the file remembers, as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    /** picocli fills in the other fields. */
    @SuppressWarnings("NullAway.Init")
    FigureCommand() {}

    @Override
    public Integer call() throws IOException {
        if (open != null) {
            if (!runs.isEmpty() || figure != null || file != null) {
                throw usage("--open reads a file; leave --run, --figure and -o out");
            }
            return tell(open);
        }
        if (json) {
            throw usage("--json goes with --open");
        }
        if (runs.isEmpty() || figure == null || file == null) {
            throw usage("--run, --figure and -o are needed; or --open");
        }
        if (runs.size() > 1) {
            return compare(figure, file);
        }
        if (eachStep) {
            throw usage("--each-step goes with several --run; the loss of one run has all its steps");
        }
        return draw(runs.getFirst(), figure, file);
    }

    private int compare(String name, Path target) throws IOException {
        for (var matched : spec.commandLine().getParseResult().matchedOptions()) {
            if (OF_ONE_RUN.contains(matched.longestName())) {
                throw usage(matched.longestName() + " goes with one --run; leave it out to compare several");
            }
        }
        if (runs.size() > RunComparison.MOST) {
            throw usage("at most " + RunComparison.MOST + " runs are compared, not " + runs.size());
        }
        ComparisonRequest request;
        try {
            request = ComparisonRequest.of(name, axis, eachStep);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
        FigureShape written = shape.shape(target);
        List<RunRow.Known> rows = new ArrayList<>();
        for (Path folder : runs) {
            rows.add(known(folder.toAbsolutePath().normalize()));
        }
        ComparisonFigures.make(RunComparison.of(rows), request).write(written, target);
        spec.commandLine().getOut().println("Wrote " + target);
        return ExitCode.OK;
    }

    private static RunRow.Known known(Path folder) {
        return switch (RunLibrary.row(folder).orElse(null)) {
            case RunRow.Known known -> known;
            case RunRow.Newer newer -> throw new CommandException(ExitCode.UNREADABLE, newer.problem());
            case RunRow.Damaged damaged -> throw new CommandException(ExitCode.UNREADABLE, damaged.problem());
            case null -> throw new CommandException(ExitCode.UNREADABLE, folder + " holds no run");
        };
    }

    private int draw(Path folder, String name, Path target) throws IOException {
        FigureRequest request = request(name);
        FigureShape written = shape.shape(target);
        DrawnRun drawn = DrawnRun.of(SavedRun.open(folder.toAbsolutePath()));
        RunFigures.make(drawn, request).write(written, target);
        spec.commandLine().getOut().println("Wrote " + target);
        return ExitCode.OK;
    }

    private FigureRequest request(String name) {
        try {
            return new FigureRequest(
                    FigureName.of(name),
                    epoch == null ? OptionalInt.empty() : OptionalInt.of(epoch),
                    new FigureView(
                            axis == null ? null : FigureView.axis(axis),
                            smoothing,
                            logarithmic,
                            directions,
                            perClass,
                            softmax,
                            components,
                            perplexity));
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    private int tell(Path picture) throws IOException {
        Optional<Remembered> found = Remembered.read(picture);
        if (found.isEmpty()) {
            throw new CommandException(
                    ExitCode.UNREADABLE,
                    picture + " remembers nothing: it is no figure of this program, or another program wrote it anew");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(found.get().toJson());
            return ExitCode.OK;
        }
        switch (found.get()) {
            case FigureMemory memory -> tell(memory, picture, out);
            case ComparisonMemory memory -> tell(memory, picture, out);
            case SweepMemory memory -> tell(memory, out);
        }
        return ExitCode.OK;
    }

    private static void tell(ComparisonMemory memory, Path picture, PrintWriter out) {
        String measure = memory.request().figure();
        out.println("figure    " + measure + " of " + memory.runs().size() + " runs");
        Path library = Folders.ofThisSystem().runs();
        List<String> folders = new ArrayList<>();
        for (ComparisonMemory.Run run : memory.runs()) {
            Optional<SavedRun> there = RememberedRun.find(run.identity(), picture, library);
            folders.add(LineWords.quote(there.map(SavedRun::folder)
                    .orElse(Path.of(run.identity().run()))
                    .toString()));
            out.printf(
                    "run       %s, seed %d, %d of %d epochs, data %s, %s%n",
                    run.identity().run(),
                    run.identity().options().seed(),
                    run.epochs(),
                    run.identity().options().epochs(),
                    run.identity().dataDigest(),
                    there.isPresent() ? "still there: " + there.get().folder() : "not found");
        }
        out.println("again     cliplab figure --run " + String.join(" --run ", folders) + " --figure " + measure
                + " --axis " + memory.request().counted()
                + (memory.request().steps() ? " --each-step" : "") + " -o FILE");
    }

    private static void tell(SweepMemory memory, PrintWriter out) {
        SweepPlan plan = memory.plan();
        out.println("figure    " + memory.metric() + " of a sweep");
        out.println("sweep     " + plan.words());
        out.printf("runs      %d of %d had ended%n", memory.runs().size(), plan.count());
        for (SweepMemory.Run run : memory.runs()) {
            out.println("run       " + run.run() + ", " + run.state()
                    + (run.dataDigest().isEmpty() ? "" : ", data " + run.dataDigest()));
        }
        out.println("again     " + plan.line());
    }

    private static void tell(FigureMemory memory, Path picture, PrintWriter out) {
        OptionalInt shown = memory.request().epoch();
        Path library = Folders.ofThisSystem().runs();
        String there = RememberedRun.find(memory.identity(), picture, library)
                .map(saved -> "still there: " + saved.folder())
                .orElse("not found in " + library + " or beside the file");
        out.println(
                "figure    " + memory.request().name().id() + (shown.isPresent() ? ", epoch " + shown.getAsInt() : ""));
        out.println("preset    " + memory.preset());
        out.println("seed      " + memory.options().seed());
        out.printf("epochs    %d of %d%n", memory.lastEpoch(), memory.options().epochs());
        out.println("data      " + memory.dataDigest());
        out.println("device    " + memory.device());
        out.println("version   " + memory.version());
        out.println("changes   " + memory.changes());
        out.println("run       " + (memory.run().isEmpty() ? "never written" : memory.run() + ", " + there));
        out.println("again     " + Setup.of(memory.options(), memory.live()).line());
    }

    private static CommandException usage(String sentence) {
        return new CommandException(ExitCode.USAGE, sentence);
    }
}
