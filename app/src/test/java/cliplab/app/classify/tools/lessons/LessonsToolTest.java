// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.tools.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.app.FxToolkit;
import cliplab.app.classify.FakeNetwork;
import cliplab.app.classify.LabelRow;
import cliplab.app.classify.tools.Classifier;
import cliplab.model.data.CaptionGrammar;
import cliplab.model.data.PromptTemplate;
import cliplab.viz.text.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lessons pressed in the tool, on the headless platform. */
class LessonsToolTest {
    @BeforeAll
    static void toolkit() throws InterruptedException {
        FxToolkit.start();
    }

    /** The tool in a window, and what the classifier had at first. */
    private static final class Room {
        final FakeNetwork fake = FakeNetwork.of(3);
        final Classifier classifier = new Classifier(fake).with("red", 230, 20, 20);
        final LessonsTool tool = new LessonsTool(classifier.model, Runnable::run);
        final List<LabelRow> rows = List.copyOf(classifier.model.labels());
        final List<PromptTemplate> templates;
        final Stage stage;

        Room() {
            classifier.model.templates().setAll(CaptionGrammar.TEMPLATES.subList(0, 2));
            templates = List.copyOf(classifier.model.templates());
            stage = Classifier.show(tool);
        }

        void press(String key) {
            Classifier.button(stage, Messages.text(key)).fire();
        }

        String words() {
            return Classifier.words(stage);
        }
    }

    @Test
    void everyLessonShowsWhatCameAndUndoPutsAllBackExactly() throws InterruptedException, TimeoutException {
        FxToolkit.call(() -> {
            Room room = new Room();
            for (String key : List.of(
                    "lesson.synonym", "lesson.junk", "lesson.duplicate", "lesson.template", "lesson.scramble")) {
                room.press(key);
                boolean changed = !room.rows.equals(room.classifier.model.labels())
                        || !room.templates.equals(room.classifier.model.templates());
                assertTrue(changed, key);
                assertTrue(room.words().contains("Entropy of all labels"), room::words);
                room.press("lesson.undo");
                assertEquals(room.rows, room.classifier.model.labels(), key);
                assertEquals(room.templates, room.classifier.model.templates(), key);
                assertFalse(room.words().contains("Entropy of all labels"), room::words);
            }
            room.stage.close();
            return true;
        });
    }

    @Test
    void aSecondLessonUndoesTheFirst() throws InterruptedException, TimeoutException {
        FxToolkit.call(() -> {
            Room room = new Room();
            room.press("lesson.duplicate");
            room.press("lesson.duplicate");
            assertEquals(room.rows.size() + 1, room.classifier.model.labels().size());
            room.press("lesson.template");
            assertEquals(room.rows, room.classifier.model.labels());
            assertEquals(List.of(PromptTemplate.BARE), room.classifier.model.templates());
            room.press("lesson.undo");
            assertEquals(room.templates, room.classifier.model.templates());
            room.stage.close();
            return true;
        });
    }

    @Test
    void aLabelThatWasReplacedIsTheBestAgainForTheNextLesson() throws InterruptedException, TimeoutException {
        FxToolkit.call(() -> {
            Room room = new Room();
            LabelRow only = new LabelRow("red circle");
            room.classifier.model.labels().setAll(List.of(only));
            room.press("lesson.scramble");
            room.press("lesson.duplicate");
            assertEquals(
                    List.of("red circle", "red circle"),
                    room.classifier.model.labels().stream().map(LabelRow::text).toList());
            room.press("lesson.undo");
            assertEquals(List.of(only), room.classifier.model.labels());
            room.stage.close();
            return true;
        });
    }

    @Test
    void aChangeByHandEndsTheLessonAndStays() throws InterruptedException, TimeoutException {
        FxToolkit.call(() -> {
            Room room = new Room();
            room.press("lesson.junk");
            LabelRow own = new LabelRow("a photo");
            room.classifier.model.labels().add(own);
            List<LabelRow> now = new ArrayList<>(room.classifier.model.labels());
            assertTrue(room.words().contains(Messages.text("lesson.over")), room::words);
            assertTrue(
                    Classifier.button(room.stage, Messages.text("lesson.undo")).isDisabled());
            room.press("lesson.duplicate");
            room.press("lesson.undo");
            assertEquals(now, room.classifier.model.labels());
            room.stage.close();
            return true;
        });
    }

    @Test
    void withoutAPictureThereIsNothingToLearnFrom() throws InterruptedException, TimeoutException {
        FxToolkit.call(() -> {
            Room room = new Room();
            room.classifier.model.gallery().items().clear();
            assertTrue(
                    Classifier.button(room.stage, Messages.text("lesson.junk")).isDisabled());
            assertTrue(room.words().contains(Messages.text("lesson.empty")), room::words);
            room.stage.close();
            return true;
        });
    }

    @Test
    void theAnswerFollowsANetworkThatLearns() throws InterruptedException, TimeoutException {
        FxToolkit.call(() -> {
            Room room = new Room();
            room.press("lesson.duplicate");
            String first = room.words();
            room.fake.learn(0.5);
            room.classifier.model.askAgain();
            assertFalse(room.words().equals(first), first);
            room.stage.close();
            return true;
        });
    }
}
