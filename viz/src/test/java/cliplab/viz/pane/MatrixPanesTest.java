// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.pane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.viz.figure.BatchReading;
import cliplab.viz.figure.BatchView;
import cliplab.viz.figure.CellGrid;
import cliplab.viz.figure.LayerRow;
import cliplab.viz.figure.SimilarityView;
import cliplab.viz.style.Palette;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.image.Image;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class MatrixPanesTest {
    private static final int SIZE = 4;
    private static final List<String> NAMES = List.of("red circle", "red star", "blue circle", "blue star");

    @BeforeAll
    static void startToolkit() throws Exception {
        CompletableFuture<Void> started = new CompletableFuture<>();
        try {
            Platform.startup(() -> started.complete(null));
        } catch (IllegalStateException alreadyRunning) {
            started.complete(null);
        }
        started.get(30, TimeUnit.SECONDS);
        Platform.setImplicitExit(false);
    }

    @AfterEach
    void closeWindows() throws Exception {
        onFx(() -> {
            List.copyOf(Window.getWindows()).forEach(Window::hide);
            return null;
        });
    }

    private static <T> T onFx(Callable<T> work) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                result.complete(work.call());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        return result.get(60, TimeUnit.SECONDS);
    }

    /** Each image of another colour. */
    private static Image image(int index) {
        WritableImage image = new WritableImage(2, 2);
        for (int i = 0; i < 4; i++) {
            image.getPixelWriter().setColor(i % 2, i / 2, Color.hsb(60.0 * index, 1, 0.9));
        }
        return image;
    }

    /** Row 3 is taken for caption 2. Classes are 10 above the index, so that the two are not confused. */
    private static SimilarityView matrix() {
        float[][] cosines = new float[SIZE][SIZE];
        for (int row = 0; row < SIZE; row++) {
            cosines[row][row] = 0.5f;
        }
        cosines[3][2] = 0.7f;
        int[] classes = {10, 11, 12, 13};
        return new SimilarityView(NAMES, NAMES, classes, classes, cosines, 0.07, new int[0][]);
    }

    private static List<Image> images() {
        return IntStream.range(0, SIZE).mapToObj(MatrixPanesTest::image).toList();
    }

    private static void laidOut(Parent root) {
        Stage stage = new Stage();
        stage.setScene(new Scene(root, 600, 420));
        stage.show();
        root.applyCss();
        root.layout();
    }

    private static Node canvas(PaneFrame frame) {
        Node canvas = frame.lookup(".painted");
        assertTrue(canvas instanceof PaintedRegion);
        return canvas;
    }

    private static int colours(Node node) {
        WritableImage picture = node.snapshot(null, null);
        int width = (int) picture.getWidth();
        int height = (int) picture.getHeight();
        int[] pixels = new int[width * height];
        picture.getPixelReader()
                .getPixels(0, 0, width, height, javafx.scene.image.PixelFormat.getIntArgbInstance(), pixels, 0, width);
        Set<Integer> different = new HashSet<>();
        Arrays.stream(pixels).forEach(different::add);
        return different.size();
    }

    /** @param x within the node, in pixels */
    private static void click(Node node, double x, double y) {
        Point2D place = node.localToScene(x, y);
        Event.fireEvent(
                node,
                new MouseEvent(
                        MouseEvent.MOUSE_CLICKED,
                        place.getX(),
                        place.getY(),
                        place.getX(),
                        place.getY(),
                        MouseButton.PRIMARY,
                        1,
                        false,
                        false,
                        false,
                        false,
                        true,
                        false,
                        false,
                        true,
                        false,
                        true,
                        null));
    }

    private static void key(Node node, KeyCode code) {
        Event.fireEvent(node, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
    }

    private static String status(PaneFrame frame) {
        return ((Label) frame.getBottom()).getText();
    }

    @Test
    void theHeatmapIsPaintedAndSumsItselfUp() throws Exception {
        onFx(() -> {
            SimilarityPane pane = new SimilarityPane(Palette.LIGHT);
            assertFalse(pane.frame().lookup(".painted").isVisible());
            pane.show(matrix(), images());
            laidOut(pane.frame());
            Node canvas = canvas(pane.frame());
            assertTrue(colours(canvas) > 20, "a heatmap has many colours");
            assertEquals(
                    "3 of 4 nearest their own caption · smallest margin −0.20 (blue star, behind blue circle)",
                    canvas.getAccessibleText());
            pane.clear();
            assertFalse(canvas.isVisible());
            return null;
        });
    }

    @Test
    void aClickSelectsTheClassOfItsRowAndACaptionThatOfItsColumn() throws Exception {
        onFx(() -> {
            SimilarityPane pane = new SimilarityPane(Palette.DARK);
            pane.show(matrix(), images());
            laidOut(pane.frame());
            Node canvas = canvas(pane.frame());
            CellGrid grid = pane.grid();
            // One pixel for the border of the focus.
            click(canvas, grid.x(1) + 6, grid.y(3) + 6);
            assertEquals(13, pane.selectedClassProperty().get());
            click(canvas, grid.x(1) + 6, grid.y(0) - 5);
            assertEquals(11, pane.selectedClassProperty().get());
            click(canvas, grid.x(0) - 9, grid.y(2) + 6);
            assertEquals(12, pane.selectedClassProperty().get());
            click(canvas, grid.x(0) - 9, grid.y(2) + 6);
            assertEquals(-1, pane.selectedClassProperty().get());
            return null;
        });
    }

    @Test
    void arrowsReadACellAndEnterSelectsIt() throws Exception {
        onFx(() -> {
            SimilarityPane pane = new SimilarityPane(Palette.LIGHT);
            pane.show(matrix(), images());
            laidOut(pane.frame());
            Node canvas = canvas(pane.frame());
            IntStream.range(0, 4).forEach(_ -> key(canvas, KeyCode.DOWN));
            IntStream.range(0, 2).forEach(_ -> key(canvas, KeyCode.RIGHT));
            String text = canvas.getAccessibleText();
            assertTrue(text.startsWith("blue star with “blue circle”: cosine 0.70, softmax 94."), text);
            assertTrue(text.contains("rank 1 of 4"), text);
            key(canvas, KeyCode.ENTER);
            assertEquals(13, pane.selectedClassProperty().get());
            // The first closes the card.
            key(canvas, KeyCode.ESCAPE);
            key(canvas, KeyCode.ESCAPE);
            assertEquals(-1, pane.selectedClassProperty().get());
            return null;
        });
    }

    @Test
    void aSmallerMatrixLetsTheOldCellGo() throws Exception {
        onFx(() -> {
            SimilarityPane pane = new SimilarityPane(Palette.LIGHT);
            pane.show(matrix(), images());
            laidOut(pane.frame());
            Node canvas = canvas(pane.frame());
            IntStream.range(0, 4).forEach(_ -> key(canvas, KeyCode.DOWN));
            int[] one = {10};
            pane.show(
                    new SimilarityView(
                            List.of("red circle"), NAMES.subList(0, 1), one, one, new float[1][1], 1, new int[0][]),
                    List.of(image(0)));
            assertEquals("1 of 1 nearest their own caption", status(pane.frame()));
            return null;
        });
    }

    private static BatchView batch() {
        float[][] logits = {{5, 0, 5, 1}, {0, 1, 0, 4}, {5, 0, 5, 1}, {0, 1, 0, 3}};
        return new BatchView(
                1_200,
                List.of("red circle", "red star", "red circle", "blue star"),
                new int[] {0, 1, 0, 3},
                new int[] {10, 11, 10, 13},
                logits);
    }

    @Test
    void theBatchIsPaintedAndExplained() throws Exception {
        onFx(() -> {
            BatchPane pane = new BatchPane(Palette.LIGHT);
            pane.show(batch(), BatchReading.of(batch()), MatrixPanesTest::image);
            laidOut(pane.frame());
            Node canvas = canvas(pane.frame());
            assertTrue(colours(canvas) > 6);
            assertEquals(
                    "Step 1,200: 4 pairs, 3 distinct captions; 3 matched right, 2 have duplicates",
                    canvas.getAccessibleText());
            key(canvas, KeyCode.RIGHT);
            key(canvas, KeyCode.RIGHT);
            String text = canvas.getAccessibleText();
            assertTrue(text.startsWith("red star, matched with “blue star”; rank of its own caption 2 of 3"), text);
            key(canvas, KeyCode.ENTER);
            assertEquals(11, pane.selectedClassProperty().get());
            return null;
        });
    }

    @Test
    void theHardestNegativeSelectsItsImage() throws Exception {
        onFx(() -> {
            BatchPane pane = new BatchPane(Palette.LIGHT);
            pane.show(batch(), BatchReading.of(batch()), MatrixPanesTest::image);
            laidOut(pane.frame());
            ListView<?> list = (ListView<?>) pane.frame().lookup(".hard-negatives-list");
            list.getSelectionModel().select(0);
            assertEquals(11, pane.selectedClassProperty().get());
            click(canvas(pane.frame()), 10, 10);
            assertEquals(10, pane.selectedClassProperty().get());
            return null;
        });
    }

    @Test
    void imagesOfABatchAreAskedForOnce() throws Exception {
        onFx(() -> {
            int[] asked = new int[SIZE];
            BatchPane pane = new BatchPane(Palette.LIGHT);
            pane.show(batch(), BatchReading.of(batch()), index -> {
                asked[index]++;
                return image(index);
            });
            laidOut(pane.frame());
            pane.apply(Palette.DARK);
            pane.frame().resize(500, 300);
            pane.frame().layout();
            assertEquals(List.of(1, 1, 1, 1), Arrays.stream(asked).boxed().toList());
            return null;
        });
    }

    @Test
    void theNetworkSumsUpAndItsDiagramFindsLayers() throws Exception {
        onFx(() -> {
            NetworkPane pane = new NetworkPane();
            pane.show(List.of(
                    new LayerRow("Image encoder", "conv 1", "32×16×16", "32×3×3×3 + 32", 896),
                    new LayerRow("Image encoder", "norm 1", "32×16×16", "32 + 32", 64),
                    new LayerRow("Text encoder", "embedding", "3×64", "10×64", 640),
                    new LayerRow("Logit scale", "logit scale", "1", "1", 1)));
            laidOut(pane.frame());
            assertEquals("4 layers, 1,601 parameters", status(pane.frame()));
            TableView<?> table = (TableView<?>) pane.frame().lookup(".network-table");
            assertEquals(7, table.getItems().size());
            Set<Node> boxes = pane.frame().lookupAll(".network-box");
            // image, conv 1 with norm 1, vector; words, embedding, vector; cosine × scale, loss
            assertEquals(8, boxes.size());
            Node conv = boxes.stream()
                    .filter(box -> String.valueOf(box.getAccessibleText()).startsWith("conv 1, norm 1"))
                    .findFirst()
                    .orElseThrow();
            conv.requestFocus();
            pane.frame().applyCss();
            pane.frame().layout();
            long lit = pane.frame().lookupAll(".table-row-cell").stream()
                    .filter(row -> row.getPseudoClassStates().stream()
                            .anyMatch(state -> state.getPseudoClassName().equals("lit")))
                    .count();
            assertEquals(2, lit);
            return null;
        });
    }
}
