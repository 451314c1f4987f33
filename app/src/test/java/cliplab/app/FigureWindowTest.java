// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.app.cli.Cliplab;
import cliplab.app.cli.Setup;
import cliplab.app.figures.FigureMemory;
import cliplab.app.figures.FigureShape;
import cliplab.app.figures.Remembered;
import cliplab.app.figures.SweepFigures;
import cliplab.app.sweeps.Queue;
import cliplab.app.sweeps.QueuedRun;
import cliplab.app.sweeps.SweepNumbers;
import cliplab.app.sweeps.SweepPlan;
import cliplab.app.sweeps.SweepRun;
import cliplab.app.sweeps.SweepState;
import cliplab.app.sweeps.Varied;
import cliplab.app.training.RunRequest;
import cliplab.app.training.RunState;
import cliplab.app.training.TrainingViewModel;
import cliplab.model.run.SavedRun;
import cliplab.model.train.TrainingOptions;
import cliplab.viz.pane.PaneFrame;
import cliplab.viz.text.Messages;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Labeled;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures that leave the real window and come back to it, without a display. */
class FigureWindowTest {
    /** Six steps an epoch, and slow ones: what is exported must still be true when the run is compared with it. */
    private static final TrainingOptions OPTIONS = options();

    private static final double STEP_DELAY = 0.3;

    @TempDir
    private Path home;

    private static TrainingOptions options() {
        TrainingOptions usual = TrainingOptions.REFERENCE;
        return new TrainingOptions(
                7,
                usual.data(),
                usual.loss(),
                usual.embedDim(),
                usual.strides(),
                4,
                512,
                usual.learningRate(),
                usual.weightDecay(),
                usual.temperature());
    }

    private LabWindow training() throws Exception {
        LabWindow window = new LabWindow(home);
        window.awaitState(RunState.IDLE);
        Setup setup = Setup.of(OPTIONS);
        FxToolkit.call(() -> {
            window.training()
                    .start(new RunRequest.New(OPTIONS, setup.live().withStepDelaySeconds(STEP_DELAY), setup.device()));
            return true;
        });
        window.await(
                "the first epoch's end",
                () -> window.training().epochsDoneProperty().get() >= 1);
        return window;
    }

    /** Opens the pane's menu by its button, and takes an entry of it. */
    private static void choose(PaneFrame pane, String entry) throws Exception {
        FxToolkit.call(() -> {
            Button button = (Button) pane.lookupAll(".button").stream()
                    .filter(node -> Messages.text("pane.figure").equals(node.getAccessibleText()))
                    .findFirst()
                    .orElseThrow();
            button.fire();
            ContextMenu menu = (ContextMenu) Window.getWindows().stream()
                    .filter(ContextMenu.class::isInstance)
                    .findFirst()
                    .orElseThrow();
            items(menu.getItems())
                    .filter(item -> entry.equals(item.getText()))
                    .findFirst()
                    .orElseThrow()
                    .fire();
            menu.hide();
            return true;
        });
    }

    private static Stream<MenuItem> items(List<MenuItem> items) {
        return items.stream().flatMap(item -> item instanceof Menu menu ? items(menu.getItems()) : Stream.of(item));
    }

    private static DialogPane dialog(LabWindow window) {
        return (DialogPane) window.dialogs().getFirst().getScene().getRoot();
    }

    private static Button button(DialogPane dialog, String word) {
        return (Button) dialog.getButtonTypes().stream()
                .filter(type -> type.getText().equals(word))
                .map(dialog::lookupButton)
                .findFirst()
                .orElseThrow();
    }

    private static boolean says(DialogPane dialog, String words) {
        return dialog.lookupAll(".label").stream()
                .anyMatch(node -> node instanceof Labeled label && words.equals(label.getText()));
    }

    private static void saveTo(LabWindow window, Path file) throws Exception {
        FxToolkit.call(() -> {
            DialogPane dialog = dialog(window);
            TextField name = (TextField) dialog.lookupAll(".text-field").stream()
                    .filter(node -> Messages.text("figure.dialog.file").equals(node.getAccessibleText()))
                    .findFirst()
                    .orElseThrow();
            name.setText(file.toString());
            button(dialog, Messages.text("figure.dialog.save")).fire();
            return true;
        });
    }

    private static FigureMemory memory(Path file) throws IOException {
        return assertInstanceOf(FigureMemory.class, Remembered.read(file).orElseThrow());
    }

    private static Path export(LabWindow window, String title, String entry, Path file) throws Exception {
        choose(window.pane(title), Messages.text(entry));
        saveTo(window, file);
        window.await("the file " + file, () -> Files.exists(file));
        return file;
    }

    /** What {@code cliplab figure} writes, in this process. */
    private static void command(Path run, String name, Path file, String... more) {
        StringWriter out = new StringWriter();
        PrintWriter printer = new PrintWriter(out, true);
        List<String> arguments =
                new ArrayList<>(List.of("figure", "--run", run.toString(), "--figure", name, "-o", file.toString()));
        arguments.addAll(List.of(more));
        int exit = Cliplab.run(printer, printer, (_, _) -> {}, arguments.toArray(String[]::new));
        assertEquals(0, exit, out::toString);
    }

    @Test
    @Tag("slow")
    void whatIsExportedWhileItTrainsIsWhatTheCommandWritesOfTheRunOnDisk() throws Exception {
        Map<Path, List<String>> exported = new LinkedHashMap<>();
        Path run;
        try (LabWindow window = training()) {
            Path matrix = export(window, "similarity.title", "figure.menu.svg", home.resolve("matrix.svg"));
            FigureMemory early = memory(matrix);
            assertEquals(1, early.request().epoch().orElseThrow());
            assertEquals(RunState.RUNNING, window.state());

            FxToolkit.call(() -> {
                window.training().pause();
                return true;
            });
            window.awaitState(RunState.PAUSED);
            int done =
                    FxToolkit.call(() -> window.training().epochsDoneProperty().get());
            if (early.lastEpoch() == done) { // on a slow machine the run is an epoch further by now
                exported.put(matrix, List.of("similarity"));
            }
            exported.put(export(window, "loss.title", "figure.menu.png", home.resolve("loss.png")), List.of("loss"));
            exported.put(
                    export(window, "accuracy.title", "figure.menu.pdf", home.resolve("accuracy.pdf")),
                    List.of("accuracy"));
            exported.put(
                    export(window, "cosine.title", "figure.menu.csv", home.resolve("cosine.csv")), List.of("cosine"));
            exported.put(
                    export(window, "map.title", "figure.menu.svg", home.resolve("map.svg")),
                    List.of("embedding", "--perplexity", "15"));
            FxToolkit.call(() -> {
                window.training().view(0);
                return true;
            });
            exported.put(
                    export(window, "similarity.title", "figure.menu.png", home.resolve("untrained.png")),
                    List.of("similarity", "--epoch", "0"));
            assertEquals("png", window.context().settings().current().export().format());
            run = window.runFolder();
        }
        for (Map.Entry<Path, List<String>> figure : exported.entrySet()) {
            Path again = home.resolve("again-" + figure.getKey().getFileName());
            List<String> words = figure.getValue();
            command(run, words.getFirst(), again, words.subList(1, words.size()).toArray(String[]::new));
            assertArrayEquals(Files.readAllBytes(again), Files.readAllBytes(figure.getKey()), figure::toString);
        }
    }

    @Test
    void theKeyboardExportsCopiesAndSaysWhatIsWrong() throws Exception {
        try (LabWindow window = new LabWindow(home)) {
            window.awaitState(RunState.IDLE);
            PaneFrame loss = window.pane("loss.title");
            FxToolkit.call(() -> {
                loss.lookup(".chart-pane").requestFocus();
                return true;
            });
            window.shortcut(KeyCode.E, true);
            window.awaitWords(Messages.text("figure.nothing"));
            window.press(KeyCode.ENTER, false, true, false);
            window.awaitStep(3);
            window.press(KeyCode.F10, true, false, false);
            FxToolkit.call(() -> {
                List<Window> menus = Window.getWindows().stream()
                        .filter(ContextMenu.class::isInstance)
                        .toList();
                assertEquals(1, menus.size());
                menus.getFirst().hide();
                return true;
            });
            window.shortcut(KeyCode.E, true);
            FxToolkit.call(() -> {
                DialogPane dialog = dialog(window);
                assertTrue(says(dialog, Messages.text("figure.dialog.reading.png", 1600, 1000, 21.2, 13.2)));
                @SuppressWarnings("unchecked")
                ChoiceBox<Integer> resolution = (ChoiceBox<Integer>) dialog.lookup(".choice-box");
                resolution.setValue(300);
                assertTrue(says(dialog, Messages.text("figure.dialog.reading.png", 2500, 1563, 21.2, 13.2)));
                resolution.setValue(192);
                return true;
            });
            Path lost = home.resolve("no such folder").resolve("loss.png");
            saveTo(window, lost);
            window.awaitWords("no such folder");
            assertFalse(Files.exists(lost));

            Path there = Files.writeString(home.resolve("loss.png"), "mine");
            window.shortcut(KeyCode.E, true);
            saveTo(window, there);
            Path beside = home.resolve("loss-2.png");
            window.await("a file beside it", () -> Files.exists(beside));
            assertEquals("mine", Files.readString(there));
            window.awaitWords(beside.toString());

            Path network = export(window, "network.title", "figure.menu.svg", home.resolve("network.svg"));
            String layers = Files.readString(network);
            assertTrue(layers.contains("conv1"), layers);
            PaneFrame batch = window.pane("batch.title");
            window.await(
                    "a batch",
                    () -> batch.lookup(".pane-status") instanceof Labeled said
                            && !said.getText().isEmpty());
            Path pairs = export(window, "batch.title", "figure.menu.csv", home.resolve("batch.csv"));
            assertEquals(1 + 64, Files.readAllLines(pairs).size());

            choose(loss, Messages.text("figure.menu.copy"));
            window.await(
                    "the clipboard's picture",
                    () -> Clipboard.getSystemClipboard().hasImage());
            FxToolkit.call(() -> {
                assertEquals(1600, Clipboard.getSystemClipboard().getImage().getWidth());
                window.training().stop();
                return true;
            });
            window.awaitState(RunState.STOPPED);
        }
    }

    private static void take(LabWindow window, Path figure, String deed) throws Exception {
        window.drop(List.of(figure));
        window.await("the question", () -> !window.dialogs().isEmpty());
        FxToolkit.call(() -> {
            button(dialog(window), deed).fire();
            return true;
        });
    }

    @Test
    @Tag("slow")
    void figuresThatComeBackRestoreSetupsOpenRunsCompareThemAndPlanSweeps() throws Exception {
        Path run;
        Path figure;
        try (LabWindow window = training()) {
            figure = export(window, "loss.title", "figure.menu.pdf", home.resolve("loss.pdf"));
            run = window.runFolder();
        }
        Path comparison = home.resolve("comparison.pdf");
        Path drawn = home.resolve("sweep.svg");
        Path copy = Files.createDirectory(run.resolveSibling("second"));
        try (Stream<Path> files = Files.list(run)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        command(run, "loss", comparison, "--run", copy.toString(), "--axis", "pairs");
        SweepPlan plan =
                new SweepPlan(Setup.of(OPTIONS), List.of(Varied.parse("learning-rate=0.001,0.002")), List.of(3L, 4L));
        SweepRun first = plan.runs().getFirst();
        Queue queue = new Queue(
                List.of(new Queue.Sweep("then", plan)),
                List.of(new QueuedRun(
                        "then", 1, first, "gone", SweepState.DONE, 4, new SweepNumbers(0.5, 0.6, 2, 9), "")));
        SweepFigures.make(queue, queue.sweeps().getFirst(), SweepFigures.metric("best"), _ -> home.resolve("gone"))
                .write(FigureShape.of("svg", 800, 500, 1.0, null, false), drawn);

        FigureMemory memory = memory(figure);
        try (LabWindow window = new LabWindow(home)) {
            window.awaitState(RunState.IDLE);
            assertNotEquals(
                    7, FxToolkit.call(() -> window.context().setup().options().seed()));
            window.drop(List.of(figure));
            window.await("the question", () -> !window.dialogs().isEmpty());
            FxToolkit.call(() -> {
                button(dialog(window), Messages.text("figure.back.restore")).fire();
                return true;
            });
            assertEquals(OPTIONS, FxToolkit.call(() -> window.context().setup().options()));

            window.drop(List.of(figure));
            window.await("the question again", () -> !window.dialogs().isEmpty());
            FxToolkit.call(() -> {
                button(dialog(window), Messages.text("figure.back.open", memory.lastEpoch()))
                        .fire();
                return true;
            });
            window.awaitState(RunState.STOPPED);
            assertEquals(run, window.runFolder());
            assertEquals(
                    memory.lastEpoch(),
                    FxToolkit.call(
                            () -> Objects.requireNonNull(window.training().viewedMetrics())
                                    .epoch()));
            assertFalse(SavedRun.open(run).isBeingWritten(), "it is only looked at");
            FxToolkit.call(() -> {
                window.training().view(0);
                return true;
            });
            window.drop(List.of(figure)); // now it is the one that is shown
            window.await("the question once more", () -> !window.dialogs().isEmpty());
            FxToolkit.call(() -> {
                button(dialog(window), Messages.text("figure.back.open", memory.lastEpoch()))
                        .fire();
                return true;
            });
            window.await(
                    "the epoch", () -> window.training().viewedEpochProperty().get() != 0);
            assertEquals(memory.lastEpoch(), FxToolkit.call(() -> {
                int viewed = window.training().viewedEpochProperty().get();
                return viewed == TrainingViewModel.LIVE
                        ? window.training().epochsDoneProperty().get()
                        : viewed;
            }));

            take(window, comparison, Messages.text("figure.back.compare"));
            TableView<?> table = window.find(TableView.class, found -> "runs".equals(found.getId()));
            window.await(
                    "both runs chosen",
                    () -> table.getSelectionModel().getSelectedItems().size() == 2);
            assertTrue(FxToolkit.call(() -> window.all(ToggleButton.class).stream()
                    .anyMatch(toggle ->
                            toggle.isSelected() && toggle.getText().equals(Messages.text("runs.axis.pairs")))));

            take(window, drawn, Messages.text("figure.back.plan"));
            List<String> filled = FxToolkit.call(() ->
                    window.all(TextField.class).stream().map(TextField::getText).toList());
            assertTrue(filled.containsAll(List.of("0.001, 0.002", "3, 4")), filled::toString);
            assertEquals(
                    512, FxToolkit.call(() -> window.context().setup().options().batchSize()));
        }
    }
}
