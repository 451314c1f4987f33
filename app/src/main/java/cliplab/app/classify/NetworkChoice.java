// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify;

import cliplab.app.training.LabEvent;
import cliplab.app.training.Look;
import cliplab.app.training.RunObserver;
import cliplab.app.training.RunState;
import cliplab.app.training.Sentences;
import cliplab.app.training.TrainingViewModel;
import cliplab.model.data.PairDataset;
import cliplab.model.eval.Embedder;
import cliplab.model.train.EpochMetrics;
import cliplab.viz.text.Messages;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * Which network the classifier asks: that of the run in the window, at the epoch the window shows, or one of a folder that the person
 * opened. A network that has to be loaded is asked as soon as it is there, and until then the one before. No nodes, no threads of its
 * own; FX thread only.
 */
public final class NetworkChoice {
    /** What is to be asked. */
    private sealed interface Target {}

    /** @param note why not */
    private record Nothing(String note) implements Target {}

    /** @param note why it is this one, or empty */
    private record Live(LiveNetwork network, String note) implements Target {}

    /**
     * @param epoch empty for the newest on disk
     * @param known data that may be the run's
     */
    private record OnDisk(
            Path folder, OptionalInt epoch, @Nullable PairDataset known) implements Target {}

    private final TrainingViewModel training;
    private final InferenceService inference;
    private final Executor ui;

    private final ReadOnlyObjectWrapper<@Nullable AskedNetwork> network = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper loading = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper following = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyLongWrapper version = new ReadOnlyLongWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Integer> openedEpoch = new ReadOnlyObjectWrapper<>();
    private final ObservableList<Integer> epochs = FXCollections.observableArrayList();
    private final ObservableList<Integer> epochsShown = FXCollections.unmodifiableObservableList(epochs);

    private Target target = new Nothing("");
    private @Nullable OnDisk chosen; // by the person; null while the window is followed
    private @Nullable OnDisk opened; // the last of those that could be loaded
    private @Nullable CompletableFuture<LoadedNetwork> pending;
    private long aims; // tells a load that is still wanted from others
    private String failure = ""; // of the last load, until something else is wanted
    private String goneRun = ""; // whose network broke down
    private String releasedRun = ""; // whose network made room for another run

    /** @param ui runs what it is given on the FX thread */
    public NetworkChoice(TrainingViewModel training, InferenceService inference, Executor ui) {
        this.training = training;
        this.inference = inference;
        this.ui = ui;
        training.stateProperty().subscribe(this::stateChanged);
        training.keptProperty().subscribe(_ -> update());
        training.viewedEpochProperty().subscribe(_ -> update());
        training.addObserver(new RunObserver() {
            @Override
            public void cleared() {
                update();
            }

            @Override
            public void prepared(LabEvent.Prepared run) {
                update();
            }

            @Override
            public void epoch(EpochMetrics metrics, @Nullable Look look) {
                learned();
            }

            @Override
            public void look(Look look) {
                learned();
            }
        });
    }

    // ---- commands

    /** Asks the newest network of a run on disk, whatever the window shows. Where it cannot be loaded, all stays as it is. */
    public void openFolder(Path folder) {
        choose(new OnDisk(folder, OptionalInt.empty(), data()));
    }

    /** Asks another epoch of the run that was opened; nothing happens where none was. */
    public void chooseEpoch(int epoch) {
        if (opened != null) {
            choose(new OnDisk(opened.folder(), OptionalInt.of(epoch), data()));
        }
    }

    /** Asks the run in the window again, at the epoch the window shows. */
    public void follow() {
        opened = null;
        choose(null);
    }

    /** The trainer has let the network of the run in the window go, for one of a sweep: what was written is asked from now on. */
    public void released() {
        LabEvent.Prepared run = training.run();
        if (run != null) {
            releasedRun = run.runId();
            update();
        }
    }

    private void choose(@Nullable OnDisk choice) {
        chosen = choice;
        failure = "";
        aim(wanted());
    }

    /** Many runs share their data. */
    private @Nullable PairDataset data() {
        LabEvent.Prepared run = training.run();
        return run == null ? null : run.data();
    }

    // ---- what the window shows

    private void stateChanged(RunState state) {
        LabEvent.Prepared run = training.run();
        if (state == RunState.FAILED && run != null) {
            // A run whose folder could not be written keeps its network; one that diverged does not.
            hear(training.ask(run.runId(), Embedder::embedDim), _ -> {}, _ -> {
                goneRun = run.runId();
                update();
            });
        }
        update();
    }

    /** Another may be on its way, or may have failed to come: what counts is which one is asked. */
    private void learned() {
        if (network.get() instanceof LiveNetwork) {
            version.set(version.get() + 1);
        }
    }

    /** Aims anew where something else is wanted than before. */
    private void update() {
        Target wanted = wanted();
        if (wanted.equals(target)) {
            learned();
        } else {
            failure = "";
            aim(wanted);
        }
    }

    private Target wanted() {
        LabEvent.Prepared run = training.run();
        if (chosen != null) {
            return chosen;
        }
        if (run == null) {
            return new Nothing(
                    switch (training.stateProperty().get()) {
                        case PREPARING -> Messages.text("classify.network.preparing");
                        case NO_ENGINE -> Messages.text("classify.network.no-engine");
                        case LOADING, IDLE, RUNNING, PAUSED, STOPPING, STOPPED, COMPLETED, FAILED ->
                            Messages.text("classify.network.none");
                    });
        }
        int epoch = training.viewedEpochProperty().get();
        String kept = training.keptProperty().get();
        boolean written = kept != null && !kept.isEmpty();
        if (epoch != TrainingViewModel.LIVE && written) {
            return new OnDisk(Path.of(kept), OptionalInt.of(epoch), run.data());
        }
        if (run.runId().equals(releasedRun)) {
            return written
                    ? new OnDisk(Path.of(kept), OptionalInt.empty(), run.data())
                    : new Nothing(Messages.text("classify.network.released"));
        }
        if (run.runId().equals(goneRun)) {
            return new Nothing(Messages.text("classify.network.gone"));
        }
        return new Live(
                LiveNetwork.of(training, run, training.stateProperty().get()),
                epoch == TrainingViewModel.LIVE ? "" : Messages.text("classify.network.unwritten"));
    }

    // ---- how it comes to be asked

    private void aim(Target wanted) {
        target = wanted;
        aims++;
        following.set(chosen == null);
        if (chosen == null) {
            epochs.clear();
            openedEpoch.set(null);
        }
        if (pending != null) {
            pending.cancel(false);
            pending = null;
        }
        switch (wanted) {
            case Nothing nothing -> ask(null, nothing.note());
            case Live live -> ask(live.network(), live.note());
            case OnDisk disk -> load(disk);
        }
        loading.set(pending != null);
    }

    private void ask(@Nullable AskedNetwork asked, String why) {
        note.set(failure.isEmpty() ? why : failure);
        network.set(asked);
        version.set(version.get() + 1);
    }

    private void load(OnDisk disk) {
        note.set(failure);
        CompletableFuture<LoadedNetwork> load = inference.open(disk.folder(), disk.epoch(), disk.known());
        pending = load;
        long aim = aims;
        hear(load, loaded -> arrived(disk, loaded, aim), error -> failed(disk, error, aim));
    }

    /** Whether a load that ended is the one that was asked for last; it is under way no longer then. */
    private boolean isWanted(long aim) {
        if (aim == aims) {
            pending = null;
            loading.set(false);
        }
        return aim == aims;
    }

    private void arrived(OnDisk disk, LoadedNetwork loaded, long aim) {
        if (!isWanted(aim)) {
            return;
        }
        if (disk.equals(chosen)) {
            opened = disk;
            epochs.setAll(loaded.epochs());
            openedEpoch.set(loaded.epoch());
        }
        ask(loaded, "");
    }

    private void failed(OnDisk disk, Throwable error, long aim) {
        if (!isWanted(aim)) {
            return;
        }
        failure = Sentences.whole(String.valueOf(error.getMessage()));
        AskedNetwork still = network.get();
        if (disk.equals(chosen)) {
            chosen = disk.equals(opened) ? null : opened; // null: the window is followed again
            aim(wanted());
        } else if (still != null) {
            failure = Messages.text("classify.network.kept-old", failure, still.name());
        }
        note.set(failure);
    }

    /** What the consumers throw reaches the FX thread's own handler. */
    private <T> void hear(CompletableFuture<T> future, Consumer<T> then, Consumer<Throwable> failed) {
        var _ = future.whenComplete((value, error) -> ui.execute(() -> {
            if (error == null) {
                then.accept(value);
            } else {
                failed.accept(Causes.of(error));
            }
        }));
    }

    // ---- state

    /** The network to ask; null where there is none, and {@link #noteProperty} says why. */
    public ReadOnlyObjectProperty<@Nullable AskedNetwork> networkProperty() {
        return network.getReadOnlyProperty();
    }

    /** A whole sentence or two about which network is asked or why none is; empty where there is nothing to say. */
    public ReadOnlyStringProperty noteProperty() {
        return note.getReadOnlyProperty();
    }

    /** Whether another network than {@link #networkProperty} says is on its way. */
    public ReadOnlyBooleanProperty loadingProperty() {
        return loading.getReadOnlyProperty();
    }

    /** Whether it is the run in the window that is asked, at the epoch shown there. */
    public ReadOnlyBooleanProperty followingProperty() {
        return following.getReadOnlyProperty();
    }

    /** Grows whenever the same question may be answered otherwise: after another network, and as this one learns. */
    public ReadOnlyLongProperty versionProperty() {
        return version.getReadOnlyProperty();
    }

    /** The epoch asked of the run that was opened; null while the window is followed. */
    public ReadOnlyObjectProperty<@Nullable Integer> openedEpochProperty() {
        return openedEpoch.getReadOnlyProperty();
    }

    /** The epochs on disk of the run that was opened, ascending; empty while the window is followed. Unmodifiable. */
    public ObservableList<Integer> epochs() {
        return epochsShown;
    }
}
