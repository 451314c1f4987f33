// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.bench;

import cliplab.app.AppContext;
import cliplab.app.bench.ExportMeasures.Times;
import cliplab.app.figures.FigureName;
import cliplab.app.figures.FigureShape;
import cliplab.app.figures.FigureView;
import cliplab.app.figures.view.FigureCopy;
import cliplab.app.figures.view.FigureExports;
import cliplab.app.platform.Workspace;
import cliplab.app.reports.ReportFormat;
import cliplab.app.reports.RunReport;
import cliplab.app.training.Look;
import cliplab.app.training.RunObserver;
import cliplab.app.training.RunState;
import cliplab.app.training.TrainingViewModel;
import cliplab.model.run.SavedRun;
import cliplab.model.train.EpochMetrics;
import cliplab.model.train.StepMetrics;
import cliplab.viz.export.ExportFormat;
import cliplab.viz.pane.LossPane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.scene.control.TableView;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Trains in the open window and meanwhile exports every figure in every format, writes reports and opens a large library of runs; at
 * last opens a long run. What it writes lies in a folder of its own, which it clears away; the run it trains is kept like any other. FX
 * thread only.
 */
public final class ExportBench implements RunObserver {
    private static final int WARM_UP_EPOCHS = 3;
    /** The first is told apart from the others. */
    private static final int FIGURE_ROUNDS = 6;

    private static final int REPORT_ROUNDS = 4;
    private static final int OPENINGS = 3;
    private static final int RUNS = 1000;
    private static final int STEPS = 100_000;
    private static final String WORK = "bench-files";

    private final AppContext context;
    private final TrainingViewModel training;
    private final FigureExports exports;
    private final LossPane loss;
    private final Doors doors;
    private final Consumer<ExportMeasures> done;
    private final PulseLog pulses = new PulseLog();
    private final List<Double> stepMillis = new ArrayList<>();
    private final Map<String, Times> figures = new LinkedHashMap<>();
    private final Map<String, Times> reports = new LinkedHashMap<>();
    private double step;
    private double[] library = {};
    private @Nullable StepMetrics last;
    private boolean acting;
    private boolean stopped;

    /** Something that is done again and again, and then says how long it took. */
    private record Job(String name, Consumer<Consumer<Double>> act) {}

    /** How a person comes to see a library, or a run in the panes of training. */
    public interface Doors {
        /** Fills the window with the runs of a folder. */
        Workspace library(Path folder);

        /** Shows a run as it stands. */
        void run(Path folder);
    }

    /** @param done told once, when everything is measured */
    public ExportBench(AppContext context, LossPane loss, Doors doors, Consumer<ExportMeasures> done) {
        this.context = context;
        this.training = context.training();
        this.loss = loss;
        this.doors = doors;
        this.done = done;
        exports = new FigureExports(
                context.tasks(),
                context.dialogs(),
                context.settings(),
                context.folders().cache());
    }

    /** Begins as soon as the engine is there. */
    public void start() {
        training.addObserver(this);
        Acts.trainLong(training);
    }

    @Override
    public void step(StepMetrics metrics) {
        if (last != null) {
            stepMillis.add(1000 * (metrics.seconds() - last.seconds()));
        }
        last = metrics;
    }

    @Override
    public void epoch(EpochMetrics metrics, @Nullable Look look) {
        if (metrics.epoch() == WARM_UP_EPOCHS && !acting) {
            acting = true; // and the long run has such an epoch too
            String run = training.keptProperty().get();
            if (run == null || run.isEmpty()) {
                context.errors().report(new IOException("the run is written to no disk, so nothing can be measured"));
                return;
            }
            work(() -> Files.createTempDirectory("cliplab-bench"), folder -> {
                stepMillis.clear();
                pulses.start();
                exportFigures(folder, Path.of(run));
            });
        }
    }

    private <T> void work(Callable<T> job, Consumer<T> then) {
        context.tasks().submit(WORK, job, then, context.errors()::report);
    }

    // ---- figures and reports

    private void exportFigures(Path folder, Path run) {
        List<Job> jobs = new ArrayList<>();
        for (FigureName name : FigureName.values()) {
            for (ExportFormat format : ExportFormat.values()) {
                jobs.add(new Job(name.id(), next -> exportFigure(name, format, folder, next)));
            }
        }
        rounds(FIGURE_ROUNDS, jobs, times -> {
            figures.putAll(times);
            writeReports(folder, run);
        });
    }

    /** A map is laid out anew, as for a person who has not waited for one. */
    private void exportFigure(FigureName name, ExportFormat format, Path folder, Consumer<Double> next) {
        FigureShape usual = FigureShape.USUAL;
        boolean[] written = new boolean[1];
        Acts.act(
                () -> {
                    FigureCopy copy = context.shownRun()
                            .figure(name.id(), name, () -> FigureView.USUAL)
                            .copy()
                            .get()
                            .orElseThrow();
                    FigureShape shape = new FigureShape(format, usual.size(), usual.dark());
                    exports.write(copy, shape, folder.resolve(copy.fileName(shape)), true, _ -> written[0] = true);
                },
                () -> written[0],
                next);
    }

    private void writeReports(Path folder, Path run) {
        List<Job> jobs = new ArrayList<>();
        for (ReportFormat format : ReportFormat.values()) {
            jobs.add(new Job(format.name(), next -> writeReport(format, folder, run, next)));
        }
        rounds(REPORT_ROUNDS, jobs, times -> {
            reports.putAll(times);
            pulses.stop();
            step = Acts.quantile(Acts.values(stepMillis), 0.5);
            writeLibrary(folder, run);
        });
    }

    private void writeReport(ReportFormat format, Path folder, Path run, Consumer<Double> next) {
        Path file = folder.resolve("report." + format.name().toLowerCase(Locale.ROOT));
        boolean[] written = new boolean[1];
        Acts.act(
                () -> work(
                        () -> {
                            RunReport.write(SavedRun.open(run), true, OptionalInt.empty(), format, file);
                            return file;
                        },
                        _ -> written[0] = true),
                () -> written[0],
                next);
    }

    private static void rounds(int rounds, List<Job> jobs, Consumer<Map<String, Times>> then) {
        int[] number = {0};
        Acts.repeat(
                rounds * jobs.size(),
                next -> jobs.get(number[0]++ % jobs.size()).act().accept(next),
                millis -> then.accept(times(jobs, millis)));
    }

    private static Map<String, Times> times(List<Job> jobs, double[] millis) {
        Map<String, Times> times = new LinkedHashMap<>();
        for (Job job : jobs) {
            double[] mine = IntStream.range(0, millis.length)
                    .filter(i -> jobs.get(i % jobs.size()).name().equals(job.name()))
                    .mapToDouble(i -> millis[i])
                    .toArray();
            int round = (int) jobs.stream()
                    .filter(other -> other.name().equals(job.name()))
                    .count();
            double[] later = Arrays.copyOfRange(mine, round, mine.length);
            times.put(
                    job.name(),
                    new Times(
                            Acts.quantile(Arrays.copyOf(mine, round), 1),
                            Acts.quantile(later, 0.5),
                            Acts.quantile(later, 0.95),
                            Acts.quantile(later, 1),
                            later.length));
        }
        return times;
    }

    // ---- what is opened

    private void writeLibrary(Path folder, Path run) {
        Path runs = folder.resolve("runs");
        work(
                () -> {
                    new MadeRuns(SavedRun.open(run)).library(runs, RUNS);
                    System.gc(); // a person who opens a library has not just written it
                    return runs;
                },
                _ -> Acts.repeat(OPENINGS, next -> openLibrary(runs, next), millis -> {
                    library = millis;
                    stopTraining(folder, run);
                }));
    }

    private void openLibrary(Path runs, Consumer<Double> next) {
        Workspace[] opened = new Workspace[1];
        Acts.act(
                () -> opened[0] = doors.library(runs),
                () -> opened[0].frame().lookupAll(".table-view").stream()
                        .anyMatch(node -> ((TableView<?>) node).getItems().size() == RUNS),
                millis -> {
                    opened[0].shown(false);
                    opened[0].close();
                    next.accept(millis);
                });
    }

    private void stopTraining(Path folder, Path run) {
        training.stateProperty().subscribe(state -> {
            if (state == RunState.STOPPED && !stopped) {
                stopped = true;
                Path made = folder.resolve("long");
                work(
                        () -> {
                            new MadeRuns(SavedRun.open(run)).longRun(made, STEPS);
                            System.gc();
                            return made;
                        },
                        _ -> Acts.repeat(OPENINGS, next -> openRun(made, next), millis -> end(folder, millis)));
            }
        });
        training.stop();
    }

    private void openRun(Path made, Consumer<Double> next) {
        training.reset();
        long[] painted = {-1};
        Subscription arrival = training.lastStepProperty().subscribe(newest -> {
            if (newest != null && newest.step() == STEPS) {
                painted[0] = loss.chart().paintings();
            }
        });
        Acts.act(() -> doors.run(made), () -> painted[0] >= 0 && loss.chart().paintings() > painted[0], millis -> {
            arrival.unsubscribe();
            next.accept(millis);
        });
    }

    private void end(Path folder, double[] longRun) {
        training.reset();
        ExportMeasures measures = new ExportMeasures(
                step,
                figures,
                reports,
                pulses.count(),
                pulses.quantile(0.95),
                pulses.quantile(1),
                RUNS,
                library,
                STEPS,
                longRun);
        work(() -> Acts.delete(folder), _ -> done.accept(measures));
    }
}
