// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.app.FxToolkit;
import cliplab.app.classify.AskedNetwork;
import cliplab.app.classify.ClassifierModel;
import cliplab.app.classify.FakeNetwork;
import cliplab.app.classify.tools.ProbeViewModel.Embedding;
import cliplab.app.classify.tools.ProbeViewModel.Idle;
import cliplab.app.classify.tools.ProbeViewModel.Unanswered;
import cliplab.app.platform.FxExecutor;
import cliplab.app.platform.TaskRunner;
import cliplab.model.data.CaptionPolicy;
import cliplab.model.data.PairDataset;
import cliplab.model.data.ShapesDataset;
import cliplab.model.eval.Embedder;
import cliplab.model.eval.Evaluator;
import cliplab.model.eval.LinearProbe.Point;
import cliplab.viz.pane.Repainter;
import cliplab.viz.text.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

/** The probe on the network asked: what it measures, how it ends, and what is said of it. */
class LinearProbeToolTest {
    private final FakeNetwork network = FakeNetwork.of(1);
    private final ObjectProperty<@Nullable AskedNetwork> asked = new SimpleObjectProperty<>(network);
    private final ClassifierModel model = new ClassifierModel(asked, Runnable::run);
    private final AtomicInteger jobs = new AtomicInteger();
    private final AtomicInteger news = new AtomicInteger();
    private final ProbeViewModel probe = new ProbeViewModel(
            model, new TaskRunner(Runnable::run, counting(jobs)), counting(news), LinearProbeToolTest::failed);

    private static Executor counting(AtomicInteger count) {
        return task -> {
            count.incrementAndGet();
            task.run();
        };
    }

    private static void failed(Throwable problem) {
        throw new AssertionError(problem);
    }

    @BeforeAll
    static void toolkit() throws InterruptedException {
        FxToolkit.start();
    }

    private ProbeResult result() {
        return Objects.requireNonNull(probe.resultProperty().get());
    }

    @Test
    void measuresEveryNumberOfLabelsOnVectorsOfOneMoment() {
        probe.drawsProperty().set(2);
        List<Integer> seen = new ArrayList<>();
        probe.resultProperty().subscribe(now -> {
            if (now != null && !now.complete()) {
                seen.add(now.points().size());
            }
        });
        int before = network.asked();
        probe.run();
        assertEquals(before + 1, network.asked(), "one question");
        assertEquals(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9), seen, "as they come");
        assertEquals(
                ProbeViewModel.LABELS,
                result().points().stream().map(Point::labelsPerClass).toList());
        assertEquals(2, result().points().getFirst().accuracies().length);
        assertEquals(1, result().points().getLast().accuracies().length, "170 are all there are");
        assertTrue(result().complete());
        assertInstanceOf(Idle.class, probe.stateProperty().get());
        double zeroShot = network.ask(embedder -> new Evaluator(network.data().evaluation())
                        .evaluate(embedder, model.templates())
                        .accuracy())
                .join()
                .orElseThrow();
        assertEquals(zeroShot, result().zeroShot(), 1e-9, "as the evaluation says");
        assertEquals(480, result().images());
        assertEquals(16, result().classes());
    }

    @Test
    void callingItOffKeepsWhatWasMeasured() {
        AtomicInteger newsThen = new AtomicInteger();
        probe.resultProperty().subscribe(now -> {
            if (now != null && now.points().size() == 2) {
                probe.cancel();
                newsThen.set(news.get());
            }
        });
        probe.run();
        assertEquals(newsThen.get() + 1, news.get(), "the next number of labels began, and not one fit of it");
        assertEquals(2, result().points().size());
        assertFalse(result().complete());
        assertInstanceOf(Idle.class, probe.stateProperty().get());
        assertEquals("Measured up to 2 labels per class only.", ProbeSentences.verdict(result()));
        assertFalse(Thread.interrupted());
    }

    @Test
    void anAnswerAfterItWasCalledOffIsDropped() {
        network.hold();
        probe.run();
        assertInstanceOf(Embedding.class, probe.stateProperty().get());
        probe.cancel();
        network.answer();
        assertEquals(0, jobs.get(), "nothing is fitted");
        assertNull(probe.resultProperty().get());
        assertInstanceOf(Idle.class, probe.stateProperty().get());
    }

    /** A network that is gone. */
    private record Gone(PairDataset data) implements AskedNetwork {
        @Override
        public String name() {
            return "a network that is gone";
        }

        @Override
        public boolean learning() {
            return false;
        }

        @Override
        public <T> CompletableFuture<T> ask(Function<? super Embedder, ? extends T> question) {
            return CompletableFuture.failedFuture(new IllegalStateException("gone"));
        }
    }

    @Test
    void aNetworkThatIsGoneIsSaidToBe() {
        asked.set(new Gone(network.data()));
        probe.run();
        assertInstanceOf(Unanswered.class, probe.stateProperty().get());
        assertNull(probe.resultProperty().get());
        asked.set(null);
        probe.run();
        assertEquals(0, probe.classes());
    }

    @Test
    void withheldClassesAreLeftOutByName() {
        PairDataset data = new ShapesDataset(
                0, new ShapesDataset.Options(CaptionPolicy.TEMPLATE, 0, 1, List.of("red circle", "blue star")));
        asked.set(new FakeNetwork(data));
        probe.drawsProperty().set(1);
        probe.run();
        assertEquals(14, result().classes());
        assertEquals(14 * 30, result().images());
        String said = ProbeSentences.withheld(result());
        assertTrue(said.contains("red circle") && said.contains("blue star"), said);
    }

    private ProbeResult example(double... means) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < means.length; i++) {
            points.add(new Point(ProbeViewModel.LABELS.get(i), new double[] {means[i] - 0.01, means[i] + 0.01}));
        }
        return new ProbeResult(network, points, 0.8, 480, 16, true);
    }

    @Test
    void theVerdictIsComputedFromTheNumbers() {
        assertEquals(
                "From 4 labels per class on, the probe's mean is above zero-shot (80.0\u00a0%).",
                ProbeSentences.verdict(example(0.5, 0.8, 0.81, 0.9)));
        assertEquals(
                "With 1 label per class already, and with more, the probe's mean is above zero-shot (80.0\u00a0%).",
                ProbeSentences.verdict(example(0.85, 0.9)));
        assertEquals(
                "Up to 4 labels per class, the probe's mean is never above zero-shot (80.0\u00a0%).",
                ProbeSentences.verdict(example(0.5, 0.7, 0.8)));
        assertEquals(
                "With 1, 4 labels per class the probe's mean is above zero-shot (80.0\u00a0%), but not with 8.",
                ProbeSentences.verdict(example(0.9, 0.7, 0.9, 0.7)));
        assertTrue(ProbeSentences.verdict(example(0.9, 0.7, 0.9)).startsWith("From 4 "), "not the 1 before");
    }

    @Test
    void aResultSaysWhoseItIs() {
        ProbeResult result = example(0.9);
        assertTrue(ProbeSentences.measured(result, network).startsWith("Measured on a fake, as it was at that moment"));
        String former = ProbeSentences.measured(result, new Gone(network.data()));
        assertTrue(former.endsWith("Run it again for a network that is gone."), former);
        ProbeResult resting = new ProbeResult(new Gone(network.data()), result.points(), 0.8, 480, 16, true);
        assertEquals(
                "Measured on a network that is gone: 480 held-out images of 16 classes, 2720 training images to draw"
                        + " labels from.",
                ProbeSentences.measured(resting, null));
    }

    private static Button button(Node root, String text) {
        return root.lookupAll(".button").stream()
                .filter(Button.class::isInstance)
                .map(Button.class::cast)
                .filter(button -> button.getText().equals(text))
                .findFirst()
                .orElseThrow();
    }

    private static String words(Node root) {
        return String.join(
                "\n",
                root.lookupAll(".label").stream()
                        .map(label -> ((Labeled) label).getText())
                        .toList());
    }

    @Test
    void theToolRunsAndIsCalledOffByItsButtons() throws InterruptedException, TimeoutException {
        TaskRunner tasks = new TaskRunner(new FxExecutor());
        Scene scene = FxToolkit.call(() -> {
            LinearProbeTool tool =
                    new LinearProbeTool(model, tasks, new FxExecutor(), new Repainter(), LinearProbeToolTest::failed);
            Scene made = new Scene(new StackPane(tool.node()), 380, 420);
            made.getRoot().applyCss();
            made.getRoot().layout();
            assertTrue(button(made.getRoot(), Messages.text("probe.cancel")).isDisabled());
            button(made.getRoot(), Messages.text("probe.run")).fire();
            assertTrue(button(made.getRoot(), Messages.text("probe.run")).isDisabled());
            return made;
        });
        assertNotNull(scene);
        WaitForAsyncUtils.waitFor(
                60,
                TimeUnit.SECONDS,
                () -> FxToolkit.call(() -> words(scene.getRoot()).contains("Measured on a fake")));
        FxToolkit.call(() -> {
            button(scene.getRoot(), Messages.text("probe.cancel")).fire();
            assertFalse(button(scene.getRoot(), Messages.text("probe.run")).isDisabled());
            asked.set(null);
            assertTrue(button(scene.getRoot(), Messages.text("probe.run")).isDisabled());
            assertTrue(words(scene.getRoot()).contains(Messages.text("probe.hint.network")));
            return true;
        });
        tasks.shutdown();
    }
}
