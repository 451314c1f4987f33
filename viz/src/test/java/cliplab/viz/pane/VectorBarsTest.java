// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.pane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.viz.figure.ProductReading;
import cliplab.viz.style.Palette;
import cliplab.viz.text.Messages;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bar codes and intervals on the headless platform. */
final class VectorBarsTest {
    private static final ProductReading READING =
            ProductReading.of(new float[] {0.5f, -0.5f, 0.5f, 0.5f}, new float[] {0.5f, 0.5f, -0.1f, 0.7f});

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

    private static Stage show(Region node, double width, double height) {
        Stage stage = new Stage();
        stage.setScene(new Scene(node, width, height));
        stage.show();
        node.applyCss();
        node.layout();
        return stage;
    }

    private static Node painted(Node node) {
        return node.lookup(".painted");
    }

    private static void press(VectorBars bars, KeyCode code) {
        Event.fireEvent(painted(bars), new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
    }

    private static String readOut(VectorBars bars) {
        return ((Label) bars.lookup(".vector-read-out")).getText();
    }

    private static ToggleButton toggle(VectorBars bars, String key) {
        return bars.lookupAll(".toggle-button").stream()
                .map(ToggleButton.class::cast)
                .filter(button -> button.getText().equals(Messages.text(key)))
                .findFirst()
                .orElseThrow();
    }

    private static Set<Color> colours(Node node, double fromX, double toX, double fromY, double toY) {
        WritableImage image = node.snapshot(null, null);
        PixelReader reader = image.getPixelReader();
        Set<Color> colours = new HashSet<>();
        for (int y = (int) (fromY * image.getHeight()); y < toY * image.getHeight(); y++) {
            for (int x = (int) (fromX * image.getWidth()); x < toX * image.getWidth(); x++) {
                colours.add(reader.getColor(x, y));
            }
        }
        return colours;
    }

    @Test
    void keysReadDimensionsInTheOrderDrawn() throws Exception {
        onFx(() -> {
            VectorBars bars = new VectorBars(Palette.LIGHT);
            bars.show(READING, "red circle");
            Stage stage = show(bars, 360, 280);
            assertEquals(Messages.text("vectors.read.hint"), readOut(bars));
            press(bars, KeyCode.HOME);
            press(bars, KeyCode.RIGHT);
            assertEquals("dimension 2: −0.500000 × 0.500000 = −0.250000", readOut(bars));
            toggle(bars, "vectors.order.contribution").fire();
            press(bars, KeyCode.HOME);
            assertEquals("dimension 4: 0.500000 × 0.700000 = 0.350000", readOut(bars));
            press(bars, KeyCode.END);
            assertEquals("dimension 2: −0.500000 × 0.500000 = −0.250000", readOut(bars));
            press(bars, KeyCode.RIGHT);
            assertEquals("dimension 2: −0.500000 × 0.500000 = −0.250000", readOut(bars), "stops at the end");
            press(bars, KeyCode.ESCAPE);
            assertEquals(Messages.text("vectors.read.hint"), readOut(bars));
            stage.close();
            return true;
        });
    }

    @Test
    void theLargestOfManyDimensionsIsSeenHoweverManyShareAPixel() throws Exception {
        onFx(() -> {
            float[] image = new float[4000];
            float[] label = new float[4000];
            Arrays.fill(image, 0.001f);
            Arrays.fill(label, 0.001f);
            image[1234] = 0.99f;
            label[1234] = -0.99f;
            VectorBars bars = new VectorBars(Palette.LIGHT);
            bars.show(ProductReading.of(image, label), "red circle");
            Stage stage = show(bars, 360, 280);
            Color lowest = Palette.fx(Palette.LIGHT.scaleLow());
            // The third strip of five, left of the legend.
            Set<Color> colours = colours(painted(bars), 0.25, 0.4, 0.36, 0.52);
            assertTrue(
                    colours.stream().anyMatch(colour -> distance(colour, lowest) < 0.25),
                    () -> "no cell of " + lowest + " in " + colours);
            stage.close();
            return true;
        });
    }

    private static double distance(Color a, Color b) {
        return Math.max(
                Math.abs(a.getRed() - b.getRed()),
                Math.max(Math.abs(a.getGreen() - b.getGreen()), Math.abs(a.getBlue() - b.getBlue())));
    }

    @Test
    void anIntervalThatHoldsZeroIsNotInTheAccentColour() throws Exception {
        onFx(() -> {
            IntervalBar bar = new IntervalBar(Palette.LIGHT);
            Stage stage = show(bar, 360, 46);
            bar.show(-0.01, 0.02, 0.05);
            assertFalse(accented(bar));
            assertTrue(painted(bar).getAccessibleText().contains("+2.0 points, interval from −1.0 to +5.0"));
            bar.show(0.01, 0.02, 0.05);
            assertTrue(accented(bar));
            stage.close();
            return true;
        });
    }

    private static boolean accented(IntervalBar bar) {
        PaintedRegion region = (PaintedRegion) painted(bar);
        region.requestLayout();
        region.layout();
        return colours(region, 0, 1, 0, 1).contains(Palette.fx(Palette.LIGHT.accent()));
    }
}
