// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.app.FxToolkit;
import cliplab.app.classify.FakeNetwork;
import cliplab.model.data.EvaluationSet;
import cliplab.model.data.PromptTemplate;
import cliplab.model.eval.PromptComparison;
import cliplab.model.eval.ZeroShotClassifier;
import cliplab.viz.style.Palette;
import cliplab.viz.text.Messages;
import cliplab.viz.text.Numbers;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.TextArea;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two sets of templates in the tool, on the headless platform. */
class ComparePromptsToolTest {
    @BeforeAll
    static void toolkit() throws InterruptedException {
        FxToolkit.start();
    }

    private static Stage show(Classifier classifier) {
        return Classifier.show(new ComparePromptsTool(classifier.model, Runnable::run, Palette.LIGHT));
    }

    private static void write(Stage stage, String set, String text) {
        ((TextArea) stage.getScene().lookup("#templates-" + set)).setText(text);
    }

    private static PromptComparison compare(OtherNetwork network, String a, String b) {
        EvaluationSet heldOut = network.data().evaluation();
        return network.ask(embedder -> PromptComparison.of(
                        embedder.embedImages(heldOut.images()),
                        heldOut.subjectOf(),
                        new ZeroShotClassifier(embedder, heldOut.subjects(), List.of(new PromptTemplate(a))).vectors(),
                        new ZeroShotClassifier(embedder, heldOut.subjects(), List.of(new PromptTemplate(b))).vectors()))
                .join();
    }

    @Test
    void equalSetsAreUndecided() throws InterruptedException, TimeoutException {
        FxToolkit.call(() -> {
            Stage stage = show(new Classifier(OtherNetwork.resting()));
            write(stage, "A", "a {}\na photo of a {}");
            write(stage, "B", "a photo of a {}\na {}");
            String words = Classifier.words(stage);
            assertTrue(words.contains(Messages.text("compare.undecided")), words);
            assertTrue(words.contains("B less A: 0.0 points"), words);
            assertTrue(words.contains("0 with A alone, 0 with B alone"), words);
            stage.close();
            return true;
        });
    }

    @Test
    void theNumbersAreThoseOfTheComparison() throws InterruptedException, TimeoutException {
        FxToolkit.call(() -> {
            OtherNetwork network = OtherNetwork.resting();
            Stage stage = show(new Classifier(network));
            write(stage, "A", "{}");
            write(stage, "B", "a drawing of a {}");
            PromptComparison expected = compare(network, "{}", "a drawing of a {}");
            assertTrue(expected.onlyA() != expected.onlyB(), "a case that differs");
            String words = Classifier.words(stage);
            assertTrue(
                    words.contains(Numbers.percent(expected.accuracyA()) + " with A, "
                            + Numbers.percent(expected.accuracyB()) + " with B"),
                    words);
            assertTrue(
                    words.contains(
                            "interval " + Numbers.points(expected.interval().low()) + " to "),
                    words);
            assertTrue(
                    words.contains(expected.onlyA() + " with A alone, " + expected.onlyB() + " with B alone"), words);
            stage.close();
            return true;
        });
    }

    @Test
    void aNetworkThatLearnsIsAskedAtAPressOnly() throws InterruptedException, TimeoutException {
        FxToolkit.call(() -> {
            FakeNetwork fake = FakeNetwork.of(3);
            Stage stage = show(new Classifier(fake));
            int asked = fake.asked();
            write(stage, "A", "a {}");
            assertEquals(asked, fake.asked());
            Classifier.button(stage, Messages.text("compare.go")).fire();
            assertEquals(asked + 1, fake.asked(), "images and both sets are one question");
            assertTrue(Classifier.words(stage).contains("Named right"), Classifier.words(stage));
            write(stage, "A", "{}");
            assertFalse(Classifier.words(stage).contains("Named right"), "no longer about these sets");
            stage.close();
            return true;
        });
    }

    @Test
    void whatIsWrongOrUnknownIsNamed() throws InterruptedException, TimeoutException {
        FxToolkit.call(() -> {
            Stage stage = show(new Classifier(OtherNetwork.resting()));
            write(stage, "A", "a sculpture of a {}");
            assertTrue(Classifier.words(stage).contains("does not know: sculpture."), Classifier.words(stage));
            write(stage, "A", "a photo of a photo of a photo of a photo of a photo of a {}");
            assertTrue(Classifier.words(stage).contains("is too long"), Classifier.words(stage));
            write(stage, "A", "a {}\nno place");
            assertTrue(Classifier.words(stage).contains("“no place” needs {}"), Classifier.words(stage));
            assertTrue(Classifier.button(stage, Messages.text("compare.go")).isDisabled());
            assertFalse(Classifier.words(stage).contains("Named right"), Classifier.words(stage));
            write(stage, "A", "");
            assertTrue(Classifier.words(stage).contains(Messages.text("compare.none")), Classifier.words(stage));
            stage.close();
            return true;
        });
    }
}
