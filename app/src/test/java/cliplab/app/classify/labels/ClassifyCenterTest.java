// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.labels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlantafx.base.theme.PrimerLight;
import cliplab.app.FxToolkit;
import cliplab.app.classify.AskedNetwork;
import cliplab.app.classify.ClassifierModel;
import cliplab.app.classify.FakeNetwork;
import cliplab.app.classify.LabelRow;
import cliplab.app.classify.PictureItem;
import cliplab.app.classify.images.PictureSource;
import cliplab.app.platform.TaskRunner;
import cliplab.model.data.CaptionGrammar;
import cliplab.model.data.Picture;
import cliplab.model.data.PromptTemplate;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.event.ActionEvent;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelReader;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The middle of the classifier on the headless platform, with a network that needs no engine. */
class ClassifyCenterTest {
    private final FakeNetwork network = FakeNetwork.of(1);
    private final ObjectProperty<@Nullable AskedNetwork> asked = new SimpleObjectProperty<>(network);
    private final ClassifierModel model = new ClassifierModel(asked, Runnable::run);
    /** Everything happens at once, on the FX thread. */
    private final TaskRunner tasks = new TaskRunner(Runnable::run, Runnable::run);

    private @Nullable Stage stage;

    @TempDir
    private Path folder;

    @BeforeAll
    static void toolkit() throws InterruptedException {
        FxToolkit.start();
    }

    @AfterEach
    void close() throws Exception {
        FxToolkit.call(() -> {
            if (stage != null) {
                stage.close();
            }
            return true;
        });
    }

    private void onFx(Callable<?> test) throws Exception {
        FxToolkit.call(test);
    }

    private ClassifyCenter show(int width, int height) {
        ClassifyCenter center = new ClassifyCenter(model, tasks);
        Scene scene = new Scene(center, width, height);
        scene.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        for (String sheet : List.of("app.css", "classify.css")) {
            scene.getStylesheets().add("/cliplab/assets/css/" + sheet);
        }
        Stage shown = new Stage();
        stage = shown;
        shown.setScene(scene);
        shown.show();
        layout(center);
        return center;
    }

    private static void layout(Parent root) {
        root.applyCss();
        root.layout();
        root.layout(); // what the first pass made
    }

    private void drop(int red, int green, int blue) {
        Picture picture = FakeNetwork.plain("plain.png", red, green, blue);
        PictureItem item = new PictureItem(new PictureSource.OfPixels("plain.png", picture.pixels()), picture);
        model.gallery().items().add(item);
        model.gallery().selectedProperty().set(item);
    }

    private static <T extends Node> T find(Parent root, Class<T> type) {
        T found = root.lookupAll("*").stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElse(null);
        assertNotNull(found, type::getSimpleName);
        return found;
    }

    private static Button button(Parent root, String text) {
        return root.lookupAll(".button").stream()
                .filter(node -> node instanceof Button button && text.equals(button.getText()))
                .map(Button.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static void press(TextField field, KeyCode code, boolean alt) {
        field.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, alt, false));
    }

    private List<String> texts() {
        return model.labels().stream().map(LabelRow::text).toList();
    }

    private static String marks(LabelLine line) {
        List<String> words = new ArrayList<>();
        for (Node node : line.lookupAll(".text")) {
            if (node instanceof Text text && text.getStyleClass().contains("word-note")) {
                words.add(text.getText());
            }
        }
        line.lookupAll(".word-note").forEach(node -> words.add(((Text) node).getText()));
        return words.isEmpty() ? "" : words.getFirst();
    }

    private static List<String> styled(LabelLine line, String styleClass) {
        return line.lookupAll("." + styleClass).stream()
                .map(node -> ((Text) node).getText())
                .toList();
    }

    @Test
    void typingAsksOnceForEachKeyAndMovesNeitherFocusNorCaret() throws Exception {
        onFx(() -> {
            ClassifyCenter center = show(600, 800);
            drop(255, 0, 0);
            LabelLine line = find(center, LabelsView.class).lines().getFirst();
            TextField field = line.field();
            field.requestFocus();
            field.positionCaret(3);
            String before = line.scores().cosineText();
            int asks = network.asked();
            field.insertText(3, " star");
            assertEquals("red star circle", texts().getFirst());
            assertNotEquals(before, line.scores().cosineText());
            assertTrue(network.asked() - asks <= 2, "one question about the labels, one about the shelf");
            assertTrue(field.isFocused());
            assertEquals(8, field.getCaretPosition());
            assertSame(model.labels().getFirst(), model.chosenLabelProperty().get());
            return true;
        });
    }

    @Test
    void numbersOfAnEarlierAnswerStayUntilTheNext() throws Exception {
        onFx(() -> {
            ClassifyCenter center = show(600, 800);
            drop(255, 0, 0);
            LabelLine line = find(center, LabelsView.class).lines().getFirst();
            String before = line.scores().probabilityText();
            network.hold();
            line.field().setText("blue star");
            assertEquals(before, line.scores().probabilityText());
            while (network.waiting() > 0) {
                network.answer();
            }
            assertNotEquals(before, line.scores().probabilityText());
            return true;
        });
    }

    @Test
    void linesMoveWithTheirTextsNumbersAndTheCaret() throws Exception {
        onFx(() -> {
            ClassifyCenter center = show(600, 800);
            drop(255, 0, 0);
            LabelsView view = find(center, LabelsView.class);
            LabelLine second = view.lines().get(1);
            String cosine = second.scores().cosineText();
            second.field().requestFocus();
            second.field().positionCaret(4);
            press(second.field(), KeyCode.UP, true);
            layout(center);
            assertEquals(List.of("red square", "red circle"), texts().subList(0, 2));
            assertSame(second, view.lines().getFirst());
            assertEquals(cosine, second.scores().cosineText());
            assertTrue(second.field().isFocused());
            assertEquals(4, second.field().getCaretPosition());
            press(second.field(), KeyCode.UP, true); // no place above the first
            press(second.field(), KeyCode.DOWN, true);
            assertEquals(CaptionGrammar.labels().names(), texts());
            return true;
        });
    }

    @Test
    void enterAddsBelowAndDeleteRemovesAnEmptyOne() throws Exception {
        onFx(() -> {
            ClassifyCenter center = show(600, 800);
            LabelsView view = find(center, LabelsView.class);
            TextField first = view.lines().getFirst().field();
            first.requestFocus();
            first.fireEvent(new ActionEvent());
            assertEquals(17, texts().size());
            TextField added = view.lines().get(1).field();
            assertTrue(added.isFocused());
            first.end();
            press(first, KeyCode.DELETE, false);
            assertEquals(17, texts().size(), "one with a text stays");
            press(added, KeyCode.DELETE, false);
            assertEquals(CaptionGrammar.labels().names(), texts());
            assertTrue(view.lines().getFirst().field().isFocused());
            return true;
        });
    }

    @Test
    void unknownAndCutWordsAreNamedInTheRow() throws Exception {
        onFx(() -> {
            ClassifyCenter center = show(600, 800);
            drop(255, 0, 0);
            LabelLine line = find(center, LabelsView.class).lines().getFirst();
            line.field().setText("crimson red circle star");
            assertEquals("– not known: crimson; cut off: star", marks(line));
            assertEquals(List.of("crimson"), styled(line, "word-unknown"));
            assertEquals(List.of("star"), styled(line, "word-cut"));
            assertTrue(line.lookupAll(".word-cut").stream().allMatch(word -> ((Text) word).isStrikethrough()));
            assertNotEquals("–", line.scores().cosineText());
            model.templates().setAll(List.of(PromptTemplate.BARE));
            assertEquals("– not known: crimson", marks(line), "there is room without the template");
            line.field().setText("crimson");
            assertEquals("– not asked, as no word is known: crimson", marks(line));
            assertEquals("–", line.scores().cosineText());
            line.field().setText("red circle");
            assertEquals("", marks(line));
            return true;
        });
    }

    @Test
    void duplicatesHaveEqualCosinesAndAreSortedTogether() throws Exception {
        onFx(() -> {
            ClassifyCenter center = show(600, 800);
            drop(0, 0, 255);
            LabelsView view = find(center, LabelsView.class);
            model.labels()
                    .setAll(List.of(new LabelRow("red circle"), new LabelRow("blue star"), new LabelRow("red circle")));
            layout(center);
            String best = model.answerProperty().get() == null
                    ? ""
                    : model.answerProperty().get().top();
            LabelLine first = view.lines().getFirst();
            String cosine = first.scores().cosineText();
            button(center, "Sort by rank").fire();
            layout(center);
            assertEquals(best, texts().getFirst());
            assertEquals("1", view.lines().getFirst().rank());
            int one = texts().indexOf("red circle");
            assertEquals("red circle", texts().get(one + 1));
            assertEquals(cosine, view.lines().get(one).scores().cosineText());
            assertEquals(cosine, view.lines().get(one + 1).scores().cosineText());
            return true;
        });
    }

    @Test
    void listsAreImportedUpToAThousandAndLongOnesAreMadeAsTheyAreSeen() throws Exception {
        onFx(() -> {
            ClassifyCenter center = show(600, 800);
            LabelsView view = find(center, LabelsView.class);
            Path file = folder.resolve("labels.txt");
            Files.writeString(
                    file,
                    String.join(
                            "\n\n",
                            IntStream.range(0, 1200)
                                    .mapToObj(i -> "red star " + i)
                                    .toList()));
            view.importFile(file);
            layout(center);
            assertEquals("984 labels came; the last 216 were cut off, as the list holds 1,000 at most.", view.note());
            assertEquals(1000, texts().size());
            assertEquals("red circle", texts().getFirst(), "what was there stays");
            long built = view.lines().stream().filter(LabelLine::isBuilt).count();
            assertTrue(built > 3 && built < 60, () -> built + " lines were made");
            button(center, "Add").fire();
            assertEquals("The list holds 1,000 labels at most: remove one first.", view.note());

            button(center, "Clear").fire();
            assertEquals(List.of(), texts());
            Files.write(file, "grüner Kreis".getBytes(StandardCharsets.ISO_8859_1));
            view.importFile(file);
            assertEquals(
                    "“labels.txt” is no text in UTF-8: save it as plain text in UTF-8, and import it again.",
                    view.note());
            view.importFile(folder.resolve("gone.txt"));
            assertTrue(view.note().startsWith("“gone.txt” cannot be read"), view.note());
            view.importText(" \n");
            assertEquals("There is no label in it: write one on each line.", view.note());
            button(center, "Classes").fire();
            assertEquals(CaptionGrammar.labels().names(), texts());
            return true;
        });
    }

    @Test
    void theTemperatureMovesProbabilitiesAndNothingElse() throws Exception {
        onFx(() -> {
            network.learn(0.0573);
            ClassifyCenter center = show(600, 800);
            drop(255, 0, 0);
            model.askAgain();
            TemperatureView view = find(center, TemperatureView.class);
            LabelLine line = find(center, LabelsView.class).lines().getFirst();
            assertTrue(view.reading().startsWith("τ = 0.0573, 1/τ = 17.45 · entropy "), view.reading());
            String cosine = line.scores().cosineText();
            String probability = line.scores().probabilityText();
            String rank = line.rank();
            int asks = network.asked();
            find(view, Slider.class).setValue(0);
            assertEquals(1, model.temperatureProperty().get());
            assertFalse(model.learnedProperty().get());
            assertTrue(view.reading().startsWith("τ = 1, 1/τ = 1 · entropy "), view.reading());
            assertEquals(cosine, line.scores().cosineText());
            assertEquals(rank, line.rank());
            assertNotEquals(probability, line.scores().probabilityText());
            assertEquals(asks, network.asked());

            TextField field = find(view, TextField.class);
            field.setText("80");
            field.fireEvent(new ActionEvent());
            assertEquals(80, model.temperatureProperty().get(), "the slider's end takes nothing away");
            field.setText("1000");
            field.fireEvent(new ActionEvent());
            assertEquals("Write a temperature from 0.001 to 100.", view.problem());
            assertEquals(80, model.temperatureProperty().get());
            field.requestFocus();
            network.learn(0.06);
            model.askAgain();
            assertEquals(80, model.temperatureProperty().get(), "what was set stays");
            assertEquals("1000", field.getText(), "and so does what is being written");
            network.learn(0.0573);
            model.askAgain();
            button(view, "Learned").fire();
            assertEquals(0.0573, model.temperatureProperty().get(), 1e-9);
            assertEquals("", view.problem());
            return true;
        });
    }

    @Test
    void templatesAreTickedWrittenAndNeverNone() throws Exception {
        onFx(() -> {
            ClassifyCenter center = show(600, 1100);
            PromptsView view = find(center, PromptsView.class);
            assertEquals("Put to the network: “a red circle”", view.example());
            CheckBox bare = tick(view, "{} – the bare name");
            CheckBox usual = tick(view, "a {}");
            usual.fire();
            assertTrue(usual.isSelected());
            assertEquals("At least one template stays ticked.", view.problem());
            bare.fire();
            assertEquals(2, model.templates().size());
            assertTrue(view.example().startsWith("Ensemble of 2: each is embedded"), view.example());
            view.add("a photo");
            assertEquals("A template holds {} exactly once; “a {}” stays in use.", view.problem());
            view.add("{} and {}");
            assertEquals(2, model.templates().size());
            usual.fire();
            assertEquals(List.of(PromptTemplate.BARE), model.templates());
            view.add("red {}");
            assertEquals(List.of(new PromptTemplate("red {}")), model.templates(), "in place of the only one");
            assertTrue(tick(view, "red {}").isSelected());
            model.chosenLabelProperty().set(model.labels().get(1));
            assertEquals("Put to the network: “red red square”", view.example());
            assertTrue(view.lookupAll(".word-note").stream()
                    .anyMatch(mark -> "not known: photo, of".equals(((Labeled) mark).getText())));
            model.templates().setAll(List.of(new PromptTemplate("a {}")));
            assertTrue(tick(view, "a {}").isSelected());
            assertFalse(tick(view, "red {}").isSelected());
            return true;
        });
    }

    private static CheckBox tick(Parent view, String text) {
        return view.lookupAll(".check-box").stream()
                .map(CheckBox.class::cast)
                .filter(box -> text.equals(box.getText()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theAnswerSaysWhatIsMissing() throws Exception {
        onFx(() -> {
            ClassifyCenter center = show(600, 800);
            center.noteProperty().set("No network.");
            AnswerView view = find(center, AnswerView.class);
            assertEquals("", view.headline(), "the place for the picture says it");
            network.hold();
            drop(255, 0, 0);
            assertEquals("The network is being asked about this picture.", view.headline());
            while (network.waiting() > 0) {
                network.answer();
            }
            assertTrue(view.headline().startsWith("Of the 16 labels given, “red"), view.headline());
            model.thresholdProperty().set(1.0);
            assertTrue(view.headline().startsWith("None of the labels given fits"), view.headline());
            model.labels().clear();
            assertEquals("No label can be asked: write one with a word that the network knows.", view.headline());
            asked.set(null);
            assertEquals("No network.", view.headline());
            return true;
        });
    }

    @Test
    void theNetworksPixelsAreEnlargedWithoutAnyOther() throws Exception {
        onFx(() -> {
            ClassifyCenter center = show(600, 900);
            drop(200, 100, 50);
            layout(center);
            List<ImageView> pictures = center.lookupAll(".image-view").stream()
                    .map(ImageView.class::cast)
                    .toList();
            ImageView received = pictures.getLast();
            assertEquals(192, received.getImage().getWidth());
            assertEquals(192, received.getFitWidth());
            PixelReader pixels = received.getImage().getPixelReader();
            assertEquals(0xFFC86432, pixels.getArgb(0, 0));
            assertEquals(0xFFC86432, pixels.getArgb(191, 191));
            return true;
        });
    }

    @Test
    void nothingIsCutOffOrOverlapsAtTheSmallestAndTheLargest() throws Exception {
        onFx(() -> {
            drop(255, 0, 0);
            for (int[] size : new int[][] {{380, 560}, {700, 560}, {380, 900}, {700, 900}}) {
                ClassifyCenter center = show(size[0], size[1]);
                List<TitledPane> blocks = center.lookupAll(".titled-pane").stream()
                        .map(TitledPane.class::cast)
                        .toList();
                for (TitledPane block : blocks) {
                    block.setExpanded(true);
                    layout(center);
                    fits(center, size[0], size[1]);
                    assertTrue(find(center, LabelsView.class).getHeight() > 80, "a label can be seen");
                }
                if (stage != null) {
                    stage.close();
                }
            }
            return true;
        });
    }

    private static void fits(ClassifyCenter center, int width, int height) {
        double bottom = 0;
        for (Node node : center.getChildren()) {
            Bounds bounds = node.getBoundsInParent();
            assertTrue(bounds.getMinY() >= bottom - 1, () -> node + " overlaps at " + width + "×" + height);
            bottom = bounds.getMaxY();
        }
        double end = bottom;
        assertTrue(end <= height + 0.5, () -> "reaches " + end + " of " + height);
        for (Node node : center.lookupAll("*")) {
            if (node instanceof Control control && control.isVisible() && control.getScene() != null) {
                double right = control.localToScene(control.getLayoutBounds()).getMaxX();
                assertTrue(right <= width + 0.5, () -> control + " reaches " + right);
                assertTrue(
                        !control.isFocusTraversable()
                                || control instanceof TitledPane
                                || control.getAccessibleText() != null,
                        () -> control + " has no accessible name");
            }
        }
    }
}
