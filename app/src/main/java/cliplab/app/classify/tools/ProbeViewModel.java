// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.tools;

import cliplab.app.classify.AskedNetwork;
import cliplab.app.classify.ClassifierModel;
import cliplab.app.platform.TaskRunner;
import cliplab.model.data.EvaluationSet;
import cliplab.model.data.PairDataset;
import cliplab.model.data.PromptTemplate;
import cliplab.model.eval.LinearProbe;
import cliplab.model.eval.ZeroShotClassifier;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import org.jspecify.annotations.Nullable;

/**
 * Runs a linear probe on the network asked: one question for all vectors, so that they belong to one moment, then fits on a worker,
 * fewest labels first. No nodes; FX thread only.
 */
final class ProbeViewModel {
    static final List<Integer> LABELS = List.of(1, 2, 4, 8, 16, 32, 64, 128, 170);
    static final int MOST_DRAWS = 20;
    private static final int USUAL_DRAWS = 5;
    /** The same draws for every run. */
    private static final long SEED = 0;

    private static final String TASK = "linear probe";

    private final ClassifierModel model;
    private final TaskRunner tasks;
    private final Executor ui;
    private final Consumer<Throwable> failed;
    private final IntegerProperty draws = new SimpleIntegerProperty(USUAL_DRAWS);
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(new Idle());
    private final ReadOnlyObjectWrapper<@Nullable ProbeResult> result = new ReadOnlyObjectWrapper<>();
    private int round; // of answers, only those of the newest count

    /** What goes on. */
    sealed interface State {}

    record Idle() implements State {}

    /** The network is being asked. */
    record Embedding() implements State {}

    /**
     * @param labelsPerClass being fitted
     * @param done 0 … 1
     */
    record Fitting(int labelsPerClass, double done) implements State {}

    /** The network gave no answer. */
    record Unanswered() implements State {}

    private record Vectors(float[][] training, float[][] heldOut, float[][] labels) {}

    ProbeViewModel(ClassifierModel model, TaskRunner tasks, Executor ui, Consumer<Throwable> failed) {
        this.model = model;
        this.tasks = tasks;
        this.ui = ui;
        this.failed = failed;
    }

    /** How many classes have training images; 0 without a network. */
    int classes() {
        AskedNetwork network = model.networkProperty().getValue();
        return network == null
                ? 0
                : (int) IntStream.of(network.data().trainingSubjectOf())
                        .distinct()
                        .count();
    }

    /** Begins anew; what was measured before is gone. */
    void run() {
        AskedNetwork network = model.networkProperty().getValue();
        if (network == null || classes() < 2) {
            return;
        }
        cancel();
        int mine = round;
        result.set(null);
        state.set(new Embedding());
        PairDataset data = network.data();
        EvaluationSet heldOut = data.evaluation();
        List<PromptTemplate> templates = List.copyOf(model.templates());
        var _ = network.<Vectors>ask(embedder -> new Vectors(
                        embedder.embedImages(data.images()),
                        embedder.embedImages(heldOut.images()),
                        new ZeroShotClassifier(embedder, heldOut.subjects(), templates).vectors()))
                // By the executor itself: what is thrown behind whenCompleteAsync would vanish.
                .whenComplete((vectors, problem) -> ui.execute(() -> {
                    if (mine != round) {
                        return;
                    }
                    if (problem != null) {
                        state.set(new Unanswered());
                    } else {
                        fit(mine, network, vectors);
                    }
                }));
    }

    private void fit(int mine, AskedNetwork network, Vectors vectors) {
        int draws = this.draws.get();
        Consumer<State> progress = news -> ui.execute(() -> {
            if (mine == round) {
                state.set(news);
            }
        });
        Consumer<LinearProbe.Curve> measured = curve -> ui.execute(() -> {
            if (mine == round) {
                ProbeResult before = result.get();
                result.set(before == null ? ProbeResult.of(network, curve) : before.and(curve));
            }
        });
        tasks.submit(
                TASK,
                () -> {
                    fitAll(network.data(), vectors, draws, progress, measured);
                    return true;
                },
                _ -> {
                    ProbeResult measuredAll = result.get();
                    if (mine == round && measuredAll != null) {
                        result.set(measuredAll.whole());
                        state.set(new Idle());
                    }
                },
                problem -> {
                    state.set(new Idle());
                    failed.accept(problem);
                });
    }

    /** On a worker. */
    private static void fitAll(
            PairDataset data,
            Vectors vectors,
            int draws,
            Consumer<State> progress,
            Consumer<LinearProbe.Curve> measured) {
        LinearProbe probe = new LinearProbe(
                vectors.training(),
                data.trainingSubjectOf(),
                vectors.heldOut(),
                data.evaluation().subjectOf(),
                vectors.labels());
        double all = LABELS.stream().mapToInt(Integer::intValue).sum();
        double before = 0;
        for (int labels : LABELS) {
            double done = before;
            progress.accept(new Fitting(labels, done / all));
            measured.accept(probe.fit(
                    List.of(labels),
                    draws,
                    SEED,
                    LinearProbe.L2,
                    share -> progress.accept(new Fitting(labels, (done + share * labels) / all))));
            before += labels;
        }
    }

    /** Stops after the fit under way; what was measured stays. */
    void cancel() {
        round++;
        tasks.cancel(TASK);
        state.set(new Idle());
    }

    /** How many times labelled images are drawn, 1 … {@link #MOST_DRAWS}. */
    IntegerProperty drawsProperty() {
        return draws;
    }

    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** What was measured so far; null before. */
    ReadOnlyObjectProperty<@Nullable ProbeResult> resultProperty() {
        return result.getReadOnlyProperty();
    }
}
