// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import cliplab.model.TestEngine;
import cliplab.model.data.ShapesDataset;
import cliplab.model.eval.Evaluation;
import cliplab.model.net.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A run and all that it said and stored. */
final class Recorded implements RunStore {
    final List<TrainingEvent> events = new ArrayList<>();
    final List<StepMetrics> steps = new ArrayList<>();
    final List<EpochMetrics> epochs = new ArrayList<>();
    final List<Change> changes = new ArrayList<>();
    final List<Checkpoint> checkpoints = new ArrayList<>();
    final List<TrainingRun.Outcome> ends = new ArrayList<>();
    TrainingRun.@Nullable Outcome outcome;

    static TrainingOptions options(int epochs, int batchSize) {
        TrainingOptions r = TrainingOptions.REFERENCE;
        return new TrainingOptions(
                0, r.data(), r.loss(), 16, r.strides(), epochs, batchSize, 2e-3, r.weightDecay(), r.temperature());
    }

    static TrainingOptions withTemplates(TrainingOptions o, int templates) {
        return new TrainingOptions(
                o.seed(),
                new ShapesDataset.Options(o.data().captions(), 0, templates, List.of()),
                o.loss(),
                o.embedDim(),
                o.strides(),
                o.epochs(),
                o.batchSize(),
                o.learningRate(),
                o.weightDecay(),
                o.temperature());
    }

    static TrainingRun.Plan plan(TrainingOptions options, @Nullable Checkpoint resume, List<Change> replay) {
        TestEngine.start();
        SmallPairs data = SmallPairs.of(4, 5, 2, options.data().templates());
        return new TrainingRun.Plan("run", options, data, TestEngine.CPU, resume, replay);
    }

    /** @param onEvent told with the run, on its thread */
    static Recorded run(TrainingRun.Plan plan, BiConsumer<TrainingRun, TrainingEvent> onEvent) {
        return run(plan, run -> {}, onEvent, System::nanoTime);
    }

    /**
     * @param before done to the run before it begins
     * @param onEvent told with the run, on its thread
     * @param nanoTime the clock that glimpses go by
     */
    static Recorded run(
            TrainingRun.Plan plan,
            Consumer<TrainingRun> before,
            BiConsumer<TrainingRun, TrainingEvent> onEvent,
            LongSupplier nanoTime) {
        Recorded recorded = new Recorded();
        TrainingRun[] run = new TrainingRun[1];
        Consumer<TrainingEvent> observer = event -> {
            recorded.events.add(event);
            onEvent.accept(Objects.requireNonNull(run[0]), event);
        };
        run[0] = new TrainingRun(plan, recorded, observer, nanoTime);
        before.accept(run[0]);
        recorded.outcome = run[0].run();
        return recorded;
    }

    /** The events of one kind, in order. */
    <T extends TrainingEvent> List<T> all(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    static Recorded run(TrainingOptions options) {
        return run(plan(options, null, List.of()), (run, event) -> {});
    }

    /** Asks something of the run when it has made a step. */
    static BiConsumer<TrainingRun, TrainingEvent> after(long step, Consumer<TrainingRun> request) {
        return (run, event) -> {
            if (event instanceof TrainingEvent.Step made && made.metrics().step() == step) {
                request.accept(run);
            }
        };
    }

    @Override
    public void step(StepMetrics metrics) {
        steps.add(metrics);
    }

    @Override
    public void change(Change change) {
        changes.add(change);
    }

    @Override
    public void epoch(EpochMetrics metrics, Evaluation evaluation, Map<String, Values> weights) {
        epochs.add(metrics);
    }

    @Override
    public void checkpoint(Checkpoint checkpoint) {
        checkpoints.add(checkpoint);
    }

    @Override
    public void ended(TrainingRun.Outcome how) {
        ends.add(how);
    }

    /** Without what a clock says. */
    static StepMetrics timeless(StepMetrics m) {
        return new StepMetrics(
                m.step(),
                m.epoch(),
                m.pairs(),
                m.loss(),
                m.lossImageToText(),
                m.lossTextToImage(),
                m.floor(),
                m.top1ImageToText(),
                m.top1TextToImage(),
                m.temperature(),
                m.learningRate(),
                0,
                0);
    }

    static EpochMetrics timeless(EpochMetrics m) {
        return new EpochMetrics(
                m.epoch(),
                m.step(),
                m.pairs(),
                m.loss(),
                m.lossImageToText(),
                m.lossTextToImage(),
                m.floor(),
                m.accuracy(),
                m.accuracyWithheld(),
                m.top1ImageToText(),
                m.top1TextToImage(),
                m.temperature(),
                m.learningRate(),
                0,
                0);
    }

    List<StepMetrics> timelessSteps() {
        return steps.stream().map(Recorded::timeless).toList();
    }

    List<EpochMetrics> timelessEpochs() {
        return epochs.stream().map(Recorded::timeless).toList();
    }

    /** The kinds of the events in order, without those named. */
    List<String> kindsBut(String... left) {
        return events.stream()
                .map(event -> event.getClass().getSimpleName())
                .filter(kind -> !List.of(left).contains(kind))
                .toList();
    }

    static void assertSameValues(Map<String, Values> expected, Map<String, Values> actual) {
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach((name, values) -> assertArrayEquals(
                values.values(), Objects.requireNonNull(actual.get(name)).values(), name));
    }

    static void assertSame(Checkpoint expected, Checkpoint actual) {
        assertSameValues(expected.weights(), actual.weights());
        assertArrayEquals(expected.firstMoment().values(), actual.firstMoment().values());
        assertArrayEquals(
                expected.secondMoment().values(), actual.secondMoment().values());
        assertEquals(expected.live(), actual.live());
        assertEquals(expected.progress().step(), actual.progress().step());
        assertEquals(expected.progress().pairs(), actual.progress().pairs());
    }
}
