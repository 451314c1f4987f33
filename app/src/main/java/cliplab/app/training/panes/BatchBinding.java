// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training.panes;

import cliplab.app.figures.view.FigureCopy;
import cliplab.app.platform.TaskRunner;
import cliplab.app.platform.Thumbnails;
import cliplab.app.runs.Version;
import cliplab.app.training.LabEvent;
import cliplab.app.training.Look;
import cliplab.app.training.RunObserver;
import cliplab.app.training.TrainingViewModel;
import cliplab.model.data.CaptionGrammar;
import cliplab.model.run.RunManifest;
import cliplab.model.train.BatchReport;
import cliplab.viz.figure.BatchFigure;
import cliplab.viz.figure.BatchReading;
import cliplab.viz.figure.BatchView;
import cliplab.viz.pane.BatchPane;
import cliplab.viz.text.Messages;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Keeps the batch inspector at the newest batch that was looked at. FX thread only. */
final class BatchBinding implements RunObserver {
    private static final String JOB = "batch";
    private static final int DIGEST = 12;

    private final BatchPane pane;
    private final TaskRunner tasks;
    private final Consumer<Throwable> failed;
    private @Nullable Thumbnails images;
    private long shownStep = -1;
    private LabEvent.@Nullable Prepared run;
    private @Nullable Shown shown;

    private record Shown(BatchView view, BatchReading reading) {}

    private BatchBinding(BatchPane pane, TaskRunner tasks, Consumer<Throwable> failed) {
        this.pane = pane;
        this.tasks = tasks;
        this.failed = failed;
    }

    /** @param failed told what went wrong where nothing should */
    static BatchBinding bind(TrainingViewModel training, BatchPane pane, TaskRunner tasks, Consumer<Throwable> failed) {
        BatchBinding binding = new BatchBinding(pane, tasks, failed);
        training.addObserver(binding);
        pane.selectedClassProperty().bindBidirectional(training.selectedClassProperty());
        return binding;
    }

    /** The batch on screen, for export. */
    Optional<FigureCopy> figure() {
        LabEvent.Prepared of = run;
        Shown now = shown;
        if (of == null || now == null) {
            return Optional.empty();
        }
        String preset = RunManifest.preset(of.options());
        long step = now.view().step();
        return Optional.of(FigureCopy.of(
                "batch-seed%d-step%d".formatted(of.options().seed(), step),
                () -> new BatchFigure(now.view(), now.reading()),
                Messages.text(
                        "figure.caption.batch",
                        preset.equals("custom") ? Messages.text("figure.caption.custom") : preset,
                        of.options().seed(),
                        step,
                        of.device().id(),
                        Version.program(),
                        of.data().digest().substring(0, DIGEST))));
    }

    @Override
    public void cleared() {
        tasks.cancel(JOB);
        shownStep = -1;
        shown = null;
        pane.clear();
    }

    @Override
    public void prepared(LabEvent.Prepared run) {
        this.run = run;
        images = new Thumbnails(run.data().images());
    }

    @Override
    public void look(Look look) {
        BatchReport batch = look.batch();
        Thumbnails pictures = images;
        if (batch == null || pictures == null || batch.step() == shownStep) {
            return;
        }
        shownStep = batch.step();
        BatchView view =
                new BatchView(batch.step(), batch.captions(), batch.captionIds(), classes(batch), batch.logits());
        tasks.submit(
                JOB,
                () -> BatchReading.of(view),
                reading -> {
                    shown = new Shown(view, reading);
                    pane.show(view, reading, index -> pictures.of(batch.pairs()[index]));
                },
                failed);
    }

    /** The class each caption names; −1 where it names none. */
    private static int[] classes(BatchReport batch) {
        List<String> names = CaptionGrammar.labels().names();
        return batch.captions().stream()
                .mapToInt(caption -> IntStream.range(0, names.size())
                        .filter(index -> caption.contains(names.get(index)))
                        .findFirst()
                        .orElse(-1))
                .toArray();
    }
}
