// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training;

import cliplab.model.eval.Embedder;
import cliplab.model.runtime.ComputeDevice;
import cliplab.model.train.EpochMetrics;
import cliplab.model.train.LiveOptions;
import cliplab.model.train.StepMetrics;
import cliplab.model.train.TrainingEvent;
import cliplab.viz.text.Messages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import org.jspecify.annotations.Nullable;

/**
 * The state of training as the window shows it: hears the trainer's events, gives its commands. No nodes, no threads of its
 * own; FX thread only, but for {@link #ask}.
 */
public final class TrainingViewModel implements Consumer<LabEvent> {
    /** What {@link #viewedEpoch} holds while the panes follow the run. */
    public static final int LIVE = -1;

    /** What the person must be told beside the panes. */
    public record Notice(Kind kind, String title, String text, String details) {
        public enum Kind {
            NEWS,
            WARNING,
            ERROR
        }
    }

    private final Trainer trainer;
    private final EpochArchive archive;
    private final List<RunObserver> observers = new ArrayList<>();
    private final List<Consumer<Notice>> noticeListeners = new ArrayList<>();
    private final Pace pace = new Pace();
    private final Map<Integer, EpochMetrics> metrics = new HashMap<>();

    private final ReadOnlyObjectWrapper<RunState> state = new ReadOnlyObjectWrapper<>(RunState.LOADING);
    private final ReadOnlyObjectWrapper<@Nullable String> kept = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper device = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<@Nullable StepMetrics> lastStep = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable EpochMetrics> lastEpoch = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Look> latest = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Look> shown = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<LossLines> lines = new ReadOnlyObjectWrapper<>(LossLines.NONE);
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper();
    private final ReadOnlyIntegerWrapper epochs = new ReadOnlyIntegerWrapper();
    private final ReadOnlyIntegerWrapper epochsDone = new ReadOnlyIntegerWrapper();
    private final ReadOnlyIntegerWrapper viewedEpoch = new ReadOnlyIntegerWrapper(LIVE);
    private final IntegerProperty selectedClass = new SimpleIntegerProperty(-1);

    private String runId = "";
    private LabEvent.@Nullable Prepared run;
    private @Nullable LiveOptions live;
    private boolean writable = true;

    /** @param archive fed beside this, on the trainer thread */
    public TrainingViewModel(Trainer trainer, EpochArchive archive) {
        this.trainer = trainer;
        this.archive = archive;
        viewedEpoch.subscribe(_ -> showViewed());
    }

    public void addObserver(RunObserver observer) {
        observers.add(observer);
    }

    public void onNotice(Consumer<Notice> listener) {
        noticeListeners.add(listener);
    }

    // ---- commands

    /** Begins a run; the one before ends at a checkpoint. */
    public void start(RunRequest request) {
        clear();
        live = request.live();
        runId = trainer.start(request);
        state.set(RunState.PREPARING);
    }

    public void pause() {
        if (state.get() == RunState.RUNNING || state.get() == RunState.PREPARING) {
            trainer.pause();
        }
    }

    public void resume() {
        if (state.get() == RunState.PAUSED) {
            trainer.resume();
        }
    }

    /** Makes one step of a run that is under way or about to be, and holds it. */
    public void step() {
        if (state.get() == RunState.RUNNING || state.get() == RunState.PAUSED || state.get() == RunState.PREPARING) {
            trainer.step();
        }
    }

    public void stop() {
        if (state.get().isActive()) {
            state.set(RunState.STOPPING);
            trainer.stop();
        }
    }

    /** Lets the run go and empties the panes; what was written stays on disk. */
    public void reset() {
        trainer.release();
        runId = "";
        clear();
        if (state.get() != RunState.NO_ENGINE) {
            state.set(device.get().isEmpty() ? RunState.LOADING : RunState.IDLE);
        }
    }

    /** Puts settings in force from the next step on, as far as the run knows their words and templates. */
    public void update(LiveOptions options) {
        live = options;
        LabEvent.Prepared current = run;
        int declared = current == null
                ? options.trainingTemplates() // not known yet; the trainer knows in time
                : current.options().data().templates();
        trainer.update(options.withTrainingTemplates(Math.min(declared, options.trainingTemplates())));
        if (state.get() != RunState.COMPLETED && state.get() != RunState.FAILED) {
            updateLines(); // those of a run that is over stay what they were
        }
    }

    /** Shows the end of an epoch, 0 being the untrained network, or {@link #LIVE}. */
    public void view(int epoch) {
        viewedEpoch.set(epoch);
    }

    /** As {@link Trainer#ask}; any thread. */
    public <T> CompletableFuture<T> ask(String run, Function<? super Embedder, ? extends T> question) {
        return trainer.ask(run, question);
    }

    // ---- events

    @Override
    public void accept(LabEvent event) {
        switch (event) {
            case LabEvent.EngineReady ready -> {
                showDevice(ready.device());
                if (state.get() == RunState.LOADING) {
                    state.set(RunState.IDLE);
                }
            }
            case LabEvent.EngineFailed failed -> {
                reset(); // a run that waited for it
                state.set(RunState.NO_ENGINE);
                tell(Notice.Kind.ERROR, Messages.text("engine.failed.title"), failed.message(), failed.details());
            }
            case LabEvent.Prepared prepared when prepared.runId().equals(runId) -> prepared(prepared);
            case LabEvent.Refused refused
            when refused.runId().equals(runId) -> {
                state.set(RunState.FAILED);
                tell(Notice.Kind.ERROR, Messages.text("run.refused.title"), refused.message(), "");
            }
            case LabEvent.Unwritten unwritten
            when unwritten.runId().equals(runId) -> {
                writable = false;
                kept.set("");
                tell(
                        Notice.Kind.WARNING,
                        Messages.text("run.unwritten.title"),
                        Messages.text("run.unwritten", unwritten.message()),
                        "");
            }
            case LabEvent.Told told when told.event().runId().equals(runId) -> told(told.event());
            case LabEvent.Prepared _, LabEvent.Refused _, LabEvent.Unwritten _, LabEvent.Told _ -> {
                // of a run that is no longer shown
            }
        }
    }

    private void showDevice(ComputeDevice chosen) {
        device.set(Messages.text("status.device", chosen.id().toUpperCase(Locale.ROOT), chosen.reason()));
    }

    private void prepared(LabEvent.Prepared prepared) {
        run = prepared;
        showDevice(prepared.device());
        kept.set(prepared.folder() == null || !writable ? "" : prepared.folder().toString());
        epochs.set(prepared.options().epochs());
        updateLines();
        observers.forEach(observer -> observer.prepared(prepared));
        prepared.earlier().changes().forEach(change -> observers.forEach(observer -> observer.changed(change)));
        prepared.earlier().steps().forEach(this::step);
        prepared.earlier().epochs().forEach(this::epoch);
        archive.at(runId, epochsDone.get())
                .ifPresent(this::look); // so that no pane of a run taken up again stays empty
    }

    private void told(TrainingEvent event) {
        switch (event) {
            case TrainingEvent.Started started -> {
                live = live == null ? started.live() : live;
                updateLines();
                if (state.get() == RunState.PREPARING) {
                    state.set(RunState.RUNNING);
                }
            }
            case TrainingEvent.Step step -> step(step.metrics());
            case TrainingEvent.Epoch epoch -> epoch(epoch.metrics());
            case TrainingEvent.Snapshot snapshot -> look(Look.of(snapshot));
            case TrainingEvent.Glimpse glimpse -> look(Look.of(glimpse));
            case TrainingEvent.Changed changed -> observers.forEach(observer -> observer.changed(changed.change()));
            case TrainingEvent.Paused _ -> {
                if (state.get() != RunState.STOPPING) {
                    state.set(RunState.PAUSED);
                }
            }
            case TrainingEvent.Resumed _ -> {
                if (state.get() == RunState.PAUSED) {
                    state.set(RunState.RUNNING);
                }
            }
            case TrainingEvent.Warned warned ->
                tell(Notice.Kind.WARNING, Messages.text("run.warned.title"), warned.message(), "");
            case TrainingEvent.Completed _ -> {
                state.set(RunState.COMPLETED);
                progress.set(1);
            }
            case TrainingEvent.Stopped _ -> state.set(RunState.STOPPED);
            case TrainingEvent.Failed failed -> {
                state.set(RunState.FAILED);
                tell(
                        Notice.Kind.ERROR,
                        Messages.text(failed.diverged() ? "run.diverged.title" : "run.failed.title"),
                        failed.message() + "\n" + failed.advice(),
                        "");
            }
        }
    }

    private void step(StepMetrics made) {
        pace.add(made);
        LabEvent.Prepared current = run;
        if (current != null) {
            progress.set(made.pairs() / allPairs(current));
        }
        observers.forEach(observer -> observer.step(made));
        lastStep.set(made);
    }

    /** What a run sees in all of its epochs. */
    private static double allPairs(LabEvent.Prepared run) {
        return (double) run.options().epochs() * run.data().images().count();
    }

    private void epoch(EpochMetrics ended) {
        metrics.put(ended.epoch(), ended);
        epochsDone.set(ended.epoch());
        Look look = archive.at(runId, ended.epoch()).orElse(null);
        observers.forEach(observer -> observer.epoch(ended, look));
        lastEpoch.set(ended);
    }

    private void look(Look look) {
        latest.set(look);
        observers.forEach(observer -> observer.look(look));
        if (viewedEpoch.get() == LIVE) {
            shown.set(look);
        }
    }

    /** Shows the epoch chosen, or the newest look. */
    private void showViewed() {
        int epoch = viewedEpoch.get();
        if (epoch == LIVE) {
            shown.set(latest.get());
        } else {
            archive.at(runId, epoch).ifPresent(shown::set);
        }
    }

    private void clear() {
        pace.clear();
        metrics.clear();
        run = null;
        kept.set(null);
        writable = true;
        lastStep.set(null);
        lastEpoch.set(null);
        latest.set(null);
        viewedEpoch.set(LIVE);
        shown.set(null);
        progress.set(0);
        epochs.set(0);
        epochsDone.set(0);
        lines.set(LossLines.NONE);
        observers.forEach(RunObserver::cleared);
    }

    private void updateLines() {
        LabEvent.Prepared current = run;
        LiveOptions now = live;
        if (current != null && now != null) {
            lines.set(LossLines.of(current.options().loss(), current.data(), now));
        }
    }

    private void tell(Notice.Kind kind, String title, String text, String details) {
        Notice notice = new Notice(kind, title, Sentences.whole(text), details);
        noticeListeners.forEach(listener -> listener.accept(notice));
    }

    // ---- state

    public ReadOnlyObjectProperty<RunState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** The folder the run is kept in; empty where it lives in memory alone, null without a run. */
    public ReadOnlyObjectProperty<@Nullable String> keptProperty() {
        return kept.getReadOnlyProperty();
    }

    /** Where the arithmetic happens, and why; empty until the engine is there. */
    public ReadOnlyStringProperty deviceProperty() {
        return device.getReadOnlyProperty();
    }

    /** Null before the first step. */
    public ReadOnlyObjectProperty<@Nullable StepMetrics> lastStepProperty() {
        return lastStep.getReadOnlyProperty();
    }

    /** Null before the untrained network was tested. */
    public ReadOnlyObjectProperty<@Nullable EpochMetrics> lastEpochProperty() {
        return lastEpoch.getReadOnlyProperty();
    }

    /** The look the panes show: the newest, or that of the epoch viewed; null before the first. */
    public ReadOnlyObjectProperty<@Nullable Look> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /** The lines of the loss with the settings as they are. */
    public ReadOnlyObjectProperty<LossLines> linesProperty() {
        return lines.getReadOnlyProperty();
    }

    /** The share of all pairs of all epochs that was seen, 0 … 1. */
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** How many epochs the run is to have; 0 without a run. */
    public ReadOnlyIntegerProperty epochsProperty() {
        return epochs.getReadOnlyProperty();
    }

    /** The last epoch that ended. */
    public ReadOnlyIntegerProperty epochsDoneProperty() {
        return epochsDone.getReadOnlyProperty();
    }

    /** {@link #LIVE}, or the epoch the panes went back to. */
    public ReadOnlyIntegerProperty viewedEpochProperty() {
        return viewedEpoch.getReadOnlyProperty();
    }

    /** The numbers of the epoch viewed, or of the last that ended; null before the first. */
    public @Nullable EpochMetrics viewedMetrics() {
        int epoch = viewedEpoch.get();
        return epoch == LIVE ? lastEpoch.get() : metrics.get(epoch);
    }

    /**
     * The share of held-out images named right in what is shown, with the evaluation templates it was looked at with; NaN where
     * it is not known.
     */
    public double spokenAccuracy() {
        Look look = shown.get();
        EpochMetrics viewed = viewedMetrics();
        if (look != null && look.evaluation() != null) {
            return look.evaluation().accuracy().orElse(Double.NaN);
        }
        return viewed == null ? Double.NaN : viewed.accuracy();
    }

    /** The epoch that accuracy belongs to; one in progress where the run was looked at within it. */
    public int spokenEpoch() {
        Look look = shown.get();
        EpochMetrics viewed = viewedMetrics();
        if (look != null && look.evaluation() != null) {
            return look.epoch();
        }
        return viewed == null ? 0 : viewed.epoch();
    }

    /** The loss to speak of: of the last steps, or of the epoch viewed; NaN where there is none. */
    public double spokenLoss() {
        EpochMetrics viewed = viewedMetrics();
        return viewedEpoch.get() == LIVE || viewed == null ? pace.loss() : viewed.loss();
    }

    /** The lines that loss is read against. */
    public LossLines spokenLines() {
        EpochMetrics viewed = viewedMetrics();
        double floor = viewedEpoch.get() == LIVE || viewed == null ? pace.floor() : viewed.floor();
        return new LossLines(lines.get().batchSize(), lines.get().chance(), floor);
    }

    /** The class selected in any pane, shown in all; −1 for none. */
    public IntegerProperty selectedClassProperty() {
        return selectedClass;
    }

    /** The run that is shown, or null. */
    public LabEvent.@Nullable Prepared run() {
        return run;
    }

    public double pairsPerSecond() {
        return pace.pairsPerSecond();
    }

    public double millisPerStep() {
        return pace.millisPerStep();
    }

    /** Until the last epoch's end at the present pace; NaN where that is not known. */
    public double secondsLeft() {
        LabEvent.Prepared current = run;
        StepMetrics last = lastStep.get();
        if (current == null || last == null) {
            return Double.NaN;
        }
        return (allPairs(current) - last.pairs()) / pace.pairsPerSecond();
    }
}
