// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app;

import cliplab.app.cli.WindowOpener.NoDisplayException;
import cliplab.app.cli.WindowOpener.Witness;
import cliplab.app.platform.ErrorReporter;
import cliplab.app.platform.FirstFrame;
import cliplab.app.platform.Fonts;
import cliplab.app.settings.Purpose;
import cliplab.app.settings.WindowOptions;
import cliplab.app.shell.MainWindow;
import cliplab.model.runtime.Folders;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/**
 * The window's life. The main thread opens it, waits until it is closed, and then puts everything away, so that nothing has to wait
 * on the FX thread. Started through {@link Platform#startup}, which unlike launch takes an object with its arguments.
 */
public final class CliplabApp extends Application {
    private static final long REHEARSAL_SECONDS = 30;
    /** Kept, because a logger that nobody holds forgets its filter and level. */
    private static final Logger JAVAFX = Logger.getLogger("javafx");
    /** Tells of every iteration of a fit. */
    private static final Logger SMILE = Logger.getLogger("smile");

    private final Folders folders;
    private final WindowOptions options;
    private final ErrorReporter errors;
    private final Witness witness;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private @Nullable AppContext context;

    CliplabApp(Folders folders, WindowOptions options, ErrorReporter errors, Witness witness) {
        this.folders = folders;
        this.options = options;
        this.errors = errors;
        this.witness = witness;
    }

    /** Opens the window and returns when it is closed and everything is put away. Once in a process. */
    static void open(WindowOptions options, Witness witness) throws NoDisplayException {
        requireDisplay(System.getProperty("os.name", ""), System.getProperty("glass.platform"), System.getenv());
        Folders folders = Folders.ofThisSystem();
        try (ErrorReporter errors = new ErrorReporter(folders.data().resolve("logs"))) {
            errors.install();
            prepareToolkit(folders);
            CliplabApp app = new CliplabApp(folders, options, errors, witness);
            try {
                Platform.startup(app::begin);
            } catch (RuntimeException | LinkageError e) {
                throw new NoDisplayException("JavaFX does not start (" + e.getMessage() + ").", e);
            }
            app.awaitClose();
        }
    }

    /** JavaFX itself would print a stack trace first. */
    static void requireDisplay(String system, @Nullable String glass, Map<String, String> environment)
            throws NoDisplayException {
        boolean display = !environment.getOrDefault("DISPLAY", "").isEmpty()
                || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
        if (system.equals("Linux") && !display && !"Headless".equals(glass)) {
            throw new NoDisplayException("neither DISPLAY nor WAYLAND_DISPLAY is set.");
        }
    }

    /** What the toolkit reads when it starts; what a person set stays. */
    private static void prepareToolkit(Folders folders) {
        System.setProperty("java.awt.headless", "true"); // charts draw with AWT's classes, never to a screen of AWT
        Map.of(
                        // Else JavaFX leaves a folder .openjfx beside a person's own files.
                        "javafx.cachedir",
                        folders.cache().resolve("javafx").toString(),
                        // Coloured fringes look wrong on dark, when scaled and in photographs.
                        "prism.lcdtext",
                        "false")
                .forEach((name, value) -> System.setProperty(name, System.getProperty(name, value)));
        // It says at every start that JavaFX lies on the class path, where we put it.
        JAVAFX.setFilter(event -> !String.valueOf(event.getMessage()).startsWith("Unsupported JavaFX configuration"));
        SMILE.setLevel(Level.WARNING);
        Logger.getLogger("cliplab").setLevel(Level.INFO);
    }

    private void begin() {
        Platform.setImplicitExit(false);
        Thread.currentThread().setUncaughtExceptionHandler(errors);
        try {
            start(new Stage());
        } catch (RuntimeException | LinkageError e) {
            closed.completeExceptionally(e);
        }
    }

    @Override
    public void start(Stage stage) {
        Fonts.load();
        AppContext made = new AppContext(folders, options, errors, stage);
        context = made;
        MainWindow window = new MainWindow(made);
        Scene scene = new Scene(window.root());
        stage.setScene(scene);
        stage.setOnHidden(_ -> {
            window.close();
            closed.complete(null);
        });
        made.place().restore();
        FirstFrame.of(scene, millis -> {
            if (!stage.isShowing()) {
                return; // closed before there was anything to see
            }
            witness.firstFrame(millis);
            if (options.purpose() instanceof Purpose.Rehearsal) {
                window.rehearse();
                stage.close();
                return;
            }
            made.firstFrameShown();
            window.firstFrameShown(made);
            switch (options.purpose()) {
                case Purpose.Work _, Purpose.Rehearsal _ -> {}
                case Purpose.MeasureTraining(int epochs) ->
                    window.bench(made, epochs, millis, measures -> {
                        witness.measured(measures);
                        stage.close();
                    });
                case Purpose.MeasureClassifier _ ->
                    window.benchClassifier(made, measures -> {
                        witness.measured(measures);
                        stage.close();
                    });
                case Purpose.MeasureExports _ ->
                    window.benchExports(made, measures -> {
                        witness.measured(measures);
                        stage.close();
                    });
            }
        });
        stage.show();
    }

    /** Null before {@link #start}. */
    @Nullable
    AppContext context() {
        return context;
    }

    /** On the main thread. */
    private void awaitClose() {
        try {
            if (options.purpose() instanceof Purpose.Rehearsal) {
                closed.get(REHEARSAL_SECONDS, TimeUnit.SECONDS);
            } else {
                closed.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the window cannot be built", e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("no frame was drawn within " + REHEARSAL_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (context != null) {
                context.shutdown();
            }
            Platform.exit();
        }
    }
}
