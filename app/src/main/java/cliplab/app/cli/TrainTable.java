// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import cliplab.model.run.RunManifest;
import cliplab.model.train.EpochMetrics;
import cliplab.model.train.PublishedTrajectory;
import cliplab.model.train.StepMetrics;
import cliplab.model.train.TrainingEvent;
import cliplab.model.train.TrainingOptions;
import cliplab.model.train.TrainingRun;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A line per epoch beside the published trajectory, and on a terminal a bar for the epoch in progress. */
final class TrainTable implements TrainPrinter {
    private static final int BAR = 24;
    private static final String GAP = "–";

    private final PrintWriter out;
    private final TrainingOptions options;
    private final boolean interactive;
    private int pairs;
    private boolean barShown;
    private @Nullable EpochMetrics last;

    TrainTable(PrintWriter out, TrainingOptions options, boolean interactive) {
        this.out = out;
        this.options = options;
        this.interactive = interactive;
    }

    @Override
    public void header(Path folder, EngineOptions.Started started, RunManifest manifest) {
        out.println("Run      " + folder);
        out.println("Setup    " + SetupOptions.line(options));
        out.printf(
                "Device   %s (%s), %d %s%n",
                started.device().id(),
                started.device().reason(),
                started.threads(),
                started.threads() == 1 ? "thread" : "threads");
        out.printf(
                "Network  %,d parameters, %d tokens%n",
                manifest.parameters(), manifest.vocabulary().size());
    }

    @Override
    public void accept(TrainingEvent event) {
        switch (event) {
            case TrainingEvent.Started started -> begin(started);
            case TrainingEvent.Step step -> bar(step.metrics());
            case TrainingEvent.Epoch epoch -> row(epoch.metrics());
            case TrainingEvent.Snapshot snapshot -> {}
            case TrainingEvent.Glimpse glimpse -> {}
            case TrainingEvent.Changed changed ->
                line("From step %d: %s %s, before %s"
                        .formatted(
                                changed.change().step(),
                                changed.change().setting().id().replace('_', ' '),
                                changed.change().to(),
                                changed.change().from()));
            case TrainingEvent.Paused paused -> line("Paused after step " + paused.step());
            case TrainingEvent.Resumed resumed -> line("Goes on after step " + resumed.step());
            case TrainingEvent.Warned warned -> line("Note: " + warned.message());
            case TrainingEvent.Completed completed -> {}
            case TrainingEvent.Stopped stopped -> {}
            case TrainingEvent.Failed failed -> line("Failed: " + failed.message() + ". " + failed.advice());
        }
    }

    private void begin(TrainingEvent.Started started) {
        pairs = started.pairs();
        out.printf("Data     %,d pairs an epoch%n", pairs);
        if (started.step() > 0) {
            out.println("Goes on after step " + started.step());
        }
        out.println();
        String own = "%5s  %6s  %6s  %8s%s   %7s  %7s  %6s  %7s  %8s"
                .formatted(
                        "epoch",
                        "loss",
                        "floor",
                        "accuracy",
                        hasWithheld() ? "  %8s".formatted("withheld") : "",
                        "i→t",
                        "t→i",
                        "τ",
                        "pairs/s",
                        "time");
        out.println(" ".repeat(own.length() + 2) + "reference, published");
        out.println(own + "  %6s  %8s".formatted("loss", "accuracy"));
    }

    private boolean hasWithheld() {
        return !options.data().withheld().isEmpty();
    }

    private void row(EpochMetrics m) {
        clearBar();
        last = m;
        Optional<PublishedTrajectory.Point> published = PublishedTrajectory.at(m.epoch());
        out.printf(
                "%5d  %s  %s  %s%s   %s  %s  %s  %s  %6.1f s  %s  %s%n",
                m.epoch(),
                number(m.loss(), "%6.4f", 6),
                number(m.floor(), "%6.4f", 6),
                percent(m.accuracy(), 8),
                hasWithheld() ? "  " + percent(m.accuracyWithheld(), 8) : "",
                percent(m.top1ImageToText(), 7),
                percent(m.top1TextToImage(), 7),
                number(m.temperature(), "%6.4f", 6),
                number(m.pairsPerSecond(), "%,7.0f", 7),
                m.seconds(),
                published.map(p -> "%6.4f".formatted(p.loss())).orElse("      "),
                published.map(p -> percent(p.accuracy(), 8)).orElse(""));
        out.flush();
    }

    private void bar(StepMetrics m) {
        if (!interactive) {
            return;
        }
        long before = (m.epoch() - 1L) * pairs;
        double done = (double) (m.pairs() - before) / pairs;
        int full = (int) Math.round(done * BAR);
        out.printf(
                "\r%5d  [%s%s] step %d  loss %.4f ",
                m.epoch(), "=".repeat(full), " ".repeat(BAR - full), m.step(), m.loss());
        out.flush();
        barShown = true;
    }

    private void clearBar() {
        if (barShown) {
            out.print("\r" + " ".repeat(BAR + 50) + "\r");
            barShown = false;
        }
    }

    private void line(String text) {
        clearBar();
        out.println(text);
    }

    @Override
    public void footer(Path folder, TrainingRun.Outcome outcome) {
        clearBar();
        out.println();
        EpochMetrics m = last;
        if (m != null) {
            out.printf(
                    "After epoch %d of %d: accuracy %s, loss %s, floor %s, %.1f s, %s pairs/s%n",
                    m.epoch(),
                    options.epochs(),
                    percent(m.accuracy(), 1),
                    number(m.loss(), "%.4f", 1),
                    number(m.floor(), "%.4f", 1),
                    m.seconds(),
                    number(m.pairsPerSecond(), "%,.0f", 1));
            out.println("(reference, published: 100 % after epoch 17, " + PublishedTrajectory.SECONDS
                    + " s on an Apple M-series GPU)");
        }
        switch (outcome) {
            case COMPLETED -> out.println("Complete: " + folder);
            case STOPPED, FAILED -> out.println("Go on with: cliplab train --resume \"" + folder + "\"");
            case DIVERGED ->
                out.println("Begin anew, for example with: "
                        + SetupOptions.line(options.withLearningRate(options.learningRate() / 10)));
        }
    }

    private static String number(double value, String format, int width) {
        return Double.isNaN(value) ? GAP.indent(width - 1).stripTrailing() : format.formatted(value);
    }

    private static String percent(double fraction, int width) {
        String text = Double.isNaN(fraction) ? GAP : "%.2f %%".formatted(100 * fraction);
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }
}
