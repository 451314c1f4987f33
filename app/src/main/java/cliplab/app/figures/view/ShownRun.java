// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.figures.view;

import cliplab.app.figures.DrawnRun;
import cliplab.app.figures.FigureName;
import cliplab.app.figures.FigureRequest;
import cliplab.app.figures.FigureView;
import cliplab.app.figures.RunFigures;
import cliplab.app.runs.Version;
import cliplab.app.training.EpochArchive;
import cliplab.app.training.LabEvent;
import cliplab.app.training.Look;
import cliplab.app.training.RunObserver;
import cliplab.app.training.TrainingViewModel;
import cliplab.model.eval.Evaluation;
import cliplab.model.eval.Evaluator;
import cliplab.model.run.RunManifest;
import cliplab.model.run.SavedRun;
import cliplab.model.train.Change;
import cliplab.model.train.EpochMetrics;
import cliplab.model.train.StepMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what the window has heard of the run it shows, for figures to be exported while it trains and where it is written to no disk.
 * FX thread only.
 */
public final class ShownRun implements RunObserver {
    private final TrainingViewModel training;
    private final EpochArchive archive;
    private final List<StepMetrics> steps = new ArrayList<>();
    private final NavigableMap<Integer, EpochMetrics> epochs = new TreeMap<>();
    private final List<Change> changes = new ArrayList<>();

    public ShownRun(TrainingViewModel training, EpochArchive archive) {
        this.training = training;
        this.archive = archive;
        training.addObserver(this);
    }

    @Override
    public void cleared() {
        steps.clear();
        epochs.clear();
        changes.clear();
    }

    @Override
    public void step(StepMetrics metrics) {
        steps.add(metrics);
    }

    @Override
    public void epoch(EpochMetrics metrics, @Nullable Look look) {
        epochs.put(metrics.epoch(), metrics);
    }

    @Override
    public void changed(Change change) {
        changes.add(change);
    }

    /**
     * A figure of the run at the epoch that is viewed, or at the last that ended.
     *
     * @param view how it is looked at now
     */
    public PaneFigure figure(String title, FigureName name, Supplier<FigureView> view) {
        return new PaneFigure(title, () -> copy(name, view.get()));
    }

    private Optional<FigureCopy> copy(FigureName name, FigureView view) {
        LabEvent.Prepared run = training.run();
        if (run == null || (epochs.isEmpty() && steps.isEmpty())) {
            return Optional.empty();
        }
        int viewed = training.viewedEpochProperty().get();
        int last = epochs.isEmpty() ? 0 : epochs.lastKey();
        int epoch = viewed == TrainingViewModel.LIVE ? last : viewed;
        FigureRequest request = new FigureRequest(
                name, viewed == TrainingViewModel.LIVE ? OptionalInt.empty() : OptionalInt.of(viewed), view);
        String kept = training.keptProperty().get();
        Path folder = kept == null || kept.isEmpty() ? null : Path.of(kept);
        Heard heard =
                new Heard(run, folder, archive, List.copyOf(steps), List.copyOf(epochs.values()), List.copyOf(changes));
        return Optional.of(new FigureCopy(
                request.stem(folder == null ? "" : String.valueOf(folder.getFileName()), run.options(), epoch),
                () -> RunFigures.make(heard.drawn(), request)::bytes));
    }

    /** What is copied on the FX thread, and finished on a worker, which may read files. */
    private record Heard(
            LabEvent.Prepared run,
            @Nullable Path folder,
            EpochArchive archive,
            List<StepMetrics> steps,
            List<EpochMetrics> epochs,
            List<Change> changes) {
        DrawnRun drawn() {
            SavedRun saved = saved();
            RunManifest manifest = saved == null ? null : saved.manifest();
            return new DrawnRun(
                    saved == null
                            ? ""
                            : String.valueOf(
                                    saved.folder().toAbsolutePath().normalize().getFileName()),
                    manifest == null ? "" : manifest.created(),
                    manifest == null ? RunManifest.preset(run.options()) : manifest.preset(),
                    manifest == null ? run.device().id() : manifest.device(),
                    manifest == null ? Version.program() : manifest.versions().getOrDefault("cliplab", ""),
                    run.data().digest(),
                    run.options(),
                    run.data(),
                    steps,
                    epochs,
                    changes,
                    epoch -> look(saved, epoch));
        }

        /** Null also where the folder went away while the run is shown: then it is drawn as one that was never written. */
        private @Nullable SavedRun saved() {
            try {
                return folder == null ? null : SavedRun.open(folder);
            } catch (IOException e) {
                return null;
            }
        }

        /** Of long runs the window forgets the oldest epochs. */
        private Optional<Evaluation> look(@Nullable SavedRun saved, int epoch) throws IOException {
            Optional<Evaluation> known = archive.at(run.runId(), epoch).map(Look::evaluation);
            return known.isPresent() || saved == null || !saved.hasSnapshot(epoch)
                    ? known
                    : Optional.of(saved.snapshot(epoch)
                            .evaluation(new Evaluator(run.data().evaluation())));
        }
    }
}
