// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.app.cli.Setup;
import cliplab.model.data.CaptionGrammar;
import cliplab.model.data.CaptionPolicy;
import cliplab.model.data.PromptTemplate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.controlsfx.control.CheckComboBox;
import org.controlsfx.control.SegmentedButton;
import org.controlsfx.control.ToggleSwitch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The column of controls on the headless platform. */
class SetupViewTest {
    private SetupModel model = new SetupModel();
    private Scene scene = new Scene(new Region());
    private Stage stage = hidden();

    @SuppressWarnings("NullAway") // made on the FX thread before each test
    private static Stage hidden() {
        return null;
    }

    @BeforeAll
    static void startToolkit() throws InterruptedException {
        CountDownLatch up = new CountDownLatch(1);
        try {
            Platform.startup(up::countDown);
            assertTrue(up.await(30, TimeUnit.SECONDS));
        } catch (IllegalStateException e) {
            // Another class of this JVM has started it.
        }
        Platform.setImplicitExit(false);
    }

    private static <T> T onFx(Callable<T> action) throws Exception {
        FutureTask<T> task = new FutureTask<>(action);
        Platform.runLater(task);
        return task.get(10, TimeUnit.SECONDS);
    }

    @BeforeEach
    void show() throws Exception {
        onFx(() -> {
            model = new SetupModel();
            SetupView view = new SetupView(model, _ -> null);
            scene = new Scene(view, 300, 800);
            scene.getStylesheets().add("/cliplab/assets/css/setup.css");
            stage = new Stage();
            stage.setScene(scene);
            stage.show();
            for (Node pane : view.lookupAll(".titled-pane")) {
                ((TitledPane) pane).setExpanded(true);
            }
            scene.getRoot().applyCss();
            scene.getRoot().layout();
            return stage;
        });
    }

    @AfterEach
    void hide() throws Exception {
        onFx(() -> {
            stage.close();
            return stage;
        });
    }

    private <T extends Node> T find(Class<T> type, String id) {
        Node node = scene.lookup("#" + id);
        assertNotNull(node, id);
        return type.cast(node);
    }

    @Test
    void slidersMoveTheLiveOptions() throws Exception {
        onFx(() -> {
            Slider batch = find(Slider.class, "batch-size");
            batch.setValue(batch.getMax());
            assertEquals(512, model.liveProperty().get().batchSize());
            assertEquals("512", find(TextField.class, "batch-size-field").getText());
            batch.setValue(batch.getMin());
            assertEquals(8, model.liveProperty().get().batchSize());
            Slider temperature = find(Slider.class, "temperature");
            temperature.setValue(-1);
            assertEquals(0.1, model.liveProperty().get().temperature().start());
            temperature.setValue(temperature.getMin());
            assertEquals(0.01, model.controls().temperature.get());
            temperature.setValue(temperature.getMax());
            assertEquals(1, model.controls().temperature.get());
            Slider slow = find(Slider.class, "step-delay");
            slow.setValue(slow.getMax());
            assertEquals(2, model.liveProperty().get().stepDelaySeconds());
            return batch;
        });
    }

    @Test
    void sliderPositionsFollowTheScale() throws Exception {
        onFx(() -> {
            Slider batch = find(Slider.class, "batch-size");
            double at64 = batch.getValue();
            model.controls().batchSize.set(80);
            assertEquals(at64 + 0.5, batch.getValue(), 1e-9, "half way from 64 to 96");
            model.controls().batchSize.set(4096);
            assertEquals(batch.getMax(), batch.getValue());
            assertEquals(4096, model.liveProperty().get().batchSize(), "the slider's end takes nothing away");
            model.controls().temperature.set(0.1);
            assertEquals(-1, find(Slider.class, "temperature").getValue(), 1e-12);
            return batch;
        });
    }

    @Test
    void fieldsTakeNumbersAndSayWhatTheyCannotTake() throws Exception {
        onFx(() -> {
            TextField field = find(TextField.class, "epochs-field");
            field.setText("many");
            field.fireEvent(new javafx.event.ActionEvent());
            assertFalse(model.validProperty().get());
            assertEquals(
                    "This is not a whole number.",
                    model.controls().epochs.problemProperty().get());
            field.setText("12");
            field.fireEvent(new javafx.event.ActionEvent());
            assertEquals(12, model.options().epochs());
            assertTrue(model.validProperty().get());
            TextField decay = find(TextField.class, "weight-decay-field");
            decay.setText("0,1");
            decay.fireEvent(new javafx.event.ActionEvent());
            assertEquals(0.1, model.options().weightDecay());
            return field;
        });
    }

    @Test
    void aPressedCellIsWithheld() throws Exception {
        onFx(() -> {
            ToggleButton cell = find(ToggleButton.class, "withhold-red-square");
            assertEquals("red square, trained on", cell.getAccessibleText());
            cell.fire();
            assertEquals(List.of("red square"), model.options().data().withheld());
            assertEquals("red square, withheld", cell.getAccessibleText());
            cell.fire();
            assertEquals(Setup.REFERENCE, model.setupProperty().get());
            return cell;
        });
    }

    @Test
    void pastingMovesTheControlsAndCopyingGivesTheLineBack() throws Exception {
        onFx(() -> {
            String line = "cliplab train --seed 3 --batch-size 256 --loss sigmoid --temperature 0.2 --fixed-temperature"
                    + " --captions identical --templates 2 --withhold \"blue star\" --evaluation-template"
                    + " \"photo of {}\" --device cpu";
            Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, line));
            find(Button.class, "setup-paste").fire();
            assertEquals("256", find(TextField.class, "batch-size-field").getText());
            assertFalse(find(ToggleSwitch.class, "temperature-learned").isSelected());
            assertEquals(
                    CaptionPolicy.IDENTICAL, find(ComboBox.class, "captions").getValue());
            assertEquals("cpu", find(ComboBox.class, "device").getValue());
            assertTrue(find(ToggleButton.class, "withhold-blue-star").isSelected());
            assertTrue(
                    find(SegmentedButton.class, "loss").getButtons().getLast().isSelected());
            assertEquals(
                    List.of(new PromptTemplate("photo of {}")),
                    find(CheckComboBox.class, "evaluation-templates")
                            .getCheckModel()
                            .getCheckedItems());
            find(Button.class, "setup-copy").fire();
            assertEquals(line, Clipboard.getSystemClipboard().getString());

            Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, "cliplab train --bogus"));
            find(Button.class, "setup-paste").fire();
            assertTrue(texts(scene.getRoot()).contains("there is no option --bogus"));
            find(Button.class, "setup-reference").fire();
            assertEquals(Setup.REFERENCE, model.setupProperty().get());
            assertEquals("64", find(TextField.class, "batch-size-field").getText());
            return line;
        });
    }

    @Test
    void evaluationTemplatesAreTickedOrWritten() throws Exception {
        onFx(() -> {
            model.controls().templatesDeclared.set(2);
            @SuppressWarnings("unchecked")
            CheckComboBox<PromptTemplate> box = find(CheckComboBox.class, "evaluation-templates");
            box.getCheckModel().check(1);
            assertEquals(CaptionGrammar.declare(2), model.liveProperty().get().evaluationTemplates());
            TextField own = find(TextField.class, "evaluation-own");
            own.setText("a dog and a …");
            own.fireEvent(new javafx.event.ActionEvent());
            assertTrue(texts(scene.getRoot()).stream().anyMatch(text -> text.contains("dog, and")));
            assertEquals(2, model.liveProperty().get().evaluationTemplates().size());
            own.setText("photo …");
            own.fireEvent(new javafx.event.ActionEvent());
            assertEquals(3, model.liveProperty().get().evaluationTemplates().size());
            assertEquals("", own.getText());
            return box;
        });
    }

    @Test
    void whatWaitsForARestartSaysSo() throws Exception {
        onFx(() -> {
            model.running(model.options());
            assertFalse(texts(scene.getRoot()).contains("on restart"));
            find(SegmentedButton.class, "loss").getButtons().getLast().fire();
            assertTrue(texts(scene.getRoot()).contains("on restart"));
            return model;
        });
    }

    @Test
    void nothingIsWiderThanTheColumnAndEveryControlHasAName() throws Exception {
        onFx(() -> {
            model.running(model.options());
            model.controls().templatesDeclared.set(8);
            model.controls().captions.set(CaptionPolicy.SHUFFLED);
            model.controls().batchSize.set(1);
            scene.getRoot().applyCss();
            scene.getRoot().layout();
            check(scene.getRoot());
            return model;
        });
    }

    private static void check(Node node) {
        double right = node.localToScene(node.getLayoutBounds()).getMaxX();
        assertTrue(!node.isVisible() || right <= 300.5, node + " reaches " + right);
        if (node.isFocusTraversable() && node.getId() != null && node instanceof javafx.scene.control.Control) {
            assertNotNull(node.getAccessibleText(), node + " has no accessible name");
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(SetupViewTest::check);
        }
    }

    private static List<String> texts(Parent root) {
        return root.lookupAll(".label").stream()
                .filter(Node::isVisible)
                .map(node -> ((Labeled) node).getText())
                .toList();
    }
}
