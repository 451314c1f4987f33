// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.sweeps.view;

import cliplab.app.cli.Setup;
import cliplab.app.platform.TaskRunner;
import cliplab.app.sweeps.SweepPace;
import cliplab.app.sweeps.SweepPlan;
import cliplab.app.sweeps.SweepSetting;
import cliplab.app.sweeps.SweepTime;
import cliplab.app.sweeps.Varied;
import cliplab.app.training.Sentences;
import cliplab.viz.text.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
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
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/**
 * What a person chooses for the next sweep: the plan it makes, or why it makes none, and the time it may take. Plans are made and
 * times estimated on a worker. No nodes; FX thread only.
 */
public final class SweepChoices {
    /** What the pane asks of the program around it. */
    public interface Paces {
        /** What finished runs tell of the time of others; called on a worker. */
        SweepPace ofFinished();

        /**
         * Measures what is not known for a plan; fails with an {@link IllegalStateException} where the engine is not free. Called
         * on the FX thread.
         */
        CompletableFuture<SweepPace> measure(SweepPace known, SweepPlan plan);
    }

    private final ObservableValue<Setup> setup;
    private final Paces paces;
    private final TaskRunner tasks;
    private final Executor ui;
    private final Consumer<Throwable> failed;

    private final ObjectProperty<SweepSetting> first = new SimpleObjectProperty<>(SweepSetting.BATCH_SIZE);
    private final StringProperty firstValues = new SimpleStringProperty(SweepSetting.BATCH_SIZE.example());
    private final ObjectProperty<@Nullable SweepSetting> second = new SimpleObjectProperty<>();
    private final StringProperty secondValues = new SimpleStringProperty("");
    private final StringProperty seeds = new SimpleStringProperty("0-2");
    private final ReadOnlyObjectWrapper<@Nullable SweepPlan> plan = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper unmeasured = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper measuring = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<SweepPace> pace = new ReadOnlyObjectWrapper<>(SweepPace.UNKNOWN);

    /**
     * @param setup of the controls: what all runs of a new sweep share
     * @param ui runs what it is given on the FX thread
     */
    public SweepChoices(
            ObservableValue<Setup> setup, Paces paces, TaskRunner tasks, Executor ui, Consumer<Throwable> failed) {
        this.setup = setup;
        this.paces = paces;
        this.tasks = tasks;
        this.ui = ui;
        this.failed = failed;
        first.subscribe(setting -> firstValues.set(setting.example()));
        second.subscribe(setting -> secondValues.set(setting == null ? "" : setting.example()));
        List<ObservableValue<?>> choices = List.of(first, firstValues, second, secondValues, seeds, setup);
        choices.forEach(choice -> choice.subscribe(this::planAnew));
        planAnew();
        learn();
    }

    // ---- the plan

    private void planAnew() {
        Setup base = setup.getValue();
        SweepSetting one = first.get();
        SweepSetting other = second.get();
        String oneValues = firstValues.get();
        String otherValues = secondValues.get();
        String seedText = seeds.get();
        tasks.submit(
                "sweeps.plan",
                () -> {
                    List<Varied> varied = new ArrayList<>(List.of(Varied.of(one, oneValues)));
                    if (other != null) {
                        varied.add(Varied.of(other, otherValues));
                    }
                    return new SweepPlan(base, varied, SweepPlan.seeds(seedText));
                },
                this::planned,
                this::refused);
    }

    /** Takes over what a plan varies, and its seeds. */
    public void fill(SweepPlan made) {
        Varied one = made.varied().getFirst();
        Varied other = made.varied().size() == 1 ? null : made.varied().getLast();
        first.set(one.setting());
        firstValues.set(String.join(", ", one.values()));
        second.set(other == null ? null : other.setting());
        secondValues.set(other == null ? "" : String.join(", ", other.values()));
        seeds.set(made.seeds().stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }

    private void planned(SweepPlan made) {
        plan.set(made);
        problem.set("");
        estimate();
    }

    private void refused(Throwable why) {
        plan.set(null);
        unmeasured.set(false);
        summary.set("");
        if (why instanceof IllegalArgumentException) {
            problem.set(sentence(String.valueOf(why.getMessage())));
        } else {
            failed.accept(why);
        }
    }

    private static String sentence(String text) {
        return Sentences.whole(text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1));
    }

    // ---- its time

    /** Looks again at what finished runs tell. */
    public void learn() {
        tasks.submit("sweeps.pace", paces::ofFinished, found -> know(knownPace().and(found)), failed);
    }

    private void know(SweepPace better) {
        pace.set(better);
        estimate();
    }

    private SweepPace knownPace() {
        return Objects.requireNonNull(pace.get());
    }

    private void estimate() {
        SweepPlan planned = plan.get();
        if (planned == null) {
            return;
        }
        SweepPace known = knownPace();
        summary.set(Messages.text("sweep.count", planned.count()));
        tasks.submit(
                "sweeps.estimate",
                () -> known.of(planned),
                seconds -> {
                    unmeasured.set(seconds.isEmpty());
                    summary.set(
                            seconds.isPresent()
                                    ? Messages.text(
                                            "sweep.count.time", planned.count(), SweepTime.about(seconds.getAsDouble()))
                                    : Messages.text("sweep.count.unknown", planned.count()));
                },
                failed);
    }

    /** Measures the time of runs that nobody has made yet. */
    public void measure() {
        SweepPlan planned = plan.get();
        if (planned == null || measuring.get()) {
            return;
        }
        measuring.set(true);
        CompletableFuture<SweepPace> _ = paces.measure(knownPace(), planned)
                .whenCompleteAsync(
                        (measured, error) -> {
                            measuring.set(false);
                            if (error == null) {
                                know(measured);
                            } else if (error instanceof IllegalStateException) {
                                summary.set(Messages.text("sweep.measure.busy", planned.count()));
                            } else {
                                failed.accept(error);
                            }
                        },
                        ui);
    }

    // ---- state

    public ObjectProperty<SweepSetting> firstProperty() {
        return first;
    }

    public StringProperty firstValuesProperty() {
        return firstValues;
    }

    /** Null for a sweep of one setting. */
    public ObjectProperty<@Nullable SweepSetting> secondProperty() {
        return second;
    }

    public StringProperty secondValuesProperty() {
        return secondValues;
    }

    public StringProperty seedsProperty() {
        return seeds;
    }

    /** Null while what is chosen makes none. */
    public ReadOnlyObjectProperty<@Nullable SweepPlan> planProperty() {
        return plan.getReadOnlyProperty();
    }

    /** Why there is no plan; else empty. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** How many runs, and how long they may take. */
    public ReadOnlyStringProperty summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    /** Whether the time of the plan is not known, and could be measured. */
    public ReadOnlyBooleanProperty unmeasuredProperty() {
        return unmeasured.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty measuringProperty() {
        return measuring.getReadOnlyProperty();
    }

    /** What is known of the time that runs take. */
    public ReadOnlyObjectProperty<SweepPace> paceProperty() {
        return pace.getReadOnlyProperty();
    }
}
