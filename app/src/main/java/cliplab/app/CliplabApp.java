// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app;

import cliplab.app.cli.StartFailedException;
import cliplab.app.cli.WindowOpener.NoDisplayException;
import cliplab.app.cli.WindowOpener.Witness;
import cliplab.app.platform.ErrorReporter;
import cliplab.app.platform.FirstFrame;
import cliplab.app.platform.Fonts;
import cliplab.app.platform.OneWindow;
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
import javafx.scene.control.Alert;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/**
 * The window's life. The main thread opens it, waits until it is closed, and then puts everything away, so that nothing has to wait
 * on the FX thread. Started through {@link Platform#startup}, which unlike launch takes an object with its arguments.
 */
public final class CliplabApp extends Application {
    /** As in the menu entry of a package. */
    private static final String WINDOW_CLASS = "cliplab";

    private static final long REHEARSAL_SECONDS = 30;
    /** Kept, because a logger that nobody holds forgets its filter and level. */
    private static final Logger JAVAFX = Logger.getLogger("javafx");
    /** Tells of every iteration of a fit. */
    private static final Logger SMILE = Logger.getLogger("smile");

    private final Folders folders;
    private final WindowOptions options;
    private final ErrorReporter errors;
    private final Witness witness;
    private final OneWindow one;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private @Nullable AppContext context;

    /** @param one tells what others launch; not closed here */
    CliplabApp(Folders folders, WindowOptions options, ErrorReporter errors, Witness witness, OneWindow one) {
        this.folders = folders;
        this.options = options;
        this.errors = errors;
        this.witness = witness;
        this.one = one;
    }

    /** Opens the window and returns when it is closed and everything is put away, or when another one has taken over. Once in a process. */
    static void open(WindowOptions options, Witness witness) throws NoDisplayException, StartFailedException {
        requireDisplay(System.getProperty("os.name", ""), System.getProperty("glass.platform"), System.getenv());
        Folders folders = Folders.ofThisSystem();
        boolean work = options.purpose() instanceof Purpose.Work;
        try (OneWindow one = work ? OneWindow.below(folders.cache()) : OneWindow.apart();
                ErrorReporter errors = new ErrorReporter(folders.data().resolve("logs"))) {
            if (isTaken(one, options, witness)) {
                return;
            }
            errors.install();
            errors.makeRoom();
            prepareToolkit(folders);
            CliplabApp app = new CliplabApp(folders, options, errors, witness, one);
            try {
                Platform.startup(app::begin);
            } catch (UnsupportedOperationException e) {
                throw new NoDisplayException("JavaFX does not start (" + e.getMessage() + ").", e);
            }
            app.awaitClose();
        }
    }

    /** Whether a window that is open already does what this one was to do. */
    private static boolean isTaken(OneWindow one, WindowOptions options, Witness witness) {
        if (options.alone() || one.isFirst()) {
            return false;
        }
        try {
            return switch (one.ask(options.files())) {
                case HANDED_OVER -> {
                    witness.handedOver();
                    yield true;
                }
                case NONE -> {
                    witness.unanswered();
                    yield false;
                }
                case FIRST -> false;
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
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
        // By it a desktop knows whose window this is; only Application.launch sets it in public API, and that takes no
        // object.
        com.sun.glass.ui.Application.GetApplication().setName(WINDOW_CLASS);
        try {
            start(new Stage());
        } catch (RuntimeException | Error e) {
            StartFailedException failed = StartFailedException.log(e, folders);
            tell(String.valueOf(failed.getMessage()), () -> closed.completeExceptionally(failed));
        }
    }

    /** In a dialog, where a person may see one and it can be shown at all. */
    private void tell(String sentence, Runnable then) {
        try {
            if (options.purpose() instanceof Purpose.Work && !isHeadless()) {
                Alert dialog = new Alert(Alert.AlertType.ERROR, sentence);
                dialog.setResizable(true);
                dialog.setOnHidden(_ -> then.run());
                dialog.show();
                return;
            }
        } catch (RuntimeException | Error e) {
            errors.report(e);
        }
        then.run();
    }

    private static boolean isHeadless() {
        return "Headless".equals(System.getProperty("glass.platform"));
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
            one.deaf();
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
            window.open(options.files());
            one.listen(made.ui(), files -> {
                raise(stage);
                window.open(files);
            });
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

    private static void raise(Stage stage) {
        stage.setIconified(false);
        stage.toFront();
        stage.requestFocus();
    }

    /** Null before {@link #start}. */
    @Nullable
    AppContext context() {
        return context;
    }

    /** On the main thread. */
    private void awaitClose() throws StartFailedException {
        try {
            if (options.purpose() instanceof Purpose.Rehearsal) {
                closed.get(REHEARSAL_SECONDS, TimeUnit.SECONDS);
            } else {
                closed.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StartFailedException failed) {
                throw failed;
            }
            throw new IllegalStateException("the window cannot be built", e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("no frame was drawn within " + REHEARSAL_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            one.closing();
            putAway();
            Platform.exit();
        }
    }

    private void putAway() {
        AppContext opened = context;
        try {
            if (opened != null) {
                opened.shutdown();
            }
        } catch (RuntimeException | Error e) { // the window did open: this is no failure of its start
            errors.report(e);
        }
    }
}
