// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.tools;

import cliplab.app.classify.Bench;
import cliplab.app.classify.ClassifierModel;
import cliplab.app.classify.Reading;
import cliplab.app.platform.TaskRunner;
import cliplab.model.data.EvaluationSet;
import cliplab.model.data.Tokenizer;
import cliplab.model.data.Tokens;
import cliplab.model.eval.NoneOfThese;
import cliplab.model.eval.NoneThreshold;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import org.jspecify.annotations.Nullable;

/**
 * The threshold under which none of the labels is said to fit, for the false-accept rate chosen. Measured anew on each change of
 * the network and the labels while it is seen or in force; the images may then be those of a learning network a few seconds before
 * the labels. No nodes; FX thread only.
 */
final class NoneViewModel {
    static final double LOWEST_RATE = 0.005;
    static final double HIGHEST_RATE = 0.5;
    private static final double USUAL_RATE = 0.05;
    private static final String TASK = "none of these";

    private final ClassifierModel model;
    private final Bench bench;
    private final TaskRunner tasks;
    private final Consumer<Throwable> failed;
    private final DoubleProperty rate = new SimpleDoubleProperty(USUAL_RATE);
    private final BooleanProperty inForce = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<@Nullable NoneOfThese> scores = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable NoneThreshold> threshold = new ReadOnlyObjectWrapper<>();
    private List<String> scored = List.of();
    private boolean seen;

    NoneViewModel(ClassifierModel model, Bench bench, TaskRunner tasks, Consumer<Throwable> failed) {
        this.model = model;
        this.bench = bench;
        this.tasks = tasks;
        this.failed = failed;
        bench.vectorsProperty().subscribe(_ -> measure());
        model.readingProperty().subscribe(_ -> measure());
        rate.subscribe(_ -> choose());
        inForce.subscribe((_, now) -> {
            bench.want(now);
            measure();
            enforce();
        });
    }

    /** Whether anyone looks at it. */
    void seen(boolean visible) {
        if (seen != visible) {
            seen = visible;
            bench.want(visible); // apart from being in force, so that looking asks again what had no answer
            measure();
        }
    }

    private void measure() {
        if (!seen && !inForce.get()) {
            return;
        }
        Bench.Measured measured = bench.vectorsProperty().get();
        Reading reading = model.readingProperty().get();
        if (measured == null || reading == null || !measured.network().equals(reading.network())) {
            tasks.cancel(TASK);
            take(null);
        } else {
            if (!scored.equals(reading.labels())) {
                take(null); // a threshold for other labels must not stay in force
            }
            tasks.submit(
                    TASK,
                    () -> scores(measured, reading),
                    scores -> {
                        scored = reading.labels();
                        take(scores);
                    },
                    problem -> {
                        take(null);
                        failed.accept(problem);
                    });
        }
    }

    private static NoneOfThese scores(Bench.Measured measured, Reading reading) {
        EvaluationSet heldOut = measured.network().data().evaluation();
        Tokenizer tokenizer = measured.network().data().tokenizer();
        List<Tokens> classes =
                heldOut.subjects().stream().map(tokenizer::tokenize).toList();
        int[] classOfLabel = reading.labels().stream()
                .mapToInt(label -> classes.indexOf(tokenizer.tokenize(label)))
                .toArray();
        return new NoneOfThese(measured.vectors(), reading.texts(), heldOut.subjectOf(), classOfLabel);
    }

    private void take(@Nullable NoneOfThese measured) {
        scores.set(measured);
        choose();
    }

    private void choose() {
        NoneOfThese measured = scores.get();
        threshold.set(measured == null ? null : measured.at(rate.get()));
        enforce();
    }

    private void enforce() {
        NoneThreshold chosen = threshold.get();
        model.thresholdProperty().set(inForce.get() && chosen != null ? (double) chosen.threshold() : null);
    }

    /** The false-accept rate chosen, {@link #LOWEST_RATE} … {@link #HIGHEST_RATE}. */
    DoubleProperty rateProperty() {
        return rate;
    }

    /** Whether answers heed the threshold. */
    BooleanProperty inForceProperty() {
        return inForce;
    }

    /** How the images measured on score against the labels given; null while that is not known. */
    ReadOnlyObjectProperty<@Nullable NoneOfThese> scoresProperty() {
        return scores.getReadOnlyProperty();
    }

    /** What follows from the scores at the rate chosen; null while they are not known. Changes after the scores. */
    ReadOnlyObjectProperty<@Nullable NoneThreshold> thresholdProperty() {
        return threshold.getReadOnlyProperty();
    }
}
