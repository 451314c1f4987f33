// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.figures;

import cliplab.app.sweeps.Queue;
import cliplab.app.sweeps.QueuedRun;
import cliplab.app.sweeps.SweepNumbers;
import cliplab.app.sweeps.SweepPlan;
import cliplab.app.sweeps.SweepSetting;
import cliplab.app.sweeps.SweepState;
import cliplab.app.sweeps.Varied;
import cliplab.model.run.RunManifest;
import cliplab.model.run.SavedRun;
import cliplab.viz.export.Provenance;
import cliplab.viz.figure.SweepAxis;
import cliplab.viz.figure.SweepFigure;
import cliplab.viz.figure.SweepPoint;
import cliplab.viz.text.Messages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** From a sweep in the queue to its figure, for window and commands. Thread-safe: it keeps nothing. */
public final class SweepFigures {
    /** Of the data of the runs; all of them stand in the file's metadata. */
    private static final int MOST_DIGESTS = 3;

    private SweepFigures() {}

    /** Shows the runs of a sweep that have ended; others of it come later. */
    public static void show(SweepFigure figure, Queue queue, Queue.Sweep sweep, SweepFigure.Metric metric) {
        SweepPlan plan = sweep.plan();
        Varied first = plan.varied().getFirst();
        String second =
                plan.varied().size() == 1 ? "" : name(plan.varied().getLast().setting());
        List<SweepPoint> points =
                ended(queue, sweep).stream().map(SweepFigures::point).toList();
        figure.show(new SweepAxis(name(first.setting()), first.values()), second, metric, points);
    }

    private static List<QueuedRun> ended(Queue queue, Queue.Sweep sweep) {
        return queue.runsOf(sweep.id()).stream()
                .filter(run -> run.state().isOver())
                .toList();
    }

    private static SweepPoint point(QueuedRun run) {
        List<String> values = run.run().values();
        String series = values.size() == 1 ? "" : values.getLast();
        SweepNumbers numbers = run.numbers();
        if (run.state() == SweepState.DIVERGED || numbers == null) {
            return new SweepPoint(values.getFirst(), series, run.run().seed(), Double.NaN, Double.NaN, Double.NaN);
        }
        return new SweepPoint(
                values.getFirst(), series, run.run().seed(), numbers.accuracy(), numbers.best(), numbers.loss());
    }

    /** A setting as the figure calls it. */
    public static String name(SweepSetting setting) {
        return Messages.text("sweep.setting." + setting.id()); // messages: sweep.setting.*
    }

    /**
     * A figure of its own, with everything it needs to stand alone; reads a small file of each run.
     *
     * @param folder where a run lies
     * @throws IOException where there is nothing to draw yet; the message is a sentence for the person
     */
    public static MadeFigure make(
            Queue queue, Queue.Sweep sweep, SweepFigure.Metric metric, Function<QueuedRun, Path> folder)
            throws IOException {
        SweepFigure figure = new SweepFigure();
        show(figure, queue, sweep, metric);
        if (!figure.hint().isEmpty()) {
            throw new IOException(figure.hint());
        }
        SweepMemory memory = new SweepMemory(
                word(metric),
                sweep.id(),
                sweep.plan(),
                ended(queue, sweep).stream()
                        .map(run -> remembered(run, folder.apply(run)))
                        .toList());
        return new MadeFigure(figure, new Provenance(figure.title(), caption(memory), memory.toJson()), memory);
    }

    private static SweepMemory.Run remembered(QueuedRun run, Path folder) {
        String state = run.state().name().toLowerCase(Locale.ROOT);
        SweepMemory.Run unknown =
                new SweepMemory.Run(run.folder(), run.run().values(), run.run().seed(), state, "", "", "", "");
        try {
            RunManifest manifest = SavedRun.open(folder).manifest();
            return new SweepMemory.Run(
                    unknown.run(),
                    unknown.values(),
                    unknown.seed(),
                    state,
                    manifest.created(),
                    manifest.dataDigest(),
                    manifest.device(),
                    manifest.versions().getOrDefault("cliplab", ""));
        } catch (IOException e) {
            return unknown; // deleted since; its numbers are in the queue
        }
    }

    private static String caption(SweepMemory memory) {
        SweepPlan plan = memory.plan();
        String place = each(memory, SweepMemory.Run::device);
        return Messages.text(
                "sweep.caption",
                plan.words(),
                memory.runs().size(),
                plan.count(),
                place.isEmpty()
                        ? Messages.text("sweep.caption.gone")
                        : Messages.text(
                                "sweep.caption.place", place, each(memory, SweepMemory.Run::version), data(memory)),
                plan.line());
    }

    private static String data(SweepMemory memory) {
        List<String> all = known(memory, run -> Captions.digest(run.dataDigest()));
        String some = all.stream().limit(MOST_DIGESTS).collect(Collectors.joining(", "));
        return all.size() <= MOST_DIGESTS ? some : Messages.text("sweep.caption.more", some, all.size() - MOST_DIGESTS);
    }

    private static String each(SweepMemory memory, Function<SweepMemory.Run, String> word) {
        return String.join(", ", known(memory, word));
    }

    private static List<String> known(SweepMemory memory, Function<SweepMemory.Run, String> word) {
        return memory.runs().stream()
                .map(word)
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
    }

    /** A name for the file, without the ending, such as "sweep-2026-11-21-140500-accuracy". */
    public static String stem(Queue.Sweep sweep, SweepFigure.Metric metric) {
        return "sweep-" + sweep.id() + "-" + word(metric);
    }

    private static String word(SweepFigure.Metric metric) {
        return metric.name().toLowerCase(Locale.ROOT);
    }

    /**
     * As a person types it: accuracy, best or loss.
     *
     * @throws IllegalArgumentException for any other word; the message is for people
     */
    public static SweepFigure.Metric metric(String word) {
        return Arrays.stream(SweepFigure.Metric.values())
                .filter(metric -> word(metric).equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("a sweep draws accuracy, best or loss, not \"" + word + "\""));
    }
}
