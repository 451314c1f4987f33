// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import cliplab.app.figures.FigureShape;
import cliplab.app.figures.SweepFigures;
import cliplab.app.sweeps.Queue;
import cliplab.app.sweeps.SweepPace;
import cliplab.app.sweeps.SweepPlan;
import cliplab.app.sweeps.SweepQueue;
import cliplab.app.sweeps.SweepRunner;
import cliplab.app.sweeps.SweepState;
import cliplab.app.sweeps.Varied;
import cliplab.app.training.LabEvent;
import cliplab.app.training.TrainingService;
import cliplab.model.runtime.DeviceUnavailableException;
import cliplab.model.runtime.EngineStart;
import cliplab.model.runtime.Folders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cliplab sweep}: many runs one after another, or those of a queue that was left. */
@Command(
        name = "sweep",
        description = "Trains every value of one or two settings with every seed, one run after another.",
        footer = {
            "",
            "Ctrl-C ends the run under way at a checkpoint; --resume goes on from there.",
            "Exit codes: 0 done, 1 a run failed, 2 usage, 3 unreadable data, 4 a run diverged, 130 interrupted."
        })
final class SweepCommand implements Callable<Integer> {
    private static final Set<String> OF_THE_SWEEP = Set.of("--set", "--seeds", "--device");

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUES",
            description =
                    "What is varied, such as batch-size=8,16,64,256: an option of train without its dashes, or its"
                            + " beginning. Once or twice.")
    private List<String> set = new ArrayList<>();

    @Option(names = "--seeds", paramLabel = "SEEDS", description = "Such as 0-2 or 1,5 (default: the seed alone).")
    private @Nullable String seeds;

    @Mixin
    private SetupOptions setup = new SetupOptions();

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Folder of the queue and of its runs (default: the person's runs, and the queue that the window"
                            + " shows).")
    private @Nullable Path out;

    @Option(names = "--resume", description = "Go on with what waits in the queue, and try again what failed.")
    private boolean resume;

    @Option(names = "--dry-run", description = "Say how many runs there are and how long they may take, and run none.")
    private boolean dryRun;

    @Option(
            names = "-o",
            paramLabel = "FILE",
            description =
                    "Write the figure of the sweep when its runs have ended; alone, that of the newest sweep of the"
                            + " queue as it stands.")
    private @Nullable Path figure;

    @Option(
            names = "--metric",
            paramLabel = "NAME",
            description = "What the figure draws: accuracy, best or loss (default: ${DEFAULT-VALUE}).")
    private String metric = "accuracy";

    @Mixin
    private ShapeOptions shape = new ShapeOptions();

    @Option(names = "--json", description = "One JSON object a line instead of a table.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    /** picocli fills in the fields. */
    @SuppressWarnings("NullAway.Init")
    SweepCommand() {}

    @Override
    public Integer call() throws IOException, DeviceUnavailableException, InterruptedException {
        refuseContradictions();
        FigureShape shaped = figure == null ? null : shape.shape(figure);
        Folders system = Folders.ofThisSystem();
        Path folder = out == null ? system.data() : out.toAbsolutePath();
        Path runs = out == null ? system.runs() : folder;
        if (figure != null && shaped != null && !resume && set.isEmpty()) {
            draw(SweepQueue.look(folder), null, runs, shaped, figure);
            return ExitCode.OK;
        }
        SweepPlan plan = resume ? null : plan();
        String line = "cliplab sweep --resume" + (out == null ? "" : " --out " + LineWords.quote(folder.toString()));
        SweepPrinter printer = json
                ? new SweepJsonLines(spec.commandLine().getOut())
                : new SweepTable(spec.commandLine().getOut(), Terminal.isInteractive(), line);
        if (plan != null && dryRun) {
            announce(plan, runs, engine.start(), printer, 0);
            return ExitCode.OK;
        }
        try (SweepQueue queue = SweepQueue.open(folder, runs, Runnable::run, this::unwritten)) {
            if (plan != null && queue.queue().awaits(plan)) {
                throw new CommandException(ExitCode.USAGE, "these runs are in the queue already; go on with: " + line);
            }
            long ahead = queue.queue().count(SweepState.WAITING);
            EngineOptions.Started started = engine.start(threads(queue.queue()), "auto");
            String added = null;
            if (plan != null) {
                announce(plan, runs, started, printer, ahead);
                added = queue.add(plan);
            }
            int exitCode = work(queue, started, printer);
            // What was broken off or failed is drawn when it has been taken up again.
            if (figure != null && shaped != null && (exitCode == ExitCode.OK || exitCode == ExitCode.DIVERGED)) {
                draw(queue.queue(), added, runs, shaped, figure);
            }
            return exitCode;
        }
    }

    /** @param id of the sweep; null for the newest */
    private void draw(Queue queue, @Nullable String id, Path runs, FigureShape shaped, Path target) throws IOException {
        Queue.Sweep sweep = queue.sweeps().stream()
                .filter(each -> id == null || each.id().equals(id))
                .reduce((_, newer) -> newer)
                .orElseThrow(() -> new CommandException(
                        ExitCode.UNREADABLE, "there is no sweep to draw; name what is varied, as in --set batch=8,16"));
        SweepFigures.make(queue, sweep, SweepFigures.metric(metric), run -> runs.resolve(run.folder()))
                .write(shaped, target);
        if (!json) {
            spec.commandLine().getOut().println("Wrote " + target);
        }
    }

    private void refuseContradictions() {
        try {
            SweepFigures.metric(metric);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
        if (dryRun && figure != null) {
            throw new CommandException(ExitCode.USAGE, "--dry-run has nothing to draw; leave -o out");
        }
        if (!resume && set.isEmpty() && figure == null) {
            throw new CommandException(ExitCode.USAGE, "name what is varied, as in --set batch-size=8,16,64");
        }
        if (resume && dryRun) {
            throw new CommandException(ExitCode.USAGE, "--resume runs what waits; leave --dry-run out");
        }
        for (var matched : spec.commandLine().getParseResult().matchedOptions()) {
            String name = matched.longestName();
            boolean ofTheSweep = OF_THE_SWEEP.contains(name) || SetupOptions.NAMES.contains(name);
            if (resume && ofTheSweep) {
                throw new CommandException(
                        ExitCode.USAGE, "--resume takes its settings from the queue; leave " + name + " out");
            }
            if (!resume && set.isEmpty() && ofTheSweep) {
                throw new CommandException(
                        ExitCode.USAGE, "name what is varied, as in --set batch-size=8; or leave " + name + " out");
            }
            if (seeds != null && name.equals("--seed")) {
                throw new CommandException(ExitCode.USAGE, "--seeds names the seeds; leave --seed out");
            }
        }
    }

    private SweepPlan plan() {
        Setup base = setup.setup(engine);
        try {
            List<Varied> varied = set.stream().map(Varied::parse).toList();
            for (Varied one : varied) {
                String option = "--" + one.setting().id();
                if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                    throw new IllegalArgumentException("the sweep sets " + option + "; leave it out");
                }
            }
            return new SweepPlan(
                    base, varied, seeds == null ? List.of(base.options().seed()) : SweepPlan.seeds(seeds));
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    private static int threads(Queue queue) {
        try {
            Integer named = queue.next().map(run -> run.run().setup().threads()).orElse(null);
            return named == null ? EngineStart.defaultThreads() : named;
        } catch (IllegalArgumentException e) {
            return EngineStart.defaultThreads(); // that run will say what is wrong with it
        }
    }

    /** Measures only what finished runs do not tell. */
    private void announce(SweepPlan plan, Path runs, EngineOptions.Started started, SweepPrinter printer, long ahead) {
        SweepPace pace = SweepPace.ofFinished(runs, started.device().id(), started.threads());
        if (!pace.knows(plan)) {
            pace = pace.measured(plan, started.device());
        }
        printer.plan(plan, pace.of(plan), ahead);
    }

    private int work(SweepQueue queue, EngineOptions.Started started, SweepPrinter printer)
            throws InterruptedException {
        AtomicReference<Consumer<LabEvent>> heard = new AtomicReference<>(_ -> {});
        TrainingService service =
                new TrainingService(Folders.ofThisSystem(), event -> heard.get().accept(event));
        SweepRunner runner = new SweepRunner(service, queue, _ -> {});
        heard.set(runner);
        List<String> worked = queue.queue().unfinished();
        CountDownLatch idle = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        printer.begin(queue.file(), queue.queue());
        queue.addListener(printer);
        service.startEngine(started.threads(), started.device().id());
        try (Interruption _ = Interruption.calls(() -> {
            interrupted.set(true);
            runner.holdNow();
        })) {
            runner.go();
            runner.addListener(() -> {
                if (runner.state() == SweepRunner.State.HELD) {
                    idle.countDown();
                }
            });
            if (runner.state() != SweepRunner.State.HELD) {
                idle.await();
            }
            service.close().toCompletableFuture().join();
            printer.end(queue.file(), queue.queue().only(worked), interrupted.get());
        }
        return exitCode(queue.queue().only(worked), interrupted.get());
    }

    private static int exitCode(Queue queue, boolean interrupted) {
        if (interrupted) {
            return ExitCode.INTERRUPTED;
        }
        if (queue.count(SweepState.FAILED) > 0) {
            return ExitCode.UNEXPECTED;
        }
        return queue.count(SweepState.DIVERGED) > 0 ? ExitCode.DIVERGED : ExitCode.OK;
    }

    private void unwritten(String sentence) {
        spec.commandLine().getErr().println("cliplab: the queue cannot be written, and the runs go on: " + sentence);
    }
}
