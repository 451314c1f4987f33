// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.app.classify.images.PictureSource;
import cliplab.model.data.Picture;
import cliplab.model.data.PromptTemplate;
import cliplab.model.eval.ZeroShotAnswer;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the classifier asks and when, with a network that answers at the test's word. */
class ClassifierModelTest {
    private final FakeNetwork network = FakeNetwork.of(1);
    private final ObjectProperty<@Nullable AskedNetwork> asked = new SimpleObjectProperty<>(network);
    private final ClassifierModel model = new ClassifierModel(asked, Runnable::run);

    private PictureItem drop(String name, int red, int green, int blue) {
        Picture picture = FakeNetwork.plain(name, red, green, blue);
        PictureItem item = new PictureItem(new PictureSource.OfPixels(name, picture.pixels()), picture);
        model.gallery().items().add(item);
        return item;
    }

    private Reading reading() {
        return Objects.requireNonNull(model.readingProperty().get());
    }

    private ZeroShotAnswer answer() {
        return Objects.requireNonNull(model.answerProperty().get());
    }

    @Test
    void theAnswerIsAboutThePictureChosen() {
        assertNull(model.answerProperty().get(), "no picture, no answer");
        assertEquals(16, reading().texts().length, "but the labels have their vectors");
        model.gallery().selectedProperty().set(drop("red.png", 255, 0, 0));
        assertTrue(answer().top().startsWith("red"), answer().top());
        model.gallery().selectedProperty().set(drop("blue.png", 0, 0, 255));
        assertTrue(answer().top().startsWith("blue"), answer().top());
        assertEquals("blue.png", Objects.requireNonNull(reading().picture()).name());
    }

    @Test
    void manyChangesWhileAQuestionIsUnderWayCauseExactlyOneMore() {
        network.hold();
        int before = network.asked();
        for (int i = 0; i < 50; i++) {
            model.labels().getFirst().textProperty().set("red circle " + i);
        }
        assertEquals(before + 1, network.asked());
        network.answer();
        assertEquals(before + 2, network.asked());
        network.answer();
        assertEquals(before + 2, network.asked());
        assertEquals("red circle 49", reading().labels().getFirst());
    }

    @Test
    void anAnswerOfAFormerNetworkIsDropped() {
        FakeNetwork other = FakeNetwork.of(8);
        other.learn(0.5);
        network.hold();
        model.askAgain();
        Reading before = reading();
        other.hold();
        asked.set(other);
        network.answer();
        assertSame(before, reading(), "what the former one says late is not heard");
        other.answer();
        assertSame(other, reading().network());
        assertEquals(0.5, model.learnedTemperatureProperty().get(), 1e-9);
    }

    @Test
    void theLearnedTemperatureIsFollowedUntilItIsMoved() {
        assertEquals(0.07, model.temperatureProperty().get(), 1e-9);
        network.learn(0.05);
        model.askAgain();
        assertEquals(0.05, model.temperatureProperty().get(), 1e-9);
        model.learnedProperty().set(false);
        model.temperatureProperty().set(1);
        network.learn(0.04);
        model.askAgain();
        assertEquals(1, model.temperatureProperty().get());
        assertEquals(0.04, model.learnedTemperatureProperty().get(), 1e-9);
        model.learnedProperty().set(true);
        assertEquals(0.04, model.temperatureProperty().get(), 1e-9);
    }

    @Test
    void theTemperatureAsksNothingAndLeavesCosinesAndOrder() {
        model.gallery().selectedProperty().set(drop("red.png", 255, 0, 0));
        ZeroShotAnswer sharp = answer();
        int before = network.asked();
        model.learnedProperty().set(false);
        model.temperatureProperty().set(5);
        assertEquals(before, network.asked());
        assertArrayEquals(sharp.cosines(), answer().cosines());
        assertArrayEquals(sharp.order(), answer().order());
        assertTrue(answer().entropy() > sharp.entropy());
    }

    @Test
    void aDuplicateHasTheSameCosineAndSharesTheRank() {
        model.labels().setAll(new LabelRow("red circle"), new LabelRow("blue star"), new LabelRow("circle red"));
        model.gallery().selectedProperty().set(drop("red.png", 255, 0, 0));
        assertEquals(answer().cosines()[0], answer().cosines()[2]);
        assertEquals(1, answer().ranks()[2]);
    }

    @Test
    void onlyLabelsWithAKnownWordAreAsked() {
        model.labels().setAll(new LabelRow("a crimson dog"), new LabelRow("crimson"), new LabelRow(""));
        assertEquals(List.of("a crimson dog"), reading().labels());
        assertSame(model.labels().getFirst(), reading().rows().getFirst());
        model.labels().removeFirst();
        assertNull(model.readingProperty().get(), "nothing to ask");
    }

    @Test
    void severalTemplatesMakeAnEnsemble() {
        float[] alone = reading().texts()[0];
        model.templates().setAll(PromptTemplate.BARE, new PromptTemplate("a {}"));
        assertEquals(2, reading().templates().size());
        double square = 0;
        for (float value : reading().texts()[0]) {
            square += value * value;
        }
        assertEquals(1, square, 1e-6);
        assertTrue(Math.abs(alone[0] - reading().texts()[0][0]) > 1e-6);
    }

    @Test
    void aChosenLabelThatIsRemovedIsChosenNoMore() {
        LabelRow row = model.labels().get(3);
        model.chosenLabelProperty().set(row);
        model.labels().removeFirst();
        assertSame(row, model.chosenLabelProperty().get());
        model.labels().remove(row);
        assertNull(model.chosenLabelProperty().get());
    }

    @Test
    void everyPictureOnTheShelfIsAnsweredAndAnsweredAnewWhenLabelsChange() {
        for (int i = 0; i < 40; i++) {
            drop("picture " + i, 255, i, 0);
        }
        List<PictureItem> items = model.gallery().items();
        items.forEach(item ->
                assertNotNull(item.answerProperty().get(), item.picture().name()));
        model.labels().setAll(new LabelRow("blue star"));
        items.forEach(item -> assertEquals(
                "blue star", Objects.requireNonNull(item.answerProperty().get()).top()));
    }

    @Test
    void theShelfAsksAFewAtATime() {
        network.hold();
        for (int i = 0; i < 40; i++) {
            drop("picture " + i, 255, i, 0);
        }
        int answered = 0;
        while (network.waiting() > 0) {
            network.answer();
            int now = (int) model.gallery().items().stream()
                    .filter(item -> item.answerProperty().get() != null)
                    .count();
            assertTrue(now - answered <= 16, () -> now + " pictures at once");
            answered = now;
        }
        assertEquals(40, answered);
    }

    @Test
    void removingTheChosenPictureChoosesAnother() {
        PictureItem first = drop("first", 255, 0, 0);
        PictureItem second = drop("second", 0, 255, 0);
        model.gallery().selectedProperty().set(second);
        model.gallery().items().remove(second);
        assertSame(first, model.gallery().selectedProperty().get());
        model.gallery().items().clear();
        assertNull(model.gallery().selectedProperty().get());
        assertNull(model.answerProperty().get());
    }
}
