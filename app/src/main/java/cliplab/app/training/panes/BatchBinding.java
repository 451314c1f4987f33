// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training.panes;

import cliplab.app.platform.TaskRunner;
import cliplab.app.platform.Thumbnails;
import cliplab.app.training.LabEvent;
import cliplab.app.training.Look;
import cliplab.app.training.RunObserver;
import cliplab.app.training.TrainingViewModel;
import cliplab.model.data.CaptionGrammar;
import cliplab.model.train.BatchReport;
import cliplab.viz.figure.BatchReading;
import cliplab.viz.figure.BatchView;
import cliplab.viz.pane.BatchPane;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Keeps the batch inspector at the newest batch that was looked at. FX thread only. */
final class BatchBinding implements RunObserver {
    private static final String JOB = "batch";

    private final BatchPane pane;
    private final TaskRunner tasks;
    private final Consumer<Throwable> failed;
    private @Nullable Thumbnails images;
    private long shownStep = -1;

    private BatchBinding(BatchPane pane, TaskRunner tasks, Consumer<Throwable> failed) {
        this.pane = pane;
        this.tasks = tasks;
        this.failed = failed;
    }

    /** @param failed told what went wrong where nothing should */
    static void bind(TrainingViewModel training, BatchPane pane, TaskRunner tasks, Consumer<Throwable> failed) {
        training.addObserver(new BatchBinding(pane, tasks, failed));
        pane.selectedClassProperty().bindBidirectional(training.selectedClassProperty());
    }

    @Override
    public void cleared() {
        tasks.cancel(JOB);
        shownStep = -1;
        pane.clear();
    }

    @Override
    public void prepared(LabEvent.Prepared run) {
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
                reading -> pane.show(view, reading, index -> pictures.of(batch.pairs()[index])),
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
