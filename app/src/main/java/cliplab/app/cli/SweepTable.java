// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import cliplab.app.sweeps.Queue;
import cliplab.app.sweeps.QueuedRun;
import cliplab.app.sweeps.SweepNumbers;
import cliplab.app.sweeps.SweepPlan;
import cliplab.app.sweeps.SweepRun;
import cliplab.app.sweeps.SweepState;
import cliplab.app.sweeps.SweepTime;
import cliplab.app.sweeps.Varied;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A line per run, on a terminal with the epoch in progress, and at the end the median and the range of each value. */
final class SweepTable implements SweepPrinter {
    private static final int WIDEST = 100;

    private final PrintWriter out;
    private final boolean interactive;
    private final String resume;
    private boolean progressShown;

    /** @param resume the command that goes on */
    SweepTable(PrintWriter out, boolean interactive, String resume) {
        this.out = out;
        this.resume = resume;
        this.interactive = interactive;
    }

    @Override
    public void plan(SweepPlan plan, OptionalDouble seconds, long ahead) {
        out.println("Sweep    " + counted(plan.count(), "run") + ": " + plan.words());
        out.println("Setup    " + plan.base().line());
        out.println("Time     "
                + (seconds.isPresent()
                        ? "about " + SweepTime.about(seconds.getAsDouble()) + ", an estimate"
                        : "not known: runs of this kind were never measured here"));
        if (ahead > 0) {
            out.println("Before   " + counted(ahead, "run") + " of earlier sweeps");
        }
    }

    @Override
    public void begin(Path queue, Queue runs) {
        out.println("Queue    " + queue);
        out.println();
    }

    @Override
    public void changed(Queue queue, @Nullable QueuedRun run) {
        if (run == null) {
            return;
        }
        clearProgress();
        switch (run.state()) {
            case RUNNING -> progress(queue, run);
            case DONE -> out.println(begun(queue, run) + "  " + numbers(run));
            case FAILED -> out.println(begun(queue, run) + "  failed: " + run.note());
            case DIVERGED -> out.println(begun(queue, run) + "  diverged: " + run.note());
            case WAITING ->
                out.println(begun(queue, run) + "  held after epoch " + run.epochs() + " of "
                        + run.run().epochs());
        }
        out.flush();
    }

    private void progress(Queue queue, QueuedRun run) {
        if (interactive) {
            String text = begun(queue, run) + "  epoch " + run.epochs() + " of "
                    + run.run().epochs() + " done ";
            out.print("\r" + text.substring(0, Math.min(WIDEST, text.length())));
            progressShown = true;
        }
    }

    private void clearProgress() {
        if (progressShown) {
            out.print("\r" + " ".repeat(WIDEST) + "\r");
            progressShown = false;
        }
    }

    private static String begun(Queue queue, QueuedRun run) {
        int all = queue.runsOf(run.sweep()).size();
        SweepPlan plan = queue.sweep(run.sweep()).orElseThrow().plan();
        return "%5s  %s".formatted(run.number() + "/" + all, name(plan, run.run()));
    }

    private static String name(SweepPlan plan, SweepRun run) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < plan.varied().size(); i++) {
            Varied varied = plan.varied().get(i);
            text.append(varied.setting().words()).append(' ');
            text.append("%%-%ds"
                            .formatted(widest(varied))
                            .formatted(run.values().get(i)))
                    .append("  ");
        }
        return text.append("seed ").append(run.seed()).toString();
    }

    private static int widest(Varied varied) {
        return varied.values().stream().mapToInt(String::length).max().orElse(1);
    }

    private static String numbers(QueuedRun run) {
        SweepNumbers numbers = run.numbers();
        return numbers == null
                ? ""
                : "accuracy %6.2f %%  best %6.2f %%  loss %.4f  %6.1f s"
                        .formatted(100 * numbers.accuracy(), 100 * numbers.best(), numbers.loss(), numbers.seconds());
    }

    @Override
    public void end(Path queue, Queue runs, boolean interrupted) {
        clearProgress();
        for (Queue.Sweep sweep : runs.sweeps()) {
            List<QueuedRun> done = runs.runsOf(sweep.id()).stream()
                    .filter(run -> run.state() == SweepState.DONE)
                    .toList();
            if (!done.isEmpty()) {
                out.println();
                out.println("Accuracy after the last epoch, median (lowest to highest) over seeds");
                medians(sweep.plan(), done);
            }
        }
        out.println();
        long left = runs.count(SweepState.WAITING) + runs.count(SweepState.FAILED);
        if (left > 0) {
            out.println(counted(left, "run") + (interrupted ? " left" : " failed") + ". Go on with: " + resume);
        } else {
            out.println("Complete: " + queue);
        }
    }

    private void medians(SweepPlan plan, List<QueuedRun> done) {
        List<List<String>> combinations =
                plan.runs().stream().map(SweepRun::values).distinct().toList();
        for (List<String> values : combinations) {
            double[] accuracies = done.stream()
                    .filter(run -> run.run().values().equals(values))
                    .flatMapToDouble(run -> run.numbers() == null
                            ? DoubleStream.empty()
                            : DoubleStream.of(100 * run.numbers().accuracy()))
                    .sorted()
                    .toArray();
            if (accuracies.length > 0) {
                int n = accuracies.length;
                out.printf(
                        "  %s  %6.2f %%  (%.2f to %.2f, %s)%n",
                        words(plan, values),
                        (accuracies[(n - 1) / 2] + accuracies[n / 2]) / 2,
                        accuracies[0],
                        accuracies[n - 1],
                        counted(n, "run"));
            }
        }
    }

    private static String words(SweepPlan plan, List<String> values) {
        return String.join(
                "  ",
                IntStream.range(0, values.size())
                        .mapToObj(i -> plan.varied().get(i).setting().words() + " "
                                + "%%-%ds"
                                        .formatted(widest(plan.varied().get(i)))
                                        .formatted(values.get(i)))
                        .toList());
    }

    private static String counted(long count, String what) {
        return "%,d %s%s".formatted(count, what, count == 1 ? "" : "s");
    }
}
