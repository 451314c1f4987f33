// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.app.classify.ClassifierModel;
import cliplab.app.classify.Reading;
import cliplab.app.classify.view.Classifier;
import cliplab.app.cli.Cliplab;
import cliplab.app.cli.Setup;
import cliplab.app.training.RunRequest;
import cliplab.app.training.RunState;
import cliplab.model.data.ImageFile;
import cliplab.model.data.Sketch;
import cliplab.model.eval.ZeroShotAnswer;
import cliplab.model.train.TrainingOptions;
import cliplab.viz.text.Messages;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The classifier in the real window with the real engine, without a display. */
class ClassifierWindowTest {
    @TempDir
    private Path home;

    private Path picture(String name, String shape, int ink) throws Exception {
        Sketch sketch = new Sketch();
        sketch.stamp(shape, Sketch.inks().get(ink), 16, 16, Sketch.TYPICAL_RADIUS);
        Path file = home.resolve(name);
        ImageFile.write(sketch.image(), file);
        return file;
    }

    private static Reading readingOf(LabWindow window, ClassifierModel model, String name) throws Exception {
        window.await("an answer about " + name, () -> {
            Reading reading = model.readingProperty().get();
            return reading != null
                    && reading.picture() != null
                    && reading.picture().name().equals(name);
        });
        return FxToolkit.call(
                () -> Objects.requireNonNull(model.readingProperty().get()));
    }

    @Test
    void droppedPicturesAreAnsweredWhileItTrainsAndAfterwardsAsTheCommandDoes() throws Exception {
        Path star = picture("star.png", "star", 0);
        Path square = picture("square.png", "square", 2);
        Path broken = Files.writeString(home.resolve("broken.png"), "no picture");
        try (LabWindow window = new LabWindow(home.resolve("lab"))) {
            window.awaitState(RunState.IDLE);
            FxToolkit.call(() -> {
                Setup setup = Setup.of(TrainingOptions.REFERENCE.withEpochs(1));
                window.training().start(new RunRequest.New(setup.options(), setup.live(), setup.device()));
                return true;
            });
            window.awaitStep(5);
            window.drop(List.of(star, broken, square));
            Classifier classifier = FxToolkit.call(() -> window.context().classifier());
            ClassifierModel model = classifier.model();
            Reading live = readingOf(window, model, "star.png");
            assertTrue(live.network().learning());
            assertEquals(16, live.cosines().length);
            window.await(
                    "both pictures",
                    () -> model.gallery().items().stream()
                                    .filter(item -> item.picture().name().endsWith(".png"))
                                    .filter(item -> item.answerProperty().get() != null)
                                    .count()
                            >= 2);
            window.await(
                    "the sentence",
                    () -> classifier.intake().problems().stream()
                            .anyMatch(sentence -> sentence.contains("broken.png")));

            window.awaitState(RunState.COMPLETED);
            window.await("the last answer", () -> {
                Reading reading = model.readingProperty().get();
                return reading != null && !reading.network().learning();
            });
            Reading last = readingOf(window, model, "star.png");
            ZeroShotAnswer answer = assertNotNullAnswer(last);
            Path run = window.runFolder();
            JsonObject told = command(run, star);
            JsonArray labels = told.getAsJsonArray("labels");
            double[] cosines = new double[labels.size()];
            double[] probabilities = new double[labels.size()];
            for (int i = 0; i < cosines.length; i++) {
                JsonObject label = labels.get(i).getAsJsonObject();
                assertEquals(answer.labels().get(i), label.get("label").getAsString());
                cosines[i] = label.get("cosine").getAsDouble();
                probabilities[i] = label.get("probability").getAsDouble();
                assertEquals(cosines[i], answer.cosines()[i], 1e-6);
            }
            assertArrayEquals(probabilities, answer.probabilities(), 1e-6);
            assertEquals(told.get("top").getAsString(), answer.top());
        }
    }

    @Test
    void theClassifiersOwnWindowTakesPicturesToo() throws Exception {
        Path star = picture("star.png", "star", 0);
        try (LabWindow window = new LabWindow(home.resolve("lab"))) {
            window.shortcut(KeyCode.DIGIT2);
            Classifier classifier = FxToolkit.call(() -> window.context().classifier());
            Scene own = FxToolkit.call(() -> {
                classifier.frame().lookupAll(".button").stream()
                        .map(Button.class::cast)
                        .filter(button -> Messages.text("pane.detach").equals(button.getAccessibleText()))
                        .findFirst()
                        .orElseThrow()
                        .fire();
                return classifier.frame().getScene();
            });
            assertNotEquals(window.scene(), own);
            Drop.onto(own.getRoot(), List.of(star));
            window.await(
                    "the picture",
                    () -> classifier.model().gallery().items().stream()
                            .anyMatch(item -> item.picture().name().equals("star.png")));
            FxToolkit.call(() -> {
                Objects.requireNonNull(own.getWindow()).hide();
                return true;
            });
        }
    }

    private static ZeroShotAnswer assertNotNullAnswer(Reading reading) {
        ZeroShotAnswer answer = reading.answer(reading.learnedTemperature());
        assertNotNull(answer);
        return Objects.requireNonNull(answer);
    }

    /** What {@code cliplab classify} says of the same file. */
    private static JsonObject command(Path run, Path file) {
        StringWriter out = new StringWriter();
        PrintWriter printer = new PrintWriter(out, true);
        int exit = Cliplab.run(
                printer,
                printer,
                (_, _) -> {},
                "classify",
                "--run",
                run.toString(),
                "--json",
                "--threads",
                "1",
                file.toString());
        assertEquals(0, exit, out::toString);
        return JsonParser.parseString(out.toString()).getAsJsonArray().get(0).getAsJsonObject();
    }
}
