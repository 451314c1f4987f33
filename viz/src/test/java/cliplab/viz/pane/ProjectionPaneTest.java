// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.pane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.viz.projection.Projection;
import cliplab.viz.projection.ProjectionQuality;
import cliplab.viz.style.Palette;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProjectionPaneTest {
    private static final Projection LAYOUT = new Projection(
            Projection.Kind.STREAMING,
            7,
            new double[] {-1, -0.9, 1, 0, 0.5},
            new double[] {-1, 1, 0, 0, 0.5},
            0.1,
            200);
    private static final ProjectionQuality QUALITY = new ProjectionQuality(64, 0.99, 0.5, 0.97, 2, 1, 2);

    @BeforeAll
    static void start() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        try {
            Platform.startup(started::countDown);
        } catch (IllegalStateException _) {
            started.countDown();
        }
        assertTrue(started.await(30, TimeUnit.SECONDS));
        Platform.setImplicitExit(false);
    }

    private static void onFx(Runnable work) throws Exception {
        CompletableFuture.runAsync(work, Platform::runLater).get(30, TimeUnit.SECONDS);
    }

    private static ProjectionPane pane() {
        ProjectionPane pane = new ProjectionPane();
        Scene scene = new Scene(pane.frame(), 490, 320);
        pane.describe(List.of("red square", "blue star"), new int[] {0, 0, 1});
        pane.apply(Palette.LIGHT);
        scene.getRoot().applyCss();
        scene.getRoot().layout();
        return pane;
    }

    private static Label label(ProjectionPane pane, String style) {
        Label label = (Label) pane.frame().lookup(style);
        assertNotNull(label, style);
        return label;
    }

    private static Node canvas(ProjectionPane pane) {
        Node canvas = pane.frame().lookup(".map-canvas");
        assertNotNull(canvas);
        return canvas;
    }

    private static void type(Node node, KeyCode code) {
        Event.fireEvent(node, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
    }

    private static void click(Node node, double localX, double localY) {
        double x = node.localToScene(localX, localY).getX();
        double y = node.localToScene(localX, localY).getY();
        Event.fireEvent(
                node,
                new MouseEvent(
                        MouseEvent.MOUSE_CLICKED,
                        x,
                        y,
                        x,
                        y,
                        MouseButton.PRIMARY,
                        1,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        true,
                        null));
    }

    private static int colours(ProjectionPane pane) {
        WritableImage image = canvas(pane).snapshot(null, null);
        return (int) java.util.stream.IntStream.range(0, (int) (image.getWidth() * image.getHeight()))
                .map(i -> image.getPixelReader().getArgb(i % (int) image.getWidth(), i / (int) image.getWidth()))
                .distinct()
                .count();
    }

    @Test
    void drawsWhatItIsGivenAndSaysHowFarToTrustIt() throws Exception {
        onFx(() -> {
            ProjectionPane pane = pane();
            assertTrue(label(pane, ".map-hint").isVisible());
            int empty = colours(pane);
            pane.show(LAYOUT, QUALITY);
            assertFalse(label(pane, ".map-hint").isVisible());
            assertTrue(colours(pane) > empty + 10);
            assertEquals("streaming · epoch 7", label(pane, ".map-badge").getText());
            assertTrue(label(pane, ".map-note").isVisible());
            String status = label(pane, ".pane-status").getText();
            assertTrue(status.contains("0.50 here, 0.99 in 64-d") && status.contains("1/2"), status);
            pane.clear();
            assertEquals(empty, colours(pane));
        });
    }

    @Test
    void keysWalkThroughTheClasses() throws Exception {
        onFx(() -> {
            ProjectionPane pane = pane();
            pane.show(LAYOUT, QUALITY);
            Node canvas = canvas(pane);
            type(canvas, KeyCode.RIGHT);
            assertEquals(0, pane.selectedClassProperty().get());
            type(canvas, KeyCode.LEFT);
            assertEquals(1, pane.selectedClassProperty().get());
            assertTrue(canvas.getAccessibleText().contains("blue star"));
            type(canvas, KeyCode.ESCAPE);
            assertEquals(-1, pane.selectedClassProperty().get());
        });
    }

    @Test
    void aClickSelectsTheClassOfItsPointAndEmptySpaceNone() throws Exception {
        onFx(() -> {
            ProjectionPane pane = pane();
            pane.show(LAYOUT, QUALITY);
            ProjectionCanvas canvas = (ProjectionCanvas) canvas(pane);
            click(canvas, canvas.pixelX(2), canvas.pixelY(2));
            assertEquals(1, pane.selectedClassProperty().get());
            click(canvas, canvas.pixelX(3), canvas.pixelY(3));
            assertEquals(0, pane.selectedClassProperty().get());
            click(canvas, 3, 3);
            assertEquals(-1, pane.selectedClassProperty().get());
        });
    }

    @Test
    void zoomKeepsTheMiddleAndResets() throws Exception {
        onFx(() -> {
            ProjectionPane pane = pane();
            pane.show(LAYOUT, QUALITY);
            ProjectionCanvas canvas = (ProjectionCanvas) canvas(pane);
            double middle = canvas.pixelX(3);
            double edge = canvas.pixelX(0);
            type(canvas, KeyCode.PLUS);
            assertEquals(middle, canvas.pixelX(3), 1e-9);
            assertNotEquals(edge, canvas.pixelX(0));
            type(canvas, KeyCode.DIGIT0);
            assertEquals(edge, canvas.pixelX(0), 1e-9);
        });
    }

    @Test
    void settlingExchangesTheButtonForAProgressBar() throws Exception {
        onFx(() -> {
            ProjectionPane pane = pane();
            Node progress = pane.frame().lookup(".map-progress");
            assertNotNull(progress);
            assertFalse(progress.isVisible());
            pane.settling(0.5);
            assertTrue(progress.isVisible());
            pane.settling(-1);
            assertFalse(progress.isVisible());
        });
    }
}
