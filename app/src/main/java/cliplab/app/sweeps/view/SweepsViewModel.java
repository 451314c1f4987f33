// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.sweeps.view;

import cliplab.app.figures.SweepFigures;
import cliplab.app.figures.SweepMemory;
import cliplab.app.figures.view.FigureCopy;
import cliplab.app.platform.TaskRunner;
import cliplab.app.sweeps.Queue;
import cliplab.app.sweeps.QueuedRun;
import cliplab.app.sweeps.SweepPace;
import cliplab.app.sweeps.SweepPlan;
import cliplab.app.sweeps.SweepRunner;
import cliplab.app.sweeps.SweepState;
import cliplab.app.sweeps.SweepTime;
import cliplab.viz.figure.SweepFigure;
import cliplab.viz.text.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The state of the sweeps pane: what is chosen for the next sweep, the queue, and what came of a sweep. The time left is estimated
 * on a worker. No nodes; FX thread only.
 */
public final class SweepsViewModel {
    private final SweepRunner runner;
    private final SweepChoices choices;
    private final TaskRunner tasks;
    private final Executor ui;
    private final Consumer<Throwable> failed;
    private final AtomicBoolean pending = new AtomicBoolean();

    private final ObservableList<QueuedRun> rows = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable QueuedRun> selected = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<SweepRunner.State> state = new ReadOnlyObjectWrapper<>(SweepRunner.State.HELD);
    private final ReadOnlyBooleanWrapper finished = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper awaited = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
    private final ObjectProperty<SweepFigure.Metric> metric = new SimpleObjectProperty<>(SweepFigure.Metric.ACCURACY);
    private final SweepFigure figure = new SweepFigure();
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");

    private Queue queue = Queue.EMPTY;
    private @Nullable OptionalDouble left; // null while it is computed
    private List<QueuedRun> over = List.of();

    /** @param ui runs what it is given on the FX thread */
    public SweepsViewModel(
            SweepRunner runner, SweepChoices choices, TaskRunner tasks, Executor ui, Consumer<Throwable> failed) {
        this.runner = runner;
        this.choices = choices;
        this.tasks = tasks;
        this.ui = ui;
        this.failed = failed;
        metric.subscribe(_ -> draw());
        selected.subscribe(_ -> draw());
        runner.addListener(this::changed);
        runner.queue().addListener((_, _) -> changed());
        refresh();
        choices.paceProperty().subscribe(_ -> estimateLeft());
        choices.planProperty().subscribe(_ -> compare());
    }

    /** What the next sweep is to be. */
    public SweepChoices choices() {
        return choices;
    }

    /** Puts the plan behind the queue; nothing happens where there is none, or where its runs wait there already. */
    public void add() {
        SweepPlan planned = choices.planProperty().get();
        if (planned != null) {
            tasks.submit("sweeps.add", () -> addOnce(planned), _ -> {}, failed);
        }
    }

    /** On a worker, one after another. */
    private boolean addOnce(SweepPlan planned) {
        boolean wanted = !runner.queue().queue().awaits(planned);
        if (wanted) {
            String _ = runner.queue().add(planned);
        }
        return wanted;
    }

    private void compare() {
        SweepPlan planned = choices.planProperty().get();
        awaited.set(planned != null && queue.awaits(planned));
    }

    /** Takes over a plan but for what all its runs share, and shows what came of it where it is still in the queue. */
    public void plan(SweepMemory sweep) {
        choices.fill(sweep.plan());
        metric.set(SweepFigures.metric(sweep.metric()));
        queue.runsOf(sweep.sweep()).stream().findFirst().ifPresent(selected::set);
    }

    // ---- the queue

    /** Goes on with the queue. */
    public void go() {
        runner.go();
    }

    /** Holds the queue at the end of the epoch. */
    public void hold() {
        runner.hold();
    }

    /** Moves the run selected up (−1) or down (+1). */
    public void move(int by) {
        QueuedRun run = selected.get();
        if (run != null) {
            runner.move(run.key(), by);
        }
    }

    public void remove(List<QueuedRun> runs) {
        runs.stream().map(QueuedRun::key).toList().forEach(runner::remove);
    }

    /** Any thread; however often, one refreshing is on its way. */
    private void changed() {
        if (pending.compareAndSet(false, true)) {
            ui.execute(this::refresh);
        }
    }

    private void refresh() {
        pending.set(false);
        queue = runner.queue().queue();
        state.set(runner.state());
        finished.set(queue.unfinished().isEmpty());
        show(queue.runs());
        List<QueuedRun> overNow =
                queue.runs().stream().filter(run -> run.state().isOver()).toList();
        if (!over.equals(overNow)) {
            over = overNow;
            choices.learn();
            draw();
        }
        compare();
        estimateLeft();
    }

    /** Rows that stay are left where they are, so that the selection stays. */
    private void show(List<QueuedRun> runs) {
        boolean same = keys(rows).equals(keys(runs));
        QueuedRun before = selected.get();
        if (same) {
            for (int i = 0; i < runs.size(); i++) {
                if (!rows.get(i).equals(runs.get(i))) {
                    rows.set(i, runs.get(i));
                }
            }
        } else {
            rows.setAll(runs);
        }
        selected.set(before == null ? null : queue.run(before.key()).orElse(null));
    }

    private static List<String> keys(List<QueuedRun> runs) {
        return runs.stream().map(QueuedRun::key).toList();
    }

    private void estimateLeft() {
        Queue now = queue;
        SweepPace known = Objects.requireNonNull(choices.paceProperty().get());
        say();
        tasks.submit(
                "sweeps.left",
                () -> known.of(now),
                seconds -> {
                    left = seconds;
                    say();
                },
                failed);
    }

    private void say() {
        long waiting = queue.count(SweepState.WAITING) + queue.count(SweepState.RUNNING);
        String now = switch (state.get()) {
            case RUNNING -> Messages.text("sweep.state.running", waiting);
            case HOLDING -> Messages.text("sweep.state.holding");
            case WAITING -> Messages.text("sweep.state.waiting", waiting);
            case HELD -> held(waiting, queue.count(SweepState.FAILED));
        };
        OptionalDouble seconds = left;
        status.set(
                seconds != null && seconds.isPresent() && waiting > 0
                        ? Messages.text("sweep.state.left", now, SweepTime.about(seconds.getAsDouble()))
                        : now);
    }

    private static String held(long waiting, long failed) {
        if (waiting > 0) {
            return Messages.text("sweep.state.held", waiting);
        }
        return failed > 0 ? Messages.text("sweep.state.failed", failed) : Messages.text("sweep.state.empty");
    }

    // ---- the figure

    /** That of the run selected, else the newest of which something came. */
    private Optional<Queue.Sweep> shown() {
        QueuedRun run = selected.get();
        Set<String> begun = over.stream().map(QueuedRun::sweep).collect(Collectors.toSet());
        return run == null
                ? queue.sweeps().stream()
                        .filter(sweep -> begun.contains(sweep.id()))
                        .reduce((_, newer) -> newer)
                : queue.sweep(run.sweep());
    }

    private void draw() {
        shown().ifPresentOrElse(
                        sweep -> SweepFigures.show(figure, queue, sweep, Objects.requireNonNull(metric.get())),
                        () -> figure.clear(Messages.text("sweep.empty")));
        title.set(figure.title());
    }

    /** What the figure shows now, for a worker to draw; empty where it shows nothing. */
    public Optional<FigureCopy> copy() {
        Queue now = queue;
        SweepFigure.Metric drawn = Objects.requireNonNull(metric.get());
        return figure.hint().isEmpty()
                ? shown().map(sweep -> new FigureCopy(
                        SweepFigures.stem(sweep, drawn),
                        () -> SweepFigures.make(now, sweep, drawn, runner.queue()::folder)::bytes))
                : Optional.empty();
    }

    /** What a run varies, in words. */
    public String settings(QueuedRun run) {
        return queue.sweep(run.sweep())
                .map(sweep -> words(sweep.plan(), run.run().values()))
                .orElse("");
    }

    private static String words(SweepPlan plan, List<String> values) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            words.add(Messages.text(
                    "sweep.series", SweepFigures.name(plan.varied().get(i).setting()), values.get(i)));
        }
        return String.join(", ", words);
    }

    // ---- state

    /** Whether nothing waits or failed. */
    public ReadOnlyBooleanProperty finishedProperty() {
        return finished.getReadOnlyProperty();
    }

    /** Whether the runs of the plan wait in the queue already. */
    public ReadOnlyBooleanProperty awaitedProperty() {
        return awaited.getReadOnlyProperty();
    }

    /** The queue; to be shown, not changed. */
    public ObservableList<QueuedRun> rows() {
        return rows;
    }

    /** The run that moves, and whose sweep the figure shows; null for none. */
    public ObjectProperty<@Nullable QueuedRun> selectedProperty() {
        return selected;
    }

    public ReadOnlyObjectProperty<SweepRunner.State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** What the queue does and how long it may take. */
    public ReadOnlyStringProperty statusProperty() {
        return status.getReadOnlyProperty();
    }

    public ObjectProperty<SweepFigure.Metric> metricProperty() {
        return metric;
    }

    /** What the figure shows, in words. */
    public ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    public SweepFigure figure() {
        return figure;
    }
}
