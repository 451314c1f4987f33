// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.app.FxToolkit;
import cliplab.app.classify.FakeNetwork;
import cliplab.app.classify.LabelRow;
import cliplab.app.classify.Reading;
import cliplab.viz.style.Palette;
import cliplab.viz.text.Messages;
import cliplab.viz.text.Numbers;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.ComboBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The tool of the vectors, on the headless platform. */
class VectorsToolTest {
    @BeforeAll
    static void toolkit() throws InterruptedException {
        FxToolkit.start();
    }

    private static int label(Reading reading, String text) {
        return reading.labels().indexOf(text);
    }

    @Test
    void theWordsGiveTheCosineOfTheLabelChosen() throws InterruptedException, TimeoutException {
        FxToolkit.call(() -> {
            Classifier classifier = new Classifier(FakeNetwork.of(1)).with("red", 230, 20, 20);
            VectorsTool tool = new VectorsTool(classifier.model, Palette.LIGHT);
            Stage stage = Classifier.show(tool);
            Reading reading =
                    Objects.requireNonNull(classifier.model.readingProperty().get());
            String best = Objects.requireNonNull(
                            classifier.model.answerProperty().get())
                    .top();
            String words = Classifier.words(stage);
            assertTrue(words.contains("Length of the image's vector 1.000000, of the label's 1.000000"), words);
            assertTrue(
                    words.contains(Numbers.six(reading.cosines()[label(reading, best)]) + ": the cosine with “" + best),
                    words);

            ComboBox<?> combo = Classifier.all(stage, ComboBox.class).getFirst();
            combo.getSelectionModel().select(1 + label(reading, "blue star"));
            words = Classifier.words(stage);
            String cosine = Numbers.six(reading.cosines()[label(reading, "blue star")]);
            assertTrue(words.contains(cosine + ": the cosine with “blue star”"), words);

            List<LabelRow> rows = classifier.model.labels();
            rows.remove(label(reading, "blue star"));
            assertEquals(0, combo.getSelectionModel().getSelectedIndex(), "back to the best one");
            assertTrue(Classifier.words(stage).contains("the cosine with “" + best), Classifier.words(stage));
            stage.close();
            return true;
        });
    }

    @Test
    void withoutAPictureThereAreNoVectors() throws InterruptedException, TimeoutException {
        FxToolkit.call(() -> {
            Classifier classifier = new Classifier(FakeNetwork.of(1));
            Stage stage = Classifier.show(new VectorsTool(classifier.model, Palette.LIGHT));
            assertEquals(Messages.text("vectors.empty"), Classifier.words(stage));
            classifier.with("red", 230, 20, 20);
            assertTrue(Classifier.words(stage).contains("Length of the image's vector"), Classifier.words(stage));
            stage.close();
            return true;
        });
    }
}
