// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.tools;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.app.FxToolkit;
import cliplab.app.classify.Bench;
import cliplab.app.classify.FakeNetwork;
import cliplab.app.classify.LabelRow;
import cliplab.app.classify.PictureItem;
import cliplab.app.platform.TaskRunner;
import cliplab.model.data.EvaluationSet;
import cliplab.model.data.PackedImages;
import cliplab.model.eval.Retrieval;
import cliplab.model.eval.Vectors;
import cliplab.model.eval.ZeroShotClassifier;
import cliplab.viz.text.Messages;
import cliplab.viz.text.Numbers;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Searching to and fro, on the headless platform. */
class RetrievalToolTest {
    @BeforeAll
    static void toolkit() throws InterruptedException {
        FxToolkit.start();
    }

    /** The tool in a window. */
    private static final class Room {
        final OtherNetwork network = OtherNetwork.resting();
        final EvaluationSet heldOut = network.data().evaluation();
        final Classifier classifier = new Classifier(network);
        final Stage stage;

        Room() {
            Bench bench = new Bench(
                    classifier.network, new TaskRunner(Runnable::run, Runnable::run), Runnable::run, problem -> {
                        throw new AssertionError(problem);
                    });
            stage = Classifier.show(new RetrievalTool(classifier.model, bench, Runnable::run));
        }

        void search(String text) {
            ((TextField) stage.getScene().lookup("#retrieval-text")).setText(text);
        }

        List<ToggleButton> tiles() {
            return Classifier.all(stage, ToggleButton.class);
        }

        /** Of every held-out image with a text. */
        float[] cosines(String text) {
            return network.ask(embedder ->
                            Vectors.cosines(embedder.embedTexts(List.of(text)), embedder.embedImages(heldOut.images())))
                    .join()[0];
        }
    }

    private static double cosine(ToggleButton tile) {
        return Double.parseDouble(tile.getText().lines().findFirst().orElseThrow());
    }

    @Test
    void theNearestImagesComeFirst() throws InterruptedException, TimeoutException {
        FxToolkit.call(() -> {
            Room room = new Room();
            room.search("a blue");
            List<ToggleButton> tiles = room.tiles();
            float[] cosines = room.cosines("a blue");
            float[] sorted = cosines.clone();
            Arrays.sort(sorted);
            double[] expected = new double[12];
            for (int i = 0; i < 12; i++) {
                expected[i] = Math.round(sorted[sorted.length - 1 - i] * 1e4) / 1e4;
            }
            assertArrayEquals(
                    expected,
                    tiles.stream().mapToDouble(RetrievalToolTest::cosine).toArray(),
                    1e-4);
            int best = Vectors.argMax(cosines);
            assertTrue(tiles.getFirst()
                    .getText()
                    .endsWith(room.heldOut.subjects().get(room.heldOut.subjectOf()[best])));
            assertFalse(tiles.getFirst().getAccessibleText().contains("sought"), "“a blue” names no class");
            room.stage.close();
            return true;
        });
    }

    @Test
    void aClassOrACaptionIsRightOrWrong() throws InterruptedException, TimeoutException {
        FxToolkit.call(() -> {
            Room room = new Room();
            for (String text : List.of("blue square", "A photo of a blue square.")) {
                room.search(text);
                List<ToggleButton> tiles = room.tiles();
                assertEquals(12, tiles.size());
                for (ToggleButton tile : tiles) {
                    assertEquals(
                            tile.getText().endsWith("blue square"),
                            tile.getAccessibleText().endsWith(", of the class sought"),
                            tile.getAccessibleText());
                }
                assertTrue(Classifier.words(room.stage).contains("are of the class “blue square”"));
            }
            room.stage.close();
            return true;
        });
    }

    @Test
    void wordsThatAreNotKnownAreNamed() throws InterruptedException, TimeoutException {
        FxToolkit.call(() -> {
            Room room = new Room();
            room.search("a crimson circle");
            assertTrue(Classifier.words(room.stage).contains("left out: crimson."), Classifier.words(room.stage));
            assertEquals(12, room.tiles().size());
            room.search("crimson");
            assertTrue(Classifier.words(room.stage).contains(Messages.text("retrieval.nothing")));
            assertEquals(List.of(), room.tiles());
            room.stage.close();
            return true;
        });
    }

    @Test
    void captionsAreThoseOfThePictureOrOfTheImageMarked() throws InterruptedException, TimeoutException {
        FxToolkit.call(() -> {
            Room room = new Room();
            room.classifier.with("sky.png", 20, 20, 230);
            String words = Classifier.words(room.stage);
            float[] image = room.network.ask(embedder -> embedder.embedImages(PackedImages.of(
                            List.of(FakeNetwork.plain("", 20, 20, 230).pixels()))))
                    .join()[0];
            float[][] captions = captions(room);
            Retrieval.Hit nearest = Retrieval.nearest(image, captions, 1).getFirst();
            String expected = room.heldOut.subjects().get(nearest.index()) + "\n" + Numbers.four(nearest.cosine());
            assertTrue(words.contains("“sky.png”: the 6 nearest of 16 captions.\n" + expected), words);

            room.search("red star");
            room.tiles().getFirst().fire();
            assertTrue(Classifier.words(room.stage).contains("Of held-out image"), Classifier.words(room.stage));
            room.tiles().getFirst().fire();
            assertTrue(Classifier.words(room.stage).contains("“sky.png”"), Classifier.words(room.stage));
            room.stage.close();
            return true;
        });
    }

    private static float[][] captions(Room room) {
        return room.network
                .ask(embedder -> new ZeroShotClassifier(
                                embedder, room.heldOut.subjects(), room.classifier.model.templates())
                        .vectors())
                .join();
    }

    @Test
    void anImageGoesToTheShelfAsItIs() throws InterruptedException, TimeoutException {
        FxToolkit.call(() -> {
            Room room = new Room();
            room.search("red star");
            assertTrue(Classifier.button(room.stage, Messages.text("retrieval.shelf"))
                    .isDisabled());
            room.tiles().getFirst().fire();
            Classifier.button(room.stage, Messages.text("retrieval.shelf")).fire();
            PictureItem item = room.classifier.model.gallery().items().getFirst();
            assertEquals(
                    item, room.classifier.model.gallery().selectedProperty().get());
            byte[] expected = new byte[room.heldOut.images().bytesPerImage()];
            room.heldOut.images().copyTo(Vectors.argMax(room.cosines("red star")), expected, 0);
            assertArrayEquals(expected, item.picture().pixels().pixels());
            room.stage.close();
            return true;
        });
    }

    @Test
    void theTableIsTheRetrievalOfTheHeldOutImages() throws InterruptedException, TimeoutException {
        FxToolkit.call(() -> {
            Room room = new Room();
            // One more caption, which takes no part in the table.
            room.classifier.model.labels().add(new LabelRow("blue"));
            float[][] images = room.network
                    .ask(embedder -> embedder.embedImages(room.heldOut.images()))
                    .join();
            Retrieval expected = Retrieval.of(images, captions(room), room.heldOut.subjectOf());
            String words = Classifier.words(room.stage);
            assertTrue(
                    words.contains("image → text\n"
                            + Numbers.percent(expected.imageToText().recallAt1()) + "\n"
                            + Numbers.percent(expected.imageToText().recallAt5())),
                    words);
            assertTrue(
                    words.contains("text → image\n"
                            + Numbers.percent(expected.textToImage().recallAt1())),
                    words);
            assertTrue(
                    words.contains("is the accuracy, "
                            + Numbers.percent(expected.imageToText().recallAt1())),
                    words);
            room.stage.close();
            return true;
        });
    }
}
