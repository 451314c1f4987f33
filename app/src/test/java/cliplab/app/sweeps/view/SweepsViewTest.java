// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.sweeps.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import cliplab.app.FxToolkit;
import cliplab.app.cli.Cliplab;
import cliplab.app.cli.Setup;
import cliplab.app.figures.FigureShape;
import cliplab.app.figures.Remembered;
import cliplab.app.figures.SweepMemory;
import cliplab.app.figures.view.FigureCopy;
import cliplab.app.platform.TaskRunner;
import cliplab.app.sweeps.FakeTrainer;
import cliplab.app.sweeps.QueuedRun;
import cliplab.app.sweeps.SweepPace;
import cliplab.app.sweeps.SweepPlan;
import cliplab.app.sweeps.SweepQueue;
import cliplab.app.sweeps.SweepRunner;
import cliplab.app.sweeps.SweepSetting;
import cliplab.app.sweeps.SweepState;
import cliplab.viz.figure.SweepFigure.Metric;
import cliplab.viz.pane.Repainter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Control;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pane on the headless platform, with a trainer that only notes what it is told. */
class SweepsViewTest {
    private static final SweepPace MEASURED = new SweepPace(Map.of(
            new SweepPace.Kind(8, 0), 4.0,
            new SweepPace.Kind(16, 0), 2.0));

    @TempDir
    private Path folder;

    private final FakeTrainer trainer = new FakeTrainer();
    private final SimpleObjectProperty<Setup> setup = new SimpleObjectProperty<>(Setup.REFERENCE);
    private CompletableFuture<SweepPace> measured = new CompletableFuture<>();
    private @Nullable SweepQueue queue;
    private @Nullable SweepsViewModel model;
    private @Nullable Stage stage;

    @BeforeEach
    void show() throws Exception {
        FxToolkit.start();
        SweepQueue opened = SweepQueue.open(folder, folder, Runnable::run, _ -> fail());
        queue = opened;
        SweepRunner runner = new SweepRunner(trainer, opened, _ -> {});
        trainer.observer = runner;
        FxToolkit.call(() -> {
            TaskRunner tasks = new TaskRunner(Runnable::run, Runnable::run);
            SweepChoices choices = new SweepChoices(
                    setup,
                    new SweepChoices.Paces() {
                        @Override
                        public SweepPace ofFinished() {
                            return SweepPace.UNKNOWN;
                        }

                        @Override
                        public CompletableFuture<SweepPace> measure(SweepPace known, SweepPlan plan) {
                            return measured;
                        }
                    },
                    tasks,
                    Runnable::run,
                    error -> fail(error));
            SweepsViewModel made = new SweepsViewModel(runner, choices, tasks, Runnable::run, error -> fail(error));
            model = made;
            Stage window = new Stage();
            window.setScene(new Scene(new SweepsView(made, new Repainter()).node(), 700, 800));
            window.show();
            stage = window;
            return made;
        });
    }

    @AfterEach
    void close() throws Exception {
        FxToolkit.call(() -> {
            Objects.requireNonNull(stage).close();
            return true;
        });
        Objects.requireNonNull(queue).close();
    }

    private SweepsViewModel model() {
        return Objects.requireNonNull(model);
    }

    private SweepChoices choices() {
        return model().choices();
    }

    private Stream<Node> nodes() {
        return nodes(Objects.requireNonNull(stage).getScene().getRoot());
    }

    private static Stream<Node> nodes(Node node) {
        return Stream.concat(
                Stream.of(node),
                node instanceof Parent parent
                        ? parent.getChildrenUnmodifiable().stream().flatMap(SweepsViewTest::nodes)
                        : Stream.empty());
    }

    private Button button(String words) {
        return nodes().filter(Button.class::isInstance)
                .map(Button.class::cast)
                .filter(button -> button.getText().equals(words))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked") // there is one table, of runs
    private TableView<QueuedRun> table() {
        return (TableView<QueuedRun>)
                nodes().filter(TableView.class::isInstance).findFirst().orElseThrow();
    }

    private List<String> order() {
        return table().getItems().stream().map(model()::settings).toList();
    }

    @Test
    void whatIsChosenIsCountedAndItsTimeEstimatedOnceItIsMeasured() throws Exception {
        FxToolkit.call(() -> {
            assertEquals(
                    12, Objects.requireNonNull(choices().planProperty().get()).count());
            choices().firstValuesProperty().set("8, 16");
            choices().seedsProperty().set("0-4");
            assertTrue(choices().summaryProperty().get().startsWith("Runs: 10. How long they take is not known"));
            assertTrue(button("Measure").isVisible());
            button("Measure").fire();
            assertTrue(button("Measure").isDisabled());
            measured.complete(MEASURED);
            assertEquals(
                    "Runs: 10. About 15 min, an estimate from runs measured here.",
                    choices().summaryProperty().get(),
                    "5 seeds × 30 epochs × 6 s");
            assertFalse(button("Measure").isVisible());
            setup.set(Setup.parse("cliplab train --epochs 2"));
            assertEquals(
                    "Runs: 10. About 60 s, an estimate from runs measured here.",
                    choices().summaryProperty().get());

            choices().secondProperty().set(SweepSetting.LOSS);
            assertEquals("infonce, sigmoid", choices().secondValuesProperty().get());
            assertEquals(
                    20, Objects.requireNonNull(choices().planProperty().get()).count());
            choices().secondValuesProperty().set("");
            assertEquals(
                    "The loss needs values, separated by commas, as in infonce, sigmoid.",
                    choices().problemProperty().get());
            assertNull(choices().planProperty().get());
            assertTrue(button("Add to the queue").isDisabled());
            choices().secondValuesProperty().set("infonce, sigmoid");
            assertEquals("", choices().problemProperty().get());
            assertEquals(
                    20, Objects.requireNonNull(choices().planProperty().get()).count());
            return true;
        });
    }

    @Test
    void whereTheEngineIsNotFreeThePersonIsToldAndMayTryAgain() throws Exception {
        FxToolkit.call(() -> {
            measured = CompletableFuture.failedFuture(new IllegalStateException("busy"));
            button("Measure").fire();
            assertTrue(choices().summaryProperty().get().contains("cannot be measured while a run has the engine"));
            assertFalse(button("Measure").isDisabled());
            return true;
        });
    }

    @Test
    void theQueueIsWorkedThroughOrderedAndHeldFromThePane() throws Exception {
        FxToolkit.call(() -> {
            choices().seedsProperty().set("0");
            choices().firstValuesProperty().set("8,16,64");
            button("Add to the queue").fire();
            assertEquals(List.of("batch size 8", "batch size 16", "batch size 64"), order());
            assertTrue(button("Add to the queue").isDisabled(), "they would be trained twice");
            model().add();
            assertEquals(3, order().size());
            assertTrue(button("Up").isDisabled(), "nothing is selected");
            assertTrue(button("Pause").isDisabled(), "nothing goes on");
            assertEquals(
                    "Runs that wait: 3. Press Go on to begin.",
                    model().statusProperty().get());

            table().getSelectionModel().select(2);
            button("Up").fire();
            button("Up").fire();
            assertEquals(List.of("batch size 64", "batch size 8", "batch size 16"), order());
            assertEquals(0, table().getSelectionModel().getSelectedIndex(), "the selection goes along");
            button("Down").fire();

            button("Go on").fire();
            assertEquals(List.of("start 1"), trainer.told);
            assertTrue(button("Go on").isDisabled());
            trainer.epoch(1, 0, 0.1, 3);
            trainer.epoch(1, 1, 0.5, 2);
            assertEquals(1, table().getItems().getFirst().epochs());
            assertEquals(1, table().getSelectionModel().getSelectedIndex(), "progress does not move the selection");
            long version = model().figure().version();
            trainer.completed(1);
            assertEquals(SweepState.DONE, table().getItems().getFirst().state());
            assertNotEquals(version, model().figure().version());
            assertEquals(
                    List.of(8.0, 0L, 0.5, 0.5, 2.0),
                    model().figure().table().rows().getFirst());
            assertEquals("Final accuracy by batch size", model().figure().title());
            model().metricProperty().set(Metric.LOSS);
            assertEquals("Final loss by batch size", model().figure().title());

            button("Pause").fire();
            assertEquals("release at epoch end", trainer.told.getLast());
            trainer.stopped(2);
            assertFalse(button("Go on").isDisabled());
            table().getSelectionModel().clearAndSelect(1);
            button("Remove").fire();
            assertEquals(List.of("batch size 8", "batch size 16"), order());

            button("Go on").fire();
            trainer.failed(3, false);
            assertEquals(
                    "Nothing waits. Runs that failed: 1. Press Go on to try them again.",
                    model().statusProperty().get());
            button("Go on").fire();
            trainer.epoch(4, 0, 0.1, 3);
            trainer.epoch(4, 1, 0.5, 2);
            trainer.completed(4);
            assertEquals("Nothing waits.", model().statusProperty().get());
            assertTrue(button("Go on").isDisabled());
            assertFalse(button("Add to the queue").isDisabled(), "all of them have ended");
            return true;
        });
    }

    @Test
    void theFigureIsTheFileThatTheCommandWritesAndItsPlanComesBack() throws Exception {
        assertTrue(FxToolkit.call(() -> model().copy()).isEmpty(), "no run has ended");
        FigureCopy copy = FxToolkit.call(() -> {
                    choices().seedsProperty().set("0-1");
                    choices().firstValuesProperty().set("8, 16");
                    choices().secondProperty().set(SweepSetting.LOSS);
                    choices().secondValuesProperty().set("infonce, sigmoid");
                    model().metricProperty().set(Metric.BEST);
                    button("Add to the queue").fire();
                    button("Go on").fire();
                    trainer.epoch(1, 0, 0.1, 3);
                    trainer.epoch(1, 1, 0.5, 2);
                    trainer.completed(1);
                    return model().copy();
                })
                .orElseThrow();
        Path file = folder.resolve("sweep.svg");
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        int exit = Cliplab.run(
                out, out, (_, _) -> {}, "sweep", "--out", folder.toString(), "-o", file.toString(), "--metric", "best");
        assertEquals(0, exit, said::toString);
        assertArrayEquals(
                Files.readAllBytes(file),
                copy.drawing().call().bytes(FigureShape.of("svg", 800, 500, null, null, false)));
        assertTrue(copy.stem().matches("sweep-[\\d-]+-best"), copy.stem());
        assertTrue(Files.readString(file).contains("runs that ended: 1 of 8"), "how far it had come");

        SweepMemory memory =
                assertInstanceOf(SweepMemory.class, Remembered.read(file).orElseThrow());
        assertEquals(1, memory.runs().size());
        FxToolkit.call(() -> {
            SweepPlan planned = choices().planProperty().get();
            choices().firstProperty().set(SweepSetting.EPOCHS);
            choices().firstValuesProperty().set("1");
            choices().secondProperty().set(null);
            choices().seedsProperty().set("9");
            model().metricProperty().set(Metric.LOSS);
            model().plan(memory);
            assertEquals(planned, choices().planProperty().get());
            assertEquals(Metric.BEST, model().metricProperty().get());
            assertEquals(
                    memory.sweep(),
                    Objects.requireNonNull(model().selectedProperty().get()).sweep());
            return true;
        });
    }

    @Test
    void everyControlSaysWhatItIsAndDoes() {
        List<Control> controls = nodes().filter(
                        node -> node instanceof ButtonBase || node instanceof ChoiceBox<?> || node instanceof TextField)
                .map(Control.class::cast)
                .toList();
        assertEquals(7 + 1 + 3 + 3, controls.size());
        for (Control control : controls) {
            assertNotNull(control.getTooltip(), control.toString());
            assertNotNull(control.getAccessibleText(), control.toString());
        }
    }
}
