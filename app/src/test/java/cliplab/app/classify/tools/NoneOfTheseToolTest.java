// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.app.FxToolkit;
import cliplab.app.classify.AskedNetwork;
import cliplab.app.classify.Bench;
import cliplab.app.classify.ClassifierModel;
import cliplab.app.classify.FakeNetwork;
import cliplab.app.classify.LabelRow;
import cliplab.app.classify.PictureItem;
import cliplab.app.classify.images.PictureSource;
import cliplab.app.platform.TaskRunner;
import cliplab.model.data.Picture;
import cliplab.model.eval.Interval;
import cliplab.model.eval.NoneThreshold;
import cliplab.model.eval.NoneThreshold.Positives;
import cliplab.model.eval.NoneThreshold.Share;
import cliplab.model.eval.Roc;
import cliplab.model.eval.ZeroShotAnswer;
import cliplab.viz.pane.Repainter;
import cliplab.viz.text.Messages;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The threshold for "none of these": when it is measured, what it does to the answer, and what is said of it. */
class NoneOfTheseToolTest {
    private final FakeNetwork network = FakeNetwork.of(1);
    private final ObjectProperty<@Nullable AskedNetwork> asked = new SimpleObjectProperty<>(network);
    private final ClassifierModel model = new ClassifierModel(asked, Runnable::run);
    private final TaskRunner tasks = new TaskRunner(Runnable::run, Runnable::run);
    private final Bench bench = new Bench(asked, tasks, Runnable::run, NoneOfTheseToolTest::failed);
    private final NoneViewModel none = new NoneViewModel(model, bench, tasks, NoneOfTheseToolTest::failed);

    private static void failed(Throwable problem) {
        throw new AssertionError(problem);
    }

    @BeforeAll
    static void toolkit() throws InterruptedException {
        FxToolkit.start();
    }

    private NoneThreshold threshold() {
        return Objects.requireNonNull(none.thresholdProperty().get());
    }

    @Test
    void nothingIsMeasuredUntilSomeoneLooks() {
        int before = network.asked();
        assertNull(none.thresholdProperty().get());
        none.seen(true);
        assertEquals(before + 1, network.asked());
        assertEquals(240, threshold().calibration().of());
        assertTrue(threshold().calibration().count() <= 12, "5 % of 240");
        assertEquals(480, threshold().positives().orElseThrow().accepted().of());
        none.seen(false);
        asked.set(FakeNetwork.of(1));
        FakeNetwork other = FakeNetwork.of(8);
        int askedByModel = network.asked();
        asked.set(other);
        assertEquals(askedByModel, network.asked());
        assertEquals(1, other.asked(), "the labels alone");
    }

    @Test
    void theAnswerHeedsTheThresholdOnlyWhileSwitchedOn() {
        none.seen(true);
        assertNull(model.thresholdProperty().get());
        none.inForceProperty().set(true);
        assertEquals((double) threshold().threshold(), model.thresholdProperty().get());
        none.rateProperty().set(0.5);
        NoneThreshold loose = threshold();
        assertEquals((double) loose.threshold(), model.thresholdProperty().get());
        none.rateProperty().set(0.01);
        assertTrue(threshold().threshold() > loose.threshold(), "fewer accepted, a higher threshold");
        none.inForceProperty().set(false);
        assertNull(model.thresholdProperty().get());
    }

    @Test
    void aThresholdInForceIsKeptUpToDateThoughNobodyLooks() {
        none.seen(true);
        none.inForceProperty().set(true);
        none.seen(false);
        double before = Objects.requireNonNull(model.thresholdProperty().get());
        model.labels().setAll(new LabelRow("blue star"));
        double after = Objects.requireNonNull(model.thresholdProperty().get());
        assertNotEquals(before, after, "other labels");
        FakeNetwork other = FakeNetwork.of(8);
        other.hold();
        asked.set(other);
        assertNull(model.thresholdProperty().get(), "not that of another network");
        while (other.waiting() > 0) {
            other.answer();
        }
        assertNotNull(model.thresholdProperty().get());
        model.labels().clear();
        assertNull(model.thresholdProperty().get(), "nothing to compare with");
    }

    @Test
    void labelsNameAClassAsTheNetworkReadsThem() {
        none.seen(true);
        model.labels().setAll(new LabelRow("  Red   CIRCLE "));
        assertEquals(30, threshold().positives().orElseThrow().accepted().of());
        model.labels().setAll(new LabelRow("red"), new LabelRow("a crimson circle"));
        assertEquals(Optional.empty(), threshold().positives());
    }

    private static NoneThreshold example(int accepted, Optional<Positives> positives) {
        return new NoneThreshold(
                0.05,
                0.8125f,
                new Share(12, 240),
                new Share(accepted, 240),
                new Interval(5, 22),
                new Interval(0.032, 0.096),
                positives);
    }

    @Test
    void sentencesSayTheNumbersAndWhetherTheyAreToBeExpected() {
        NoneThreshold holds = example(14, Optional.of(new Positives(new Share(470, 480), new Share(468, 470))));
        assertEquals("The threshold: a best cosine above 0.8125 is accepted.", NoneSentences.threshold(holds, false));
        assertEquals(
                "It was set on 240 strangers, of which it accepts 12 (5.0\u00a0%).", NoneSentences.calibration(holds));
        assertEquals(
                "Of 240 other strangers it accepts 14 (5.8\u00a0%). 95 of 100 such counts lie from 5 to 22, and this one does."
                        + " By this count alone the rate is 3.2\u00a0% to 9.6\u00a0% (95\u00a0% interval).",
                NoneSentences.setAside(holds));
        assertTrue(NoneSentences.setAside(example(30, Optional.empty())).contains("and this one does not."));
        assertEquals(
                "Of 480 held-out images whose class is among the labels it accepts 470 (97.9\u00a0%), 468 of them with their"
                        + " own label first.",
                NoneSentences.positives(holds, Optional.empty()));
        assertEquals(
                " An image that belongs scores above a stranger in 75.0\u00a0% of all pairs (area under the curve).",
                NoneSentences.positives(holds, Optional.of(new Roc(new double[] {0, 1}, new double[] {0.5, 1}, 0.75)))
                        .substring(
                                NoneSentences.positives(holds, Optional.empty()).length()));
        assertTrue(NoneSentences.positives(example(14, Optional.empty()), Optional.empty())
                .startsWith("None of the labels is a class"));
    }

    @Test
    void theSentenceAboutThePictureIsAboutTheLabelsGiven() {
        NoneThreshold chosen = example(14, Optional.empty());
        List<String> labels = List.of("red circle", "blue star");
        assertEquals(
                "This image: best cosine 0.9300, above the threshold, so it is accepted. Of the labels given,"
                        + " “blue star” fits best.",
                NoneSentences.picture(chosen, ZeroShotAnswer.of(labels, new float[] {0.1f, 0.93f}, 0.07)));
        assertEquals(
                "This image: best cosine 0.8125, not above the threshold, so none of the labels given fits.",
                NoneSentences.picture(chosen, ZeroShotAnswer.of(labels, new float[] {0.8125f, 0.1f}, 0.07)));
        assertTrue(NoneSentences.picture(chosen, null).startsWith("Choose an image"));
    }

    private static <T extends Node> T find(Node root, Class<T> type) {
        return root.lookupAll("*").stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> texts(Node root) {
        return root.lookupAll(".label").stream()
                .filter(Node::isVisible)
                .map(label -> ((Labeled) label).getText())
                .toList();
    }

    @Test
    void theToolSaysWhatItWaitsForAndFollowsThePicture() throws InterruptedException, TimeoutException {
        FxToolkit.call(() -> {
            NoneOfTheseTool tool =
                    new NoneOfTheseTool(model, bench, tasks, new Repainter(), NoneOfTheseToolTest::failed);
            Scene scene = new Scene(new StackPane(tool.node()), 380, 420);
            scene.getRoot().applyCss();
            scene.getRoot().layout();
            assertFalse(texts(scene.getRoot()).toString().contains("best cosine"));
            tool.shown(true);
            assertTrue(texts(scene.getRoot()).contains(Messages.text("none.picture.none")));
            Picture red = FakeNetwork.plain("red", 255, 0, 0);
            PictureItem item = new PictureItem(new PictureSource.OfPixels("red", red.pixels()), red);
            model.gallery().items().add(item);
            model.gallery().selectedProperty().set(item);
            assertTrue(texts(scene.getRoot()).stream().anyMatch(text -> text.startsWith("This image:")));
            find(scene.getRoot(), CheckBox.class).fire();
            double usual = Objects.requireNonNull(model.thresholdProperty().get());
            Slider slider = find(scene.getRoot(), Slider.class);
            slider.setValue(slider.getMax());
            assertTrue(texts(scene.getRoot()).contains("50.0\u00a0%"));
            assertTrue(Objects.requireNonNull(model.thresholdProperty().get()) < usual);
            asked.set(null);
            assertNull(model.thresholdProperty().get());
            assertFalse(texts(scene.getRoot()).toString().contains("best cosine"));
            return true;
        });
    }
}
