// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.app.FxToolkit;
import cliplab.app.classify.AskedNetwork;
import cliplab.app.classify.ClassifierModel;
import cliplab.app.classify.FakeNetwork;
import cliplab.app.classify.PictureItem;
import cliplab.app.classify.images.PictureSource;
import cliplab.app.platform.TaskRunner;
import cliplab.model.data.Picture;
import cliplab.model.data.ShapesDataset;
import cliplab.viz.text.Messages;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The pictures at the left: what comes, what is chosen, and what is said of them. */
class ShelfViewTest {
    private final ObjectProperty<@Nullable AskedNetwork> asked = new SimpleObjectProperty<>();
    private final ClassifierModel model = new ClassifierModel(asked, Runnable::run);
    private final Intake intake = new Intake(
            model.gallery(),
            () -> ShapesDataset.PREPROCESSOR,
            asked,
            new TaskRunner(Runnable::run, Runnable::run),
            ShelfViewTest::failed);

    private static void failed(Throwable problem) {
        throw new AssertionError(problem);
    }

    @BeforeAll
    static void toolkit() throws InterruptedException {
        FxToolkit.start();
    }

    private static void onFx(Callable<?> test) throws InterruptedException, TimeoutException {
        FxToolkit.call(() -> {
            test.call();
            return true;
        });
    }

    private static List<PictureSource> plain(String name, int count) {
        Picture picture = FakeNetwork.plain(name, 255, 0, 0);
        return IntStream.rangeClosed(1, count)
                .<PictureSource>mapToObj(i -> new PictureSource.OfPixels(name + " " + i, picture.pixels()))
                .toList();
    }

    private String chosen() {
        return Objects.requireNonNull(model.gallery().selectedProperty().get())
                .picture()
                .name();
    }

    private Scene shown() {
        ShelfView shelf = new ShelfView(model.gallery(), model.thresholdProperty(), intake);
        Scene scene = new Scene(new StackPane(shelf), 220, 400);
        scene.getRoot().applyCss();
        scene.getRoot().layout();
        return scene;
    }

    private static List<String> answers(Scene scene) {
        scene.getRoot().applyCss();
        scene.getRoot().layout();
        return scene.getRoot().lookupAll(".shelf-answer").stream()
                .map(label -> ((Label) label).getText())
                .filter(text -> !text.isEmpty())
                .toList();
    }

    @Test
    void theFirstOfThoseThatCameLastIsLookedAt() throws Exception {
        onFx(() -> {
            intake.take(plain("old", 3));
            assertEquals("old 1", chosen());
            intake.take(plain("new", 2));
            assertEquals("new 1", chosen());
            assertEquals(5, model.gallery().items().size());
            assertFalse(intake.isBusy());
            return true;
        });
    }

    @Test
    void aFullShelfSaysHowManyItLeftOut() throws Exception {
        onFx(() -> {
            intake.take(plain("many", Intake.CAPACITY + 30));
            assertEquals(Intake.CAPACITY, model.gallery().items().size());
            assertEquals(List.of(Messages.text("shelf.full", Intake.CAPACITY, 30)), intake.problems());
            assertFalse(intake.isBusy());
            return true;
        });
    }

    @Test
    void deleteTakesTheChosenOneAwayAndItsNeighbourFollows() throws Exception {
        onFx(() -> {
            Scene scene = shown();
            intake.take(plain("one", 3));
            ListView<?> list = (ListView<?>) scene.getRoot().lookup(".list-view");
            assertEquals(0, list.getSelectionModel().getSelectedIndex());
            Event.fireEvent(
                    list, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.DELETE, false, false, false, false));
            assertEquals("one 2", chosen());
            assertEquals(0, list.getSelectionModel().getSelectedIndex());
            model.gallery().items().clear();
            assertNull(model.gallery().selectedProperty().get());
            return true;
        });
    }

    @Test
    void eachPictureShowsItsBestLabelOrThatNoneFits() throws Exception {
        onFx(() -> {
            asked.set(FakeNetwork.of(1));
            intake.take(plain("red", 1));
            PictureItem red = model.gallery().items().getFirst();
            String best = Objects.requireNonNull(red.answerProperty().get()).top();
            Scene scene = shown();
            assertTrue(
                    answers(scene).getFirst().startsWith(best + " "),
                    () -> answers(scene).toString());
            model.thresholdProperty().set(1.0);
            assertTrue(
                    answers(scene).getFirst().startsWith(Messages.text("shelf.none") + " "),
                    () -> answers(scene).toString());
            asked.set(null);
            model.thresholdProperty().set(null);
            assertEquals(List.of(), answers(scene), "nobody is asked any more");
            return true;
        });
    }
}
