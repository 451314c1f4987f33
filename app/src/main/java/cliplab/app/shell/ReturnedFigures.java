// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.shell;

import cliplab.app.AppContext;
import cliplab.app.classify.images.Offer;
import cliplab.app.cli.Setup;
import cliplab.app.figures.ComparisonMemory;
import cliplab.app.figures.ComparisonRequest;
import cliplab.app.figures.FigureMemory;
import cliplab.app.figures.Remembered;
import cliplab.app.figures.RememberedRun;
import cliplab.app.figures.SweepMemory;
import cliplab.app.platform.DialogService;
import cliplab.app.runs.FileErrors;
import cliplab.app.runs.RunComparison;
import cliplab.app.training.LabEvent;
import cliplab.app.training.Look;
import cliplab.app.training.RunObserver;
import cliplab.app.training.Sentences;
import cliplab.app.training.TrainingViewModel;
import cliplab.model.data.ShapesDataset;
import cliplab.model.run.SavedRun;
import cliplab.model.train.EpochMetrics;
import cliplab.viz.export.ExportFormat;
import cliplab.viz.text.Messages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Figures that are dropped on the window: what one remembers can be set up again and, where its run is still there, the run be opened at
 * its epoch; runs can be compared again, and a sweep be planned again. Pictures that remember nothing go to the classifier. FX thread
 * only; a worker reads the files.
 */
final class ReturnedFigures implements RunObserver {
    /** More than that are nobody's figures but a heap of pictures. */
    private static final int MOST = 4;

    private final AppContext context;
    private final TrainingViewModel training;
    private final LastRun runs;
    private final Places places;
    private int awaited = TrainingViewModel.LIVE; // the epoch to be shown of a run that is being opened

    /** Where the window shows what a figure was of. */
    interface Places {
        /** Brings up controls and panes. */
        void training();

        void compare(List<Path> folders, ComparisonRequest request);

        void sweep(SweepMemory sweep);
    }

    /** A file's figure, and what of it is still true. */
    private sealed interface Found {
        Path file();
    }

    /**
     * @param run null where it is not found
     * @param sameData whether this program draws the same data from the settings
     */
    private record OfRun(
            Path file, FigureMemory memory, @Nullable SavedRun run, boolean sameData) implements Found {}

    /** @param there those of the library */
    private record OfRuns(Path file, ComparisonMemory memory, List<Path> there) implements Found {}

    private record OfSweep(Path file, SweepMemory memory) implements Found {}

    ReturnedFigures(AppContext context, LastRun runs, Places places) {
        this.context = context;
        this.runs = runs;
        this.places = places;
        training = context.training();
        training.addObserver(this);
    }

    /** @param pictures takes what turns out to be no figure of ours, perhaps at once */
    void take(Offer offer, Consumer<Offer> pictures) {
        List<Path> files = offer.files();
        if (files.isEmpty() || files.size() > MOST || !files.stream().allMatch(ReturnedFigures::mayRemember)) {
            pictures.accept(offer);
            return;
        }
        Path library = context.folders().runs();
        context.tasks()
                .submit(
                        "figure-drop " + files,
                        () -> find(files, library),
                        found -> found.ifPresentOrElse(
                                figure -> offer(figure, offer, pictures), () -> pictures.accept(offer)),
                        error -> {
                            refused(error);
                            pictures.accept(offer); // a picture is one whatever it remembers
                        });
    }

    private static boolean mayRemember(Path file) {
        return ExportFormat.of(String.valueOf(file.getFileName()))
                .filter(format -> format != ExportFormat.CSV)
                .isPresent();
    }

    private static Optional<Found> find(List<Path> files, Path library) throws IOException {
        for (Path file : files) {
            Remembered memory = Remembered.read(file).orElse(null);
            if (memory != null) {
                return Optional.of(found(file, memory, library));
            }
        }
        return Optional.empty();
    }

    private static Found found(Path file, Remembered remembered, Path library) throws IOException {
        return switch (remembered) {
            case FigureMemory memory -> {
                ShapesDataset data = new ShapesDataset(
                        memory.options().seed(), memory.options().data());
                yield new OfRun(
                        file,
                        memory,
                        RememberedRun.find(memory.identity(), file, library).orElse(null),
                        data.digest().equals(memory.dataDigest()));
            }
            case ComparisonMemory memory ->
                new OfRuns(
                        file,
                        memory,
                        RememberedRun.inLibrary(
                                memory.runs().stream()
                                        .map(ComparisonMemory.Run::identity)
                                        .toList(),
                                library));
            case SweepMemory memory -> new OfSweep(file, memory);
        };
    }

    private void refused(Throwable error) {
        String said =
                error instanceof IOException file ? FileErrors.sentence(file) : String.valueOf(error.getMessage());
        context.dialogs()
                .notify(DialogService.Tone.WARNING, Messages.text("figure.back.refused"), Sentences.whole(said));
    }

    private boolean isShown(SavedRun run) {
        String kept = training.keptProperty().get();
        return kept != null
                && !kept.isEmpty()
                && Path.of(kept).toAbsolutePath().equals(run.folder().toAbsolutePath());
    }

    private boolean isBusy() {
        return training.stateProperty().get().isActive();
    }

    private void offer(Found found, Offer offer, Consumer<Offer> pictures) {
        Map<String, Runnable> deeds = new LinkedHashMap<>();
        String words = switch (found) {
            case OfRun one -> offer(one, deeds);
            case OfRuns several -> offer(several, deeds);
            case OfSweep sweep -> offer(sweep, deeds);
        };
        if (found.file().toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
            deeds.put(Messages.text("figure.back.classify"), () -> pictures.accept(offer));
        }
        context.dialogs()
                .offer(
                        Messages.text(
                                "figure.back.title",
                                Objects.toString(found.file().getFileName())),
                        words,
                        deeds);
    }

    private String offer(OfRun found, Map<String, Runnable> deeds) {
        FigureMemory memory = found.memory();
        SavedRun run = found.run();
        boolean shown = run != null && isShown(run);
        deeds.put(Messages.text("figure.back.restore"), () -> restore(Setup.of(memory.options(), memory.live())));
        if (run != null && (shown || !isBusy())) {
            deeds.put(Messages.text("figure.back.open", epoch(memory)), () -> open(memory, run));
        }
        List<String> sentences = new ArrayList<>();
        sentences.add(Messages.text(
                "figure.back.of",
                memory.options().seed(),
                memory.lastEpoch(),
                memory.options().epochs()));
        if (memory.run().isEmpty()) {
            sentences.add(Messages.text("figure.back.never"));
        } else if (run == null) {
            sentences.add(Messages.text("figure.back.lost", memory.run()));
        } else if (shown) {
            sentences.add(Messages.text("figure.back.shown"));
        } else {
            sentences.add(Messages.text("figure.back.there", memory.run()));
            if (isBusy()) {
                sentences.add(Messages.text("figure.back.first"));
            }
        }
        if (isBusy()) {
            sentences.add(Messages.text("figure.back.steers"));
        }
        if (!found.sameData()) {
            sentences.add(Messages.text("figure.back.data"));
        }
        return String.join(" ", sentences);
    }

    private String offer(OfRuns found, Map<String, Runnable> deeds) {
        ComparisonMemory memory = found.memory();
        int there = found.there().size();
        if (there >= RunComparison.FEWEST) {
            deeds.put(Messages.text("figure.back.compare"), () -> places.compare(found.there(), memory.request()));
        }
        String names = memory.runs().stream().map(ComparisonMemory.Run::title).collect(Collectors.joining(", "));
        return Messages.text("figure.back.runs", names)
                + " "
                + (there == memory.runs().size()
                        ? Messages.text("figure.back.runs.there")
                        : Messages.text(
                                "figure.back.runs.lost", there, memory.runs().size()));
    }

    private String offer(OfSweep found, Map<String, Runnable> deeds) {
        SweepMemory memory = found.memory();
        deeds.put(Messages.text("figure.back.plan"), () -> {
            if (restore(memory.plan().base())) {
                places.sweep(memory);
            }
        });
        return Messages.text(
                        "figure.back.sweep",
                        memory.plan().words(),
                        memory.runs().size(),
                        memory.plan().count())
                + " "
                + (isBusy() ? Messages.text("figure.back.plan.steers") : Messages.text("figure.back.plan.words"));
    }

    private static int epoch(FigureMemory memory) {
        return memory.request().epoch().orElse(memory.lastEpoch());
    }

    /** Whether it could be. */
    private boolean restore(Setup setup) {
        try {
            context.setup().apply(setup);
            places.training();
            return true;
        } catch (IllegalArgumentException e) { // of a version with other words or limits
            refused(e);
            return false;
        }
    }

    private void open(FigureMemory memory, SavedRun run) {
        if (isShown(run)) {
            places.training();
            view(epoch(memory));
        } else {
            runs.show(run.folder(), () -> {
                awaited = epoch(memory);
                places.training();
            });
        }
    }

    private void view(int epoch) {
        training.view(epoch == training.epochsDoneProperty().get() ? TrainingViewModel.LIVE : epoch);
    }

    @Override
    public void cleared() {
        awaited = TrainingViewModel.LIVE;
    }

    /** Its epochs come before it goes on; the one that is awaited may be the last of them. */
    @Override
    public void prepared(LabEvent.Prepared run) {
        List<EpochMetrics> earlier = run.earlier().epochs();
        if (!earlier.isEmpty() && earlier.getLast().epoch() == awaited) {
            awaited = TrainingViewModel.LIVE;
        }
    }

    @Override
    public void epoch(EpochMetrics metrics, @Nullable Look look) {
        if (metrics.epoch() == awaited) {
            awaited = TrainingViewModel.LIVE;
            training.view(metrics.epoch());
        }
    }
}
