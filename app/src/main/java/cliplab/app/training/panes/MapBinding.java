// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training.panes;

import cliplab.app.platform.TaskRunner;
import cliplab.app.platform.Thumbnails;
import cliplab.app.training.LabEvent;
import cliplab.app.training.Look;
import cliplab.app.training.RunObserver;
import cliplab.app.training.RunState;
import cliplab.app.training.Sentences;
import cliplab.app.training.TrainingViewModel;
import cliplab.model.data.EvaluationSet;
import cliplab.model.eval.Evaluation;
import cliplab.viz.pane.PaneFrame;
import cliplab.viz.pane.ProjectionPane;
import cliplab.viz.projection.PcaProjector;
import cliplab.viz.projection.Projection;
import cliplab.viz.projection.ProjectionQuality;
import cliplab.viz.projection.TsneProjector;
import cliplab.viz.projection.TsneRefiner;
import cliplab.viz.style.Palette;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.beans.property.IntegerProperty;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Decides which map is drawn: while a run streams, the refinement that carries the dots on; half a second after it rests,
 * the settled map; on demand, principal components. FX thread only; what takes time is done on a worker.
 */
final class MapBinding implements RunObserver {
    private static final String STREAM = "map-stream";
    private static final String SETTLE = "map-settle";
    private static final Duration REST = Duration.millis(500);

    /** A layout with what it is worth. */
    private record Frame(Projection layout, ProjectionQuality quality) {}

    /** What a settled map or one of principal components depends on. */
    private record Key(Evaluation evaluation, ProjectionPane.Method method, int perplexity) {}

    private final TrainingViewModel training;
    private final TaskRunner tasks;
    private final Executor ui;
    private final Consumer<Throwable> failed;
    private final ProjectionPane pane = new ProjectionPane();
    private final PauseTransition rest = new PauseTransition(REST);
    private final Map<Integer, Frame> streamed = new HashMap<>();
    private final Map<Key, Frame> settled = new HashMap<>();
    private TsneRefiner refiner = new TsneRefiner();
    private @Nullable EvaluationSet set;
    private @Nullable Frame drawn;
    private boolean drawnLive;
    /** The newest look at all held-out images. */
    private @Nullable Look evaluated;
    /** The epoch of the newest streamed layout. */
    private int newest;

    /**
     * @param ui brings progress back to the FX thread
     * @param failed told what went wrong where nothing should
     */
    MapBinding(TrainingViewModel training, TaskRunner tasks, Executor ui, Palette palette, Consumer<Throwable> failed) {
        this.training = training;
        this.tasks = tasks;
        this.ui = ui;
        this.failed = failed;
        pane.apply(palette);
        training.addObserver(this);
        training.shownProperty().subscribe(_ -> shownChanged());
        training.stateProperty().subscribe(this::stateChanged);
        pane.selectedClassProperty().bindBidirectional(training.selectedClassProperty());
        pane.methodProperty().subscribe(_ -> refresh());
        pane.perplexityProperty().subscribe(_ -> refresh());
        pane.onSettle(this::settle);
        pane.onCancel(this::cancelSettling);
        rest.setOnFinished(_ -> settleAtRest());
    }

    IntegerProperty perplexityProperty() {
        return pane.perplexityProperty();
    }

    boolean isComponents() {
        return pane.methodProperty().get() == ProjectionPane.Method.PCA;
    }

    PaneFrame frame() {
        return pane.frame();
    }

    void apply(Palette palette) {
        pane.apply(palette);
    }

    /** What the map on screen is worth, in words. */
    String words() {
        return drawn == null ? Sentences.nothing() : Sentences.map(drawn.quality());
    }

    @Override
    public void cleared() {
        rest.stop();
        tasks.cancel(STREAM);
        cancelSettling();
        streamed.clear();
        settled.clear();
        refiner = new TsneRefiner();
        drawn = null;
        evaluated = null;
        pane.clear();
    }

    @Override
    public void prepared(LabEvent.Prepared run) {
        EvaluationSet evaluation = run.data().evaluation();
        set = evaluation;
        Thumbnails pictures = new Thumbnails(evaluation.images());
        pane.describe(evaluation.subjects(), evaluation.subjectOf());
        int images = evaluation.images().count();
        pane.pictures(
                point -> point < images ? pictures.of(point) : null,
                point -> evaluation.subjects().get(point < images ? evaluation.subjectOf()[point] : point - images));
    }

    @Override
    public void look(Look look) {
        Evaluation evaluation = look.evaluation();
        if (evaluation == null) {
            return;
        }
        evaluated = look;
        if (isStreaming() && pane.methodProperty().get() == ProjectionPane.Method.TSNE) {
            stream(look, evaluation);
        }
    }

    private boolean isStreaming() {
        return training.stateProperty().get() == RunState.RUNNING
                || training.stateProperty().get() == RunState.PREPARING;
    }

    private boolean isLive() {
        return training.viewedEpochProperty().get() == TrainingViewModel.LIVE;
    }

    private void stream(Look look, Evaluation evaluation) {
        EvaluationSet known = set;
        if (known == null) {
            return;
        }
        Frame from = drawnLive && isLive() ? drawn : null; // not from an epoch that is only looked back at
        TsneRefiner mine = refiner;
        int perplexity = pane.perplexityProperty().get();
        tasks.submit(
                STREAM,
                () -> {
                    if (from != null && from.layout().kind() == Projection.Kind.SETTLED) {
                        mine.startFrom(from.layout()); // so that the picture goes on from what was seen last
                    }
                    return judged(
                            mine.refine(points(evaluation), perplexity, look.epoch(), MapBinding::goOn),
                            known,
                            evaluation);
                },
                frame -> {
                    streamed.put(look.epoch(), frame);
                    newest = look.epoch();
                    if (isLive() && isStreaming() && pane.methodProperty().get() == ProjectionPane.Method.TSNE) {
                        draw(frame);
                    }
                },
                this::failed);
    }

    private static boolean goOn(double share) {
        return !Thread.currentThread().isInterrupted();
    }

    private static float[][] points(Evaluation evaluation) {
        return Projection.points(evaluation.imageVectors(), evaluation.captionVectors());
    }

    private static Frame judged(Projection layout, EvaluationSet set, Evaluation evaluation) {
        return new Frame(
                layout,
                ProjectionQuality.of(evaluation.imageVectors(), evaluation.captionVectors(), set.subjectOf(), layout));
    }

    private void draw(Frame frame) {
        drawn = frame;
        drawnLive = isLive();
        pane.show(frame.layout(), frame.quality());
    }

    private void stateChanged(RunState state) {
        if (isStreaming()) {
            if (isLive()) {
                rest.stop();
                cancelSettling();
            }
        } else if (training.shownProperty().get() != null) {
            rest.playFromStart();
        }
    }

    /** Another epoch, or another look at a run that rests. */
    private void shownChanged() {
        Look look = training.shownProperty().get();
        if (look != null && isLive() && isStreaming() && !isComponents()) {
            catchUp();
            return;
        }
        if (look == null || look.evaluation() == null) {
            return;
        }
        Frame kept = streamed.get(look.epoch());
        if (kept != null && !isLive() && !isComponents()) {
            draw(kept);
        }
        refresh();
    }

    /** Back from an earlier epoch: what streamed in the meantime. */
    private void catchUp() {
        Frame kept = streamed.get(newest);
        if (!drawnLive && kept != null) {
            rest.stop();
            draw(kept);
        }
    }

    /** What is to be drawn: the look shown or, where that is a mere glimpse, the last one before it. */
    private @Nullable Look subject() {
        Look look = training.shownProperty().get();
        return look == null || look.evaluation() != null ? look : evaluated;
    }

    /** Draws what is known at once, and has the rest computed: components now, t-SNE when nothing moves any more. */
    private void refresh() {
        Look look = subject();
        if (look == null || look.evaluation() == null) {
            return;
        }
        Frame ready = settled.get(key(look.evaluation()));
        if (ready != null) {
            draw(ready);
        } else if (isComponents()) {
            settle();
        } else if (!isLive() || !isStreaming()) {
            rest.playFromStart();
        }
    }

    private Key key(Evaluation evaluation) {
        // Components do not depend on the perplexity.
        return new Key(
                evaluation,
                pane.methodProperty().get(),
                isComponents() ? 0 : pane.perplexityProperty().get());
    }

    private void settleAtRest() {
        Look look = subject();
        Evaluation evaluation = look == null ? null : look.evaluation();
        Frame ready = evaluation == null ? null : settled.get(key(evaluation));
        if (ready == null) {
            settle();
        } else {
            draw(ready);
        }
    }

    /** Computes the settled map of what is shown; on demand while training, by itself at rest. */
    private void settle() {
        Look look = subject();
        LabEvent.Prepared run = training.run();
        EvaluationSet known = set;
        if (look == null || look.evaluation() == null || run == null || known == null) {
            return;
        }
        Evaluation evaluation = look.evaluation();
        Key key = key(evaluation);
        long seed = run.options().seed();
        boolean slow = key.method() == ProjectionPane.Method.TSNE;
        if (slow) {
            pane.settling(0);
        }
        tasks.submit(
                SETTLE,
                () -> judged(
                        slow
                                ? TsneProjector.project(
                                        points(evaluation), key.perplexity(), seed, look.epoch(), this::report)
                                : PcaProjector.project(points(evaluation), look.epoch()),
                        known,
                        evaluation),
                frame -> {
                    pane.settling(-1);
                    settled.put(key, frame);
                    Look now = subject();
                    boolean asked = isLive()
                            && isStreaming()
                            && key.method() == pane.methodProperty().get();
                    if (asked || (now != null && now.evaluation() != null && key.equals(key(now.evaluation())))) {
                        draw(frame);
                    }
                },
                this::failed);
    }

    private boolean report(double share) {
        ui.execute(() -> {
            if (tasks.isBusy(SETTLE)) {
                pane.settling(share);
            }
        });
        return goOn(share);
    }

    private void cancelSettling() {
        tasks.cancel(SETTLE);
        pane.settling(-1);
    }

    private void failed(Throwable error) {
        pane.settling(-1);
        if (!(error instanceof CancellationException)) {
            failed.accept(error);
        }
    }
}
