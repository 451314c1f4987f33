// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.app.cli.WindowOpener.Witness;
import cliplab.app.platform.ErrorReporter;
import cliplab.app.platform.OneWindow;
import cliplab.app.settings.Purpose;
import cliplab.app.settings.WindowOptions;
import cliplab.app.training.RunObserver;
import cliplab.app.training.RunState;
import cliplab.app.training.TrainingViewModel;
import cliplab.model.runtime.Folders;
import cliplab.model.train.StepMetrics;
import cliplab.viz.pane.PaneFrame;
import cliplab.viz.text.Messages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.PopupWindow;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.testfx.util.WaitForAsyncUtils;

/** The real window on the headless platform, with the real engine, and hands for it. For the test's thread. */
final class LabWindow implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;
    /** Wide enough for all panes; the headless screen's memory has room for no higher one. */
    private static final int WIDTH = 1600;

    private static final int HEIGHT = 900;

    private final ErrorReporter errors;
    private final OneWindow one;
    private final CliplabApp app;
    private final Stage stage;
    private final AppContext context;
    private final List<StepMetrics> steps = new ArrayList<>(); // FX thread only

    /** @param home where it keeps everything but the engine's libraries, which stay where they are unpacked already */
    LabWindow(Path home) throws InterruptedException, TimeoutException {
        this(home, WIDTH, HEIGHT);
    }

    LabWindow(Path home, int width, int height) throws InterruptedException, TimeoutException {
        FxToolkit.start();
        Folders folders = new Folders(
                home.resolve("data"),
                home.resolve("config"),
                Folders.ofThisSystem().cache());
        errors = new ErrorReporter(folders.data().resolve("logs"));
        WindowOptions options =
                new WindowOptions(null, 1, "cpu", new WindowOptions.Size(width, height), new Purpose.Work());
        one = OneWindow.below(home.resolve("cache"));
        app = new CliplabApp(folders, options, errors, Witness.NOBODY, one);
        stage = FxToolkit.call(() -> {
            Thread.currentThread().setUncaughtExceptionHandler(errors);
            Stage made = new Stage();
            app.start(made);
            return made;
        });
        context = Objects.requireNonNull(app.context());
        FxToolkit.call(() -> {
            context.training().addObserver(new RunObserver() {
                @Override
                public void cleared() {
                    steps.clear();
                }

                @Override
                public void step(StepMetrics metrics) {
                    steps.add(metrics);
                }
            });
            return true;
        });
    }

    AppContext context() {
        return context;
    }

    TrainingViewModel training() {
        return context.training();
    }

    Scene scene() {
        return stage.getScene();
    }

    /** Steps of the run shown, as the panes hear them. */
    List<StepMetrics> steps() throws InterruptedException, TimeoutException {
        return FxToolkit.call(() -> List.copyOf(steps));
    }

    long step() throws InterruptedException, TimeoutException {
        List<StepMetrics> made = steps();
        return made.isEmpty() ? 0 : made.getLast().step();
    }

    RunState state() throws InterruptedException, TimeoutException {
        return FxToolkit.call(() -> training().stateProperty().get());
    }

    /** Where the run that is shown is written. */
    Path runFolder() throws InterruptedException, TimeoutException {
        return FxToolkit.call(() ->
                Objects.requireNonNull(Objects.requireNonNull(training().run()).folder()));
    }

    /** Waits for something to be true on the FX thread. */
    void await(String what, Callable<Boolean> condition) throws InterruptedException, TimeoutException {
        try {
            WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS, () -> FxToolkit.call(condition));
        } catch (TimeoutException e) {
            throw new AssertionError("never: " + what + "; the run is " + state() + " at step " + step(), e);
        }
    }

    void awaitState(RunState state) throws InterruptedException, TimeoutException {
        await("the state " + state, () -> training().stateProperty().get() == state);
    }

    void awaitStep(long step) throws InterruptedException, TimeoutException {
        await("step " + step, () -> !steps.isEmpty() && steps.getLast().step() >= step);
    }

    /** Presses a key with the system's own shortcut key held. */
    void shortcut(KeyCode code) throws InterruptedException, TimeoutException {
        shortcut(code, false);
    }

    void shortcut(KeyCode code, boolean shift) throws InterruptedException, TimeoutException {
        boolean mac = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac");
        press(code, shift, !mac, mac);
    }

    void press(KeyCode code) throws InterruptedException, TimeoutException {
        press(code, false, false, false);
    }

    void press(KeyCode code, boolean shift, boolean control, boolean meta)
            throws InterruptedException, TimeoutException {
        FxToolkit.call(() -> {
            for (EventType<KeyEvent> type : List.of(KeyEvent.KEY_PRESSED, KeyEvent.KEY_RELEASED)) {
                Node focused = scene().getFocusOwner();
                Event.fireEvent(
                        focused == null ? scene() : focused,
                        new KeyEvent(type, "", "", code, shift, control, false, meta));
            }
            return true;
        });
    }

    <T extends Node> T find(Class<T> type, Predicate<T> fits) throws InterruptedException, TimeoutException {
        return FxToolkit.call(() -> {
            T found = all(type).stream().filter(fits).findFirst().orElse(null);
            assertNotNull(found, type::getSimpleName);
            return Objects.requireNonNull(found);
        });
    }

    /** Every node of a type in the window; FX thread. */
    <T extends Node> List<T> all(Class<T> type) {
        return scene().getRoot().lookupAll("*").stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    PaneFrame pane(String titleKey) throws InterruptedException, TimeoutException {
        return find(PaneFrame.class, pane -> pane.name().equals(Messages.text(titleKey)));
    }

    static int[] pixels(Node node) throws InterruptedException, TimeoutException {
        return FxToolkit.call(() -> {
            WritableImage image = node.snapshot(null, null);
            PixelReader reader = image.getPixelReader();
            int width = (int) image.getWidth();
            int[] pixels = new int[width * (int) image.getHeight()];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = reader.getArgb(i % width, i / width);
            }
            return pixels;
        });
    }

    static int colours(int[] pixels) {
        Set<Integer> colours = new HashSet<>();
        for (int pixel : pixels) {
            colours.add(pixel);
        }
        return colours.size();
    }

    /** Windows other than this one, popups left out; FX thread. */
    List<Window> dialogs() {
        return Window.getWindows().stream()
                .filter(window -> !window.equals(stage) && !(window instanceof PopupWindow))
                .toList();
    }

    /** As when files come from outside. */
    void drop(List<Path> files) throws InterruptedException, TimeoutException {
        Drop.onto(scene().getRoot(), files);
    }

    /** Waits for a notification, or a dialog, that says a sentence. */
    void awaitWords(String words) throws InterruptedException, TimeoutException {
        await(
                "the words " + words,
                () -> Window.getWindows().stream()
                        .flatMap(shown -> shown.getScene().getRoot().lookupAll(".label").stream())
                        .anyMatch(node -> node instanceof Labeled label
                                && label.getText() != null
                                && label.getText().replace('\n', ' ').contains(words)));
    }

    /** As a person closes it; everything has to be put away in good order, without a word to the person. */
    @Override
    public void close() {
        try {
            end();
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException("the window does not close", e);
        }
    }

    private void end() throws InterruptedException, TimeoutException {
        List<String> said = FxToolkit.call(() -> {
            List<String> titles = dialogs().stream().map(Window::toString).toList();
            List.copyOf(dialogs()).forEach(Window::hide);
            stage.close();
            return titles;
        });
        assertFalse(stage.isShowing());
        context.shutdown();
        errors.close();
        one.close();
        assertTrue(said.isEmpty(), () -> "dialogs were open: " + said);
    }
}
