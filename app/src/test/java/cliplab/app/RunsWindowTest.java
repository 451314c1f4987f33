// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.app.cli.Setup;
import cliplab.app.training.RunRequest;
import cliplab.app.training.RunState;
import cliplab.model.eval.Embedder;
import cliplab.model.run.RunLibrary;
import cliplab.model.run.RunStatus;
import cliplab.model.run.SavedRun;
import cliplab.model.train.TrainingOptions;
import cliplab.viz.text.Messages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library of runs in the real window with the real engine, without a display. */
class RunsWindowTest {
    @TempDir
    private Path home;

    private static TableView<?> table(LabWindow window) throws Exception {
        return window.find(TableView.class, table -> "runs".equals(table.getId()));
    }

    private static boolean isOnShow(LabWindow window, String key) {
        return window.all(ToggleButton.class).stream()
                .anyMatch(toggle -> toggle.isSelected() && Messages.text(key).equals(toggle.getText()));
    }

    private static void choose(LabWindow window, TableView<?> table, int row) throws Exception {
        FxToolkit.call(() -> {
            table.getSelectionModel().clearAndSelect(row);
            table.requestFocus();
            return true;
        });
        window.await("the row chosen", () -> table.getSelectionModel().getSelectedIndex() == row);
    }

    /** What lies in a run's folder, with when it was written. */
    private static Map<String, Long> files(Path run) throws Exception {
        Map<String, Long> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(run)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(
                        run.relativize(file).toString(),
                        Files.getLastModifiedTime(file).toMillis());
            }
        }
        return files;
    }

    @Test
    void aRunOfTheLibraryIsShownAskedAndTakenInAgain() throws Exception {
        Path run;
        try (LabWindow window = new LabWindow(home)) {
            window.awaitState(RunState.IDLE);
            FxToolkit.call(() -> {
                Setup setup = Setup.of(TrainingOptions.REFERENCE.withEpochs(1));
                window.training().start(new RunRequest.New(setup.options(), setup.live(), setup.device()));
                return true;
            });
            window.shortcut(KeyCode.DIGIT3);
            assertTrue(FxToolkit.call(() -> isOnShow(window, "workspace.runs")));
            TableView<?> table = table(window);
            window.await("the run in training", () -> table.getItems().size() == 1);
            window.awaitState(RunState.COMPLETED);
            run = window.runFolder();
            choose(window, table, 0);
            window.await(
                    "its end in the table",
                    () -> table.getColumns().get(1).getCellData(0).equals("completed"));
            assertEquals(0, FxToolkit.call(() -> table.getSelectionModel().getSelectedIndex()), "chosen still");
        }
        Map<String, Long> before = files(run);
        Path archive = home.resolve("exported" + RunLibrary.EXTENSION);
        RunLibrary.exportTo(run, archive);
        try (LabWindow window = new LabWindow(home)) {
            window.awaitState(RunState.IDLE);
            window.shortcut(KeyCode.DIGIT3);
            TableView<?> table = table(window);
            window.await("the run of before", () -> table.getItems().size() == 1);
            choose(window, table, 0);
            window.press(KeyCode.ENTER);
            window.awaitState(RunState.COMPLETED);
            assertTrue(FxToolkit.call(() -> isOnShow(window, "workspace.training")));
            assertEquals(
                    1,
                    FxToolkit.call(() -> window.training().epochsDoneProperty().get()));
            assertEquals(43, window.steps().size());
            window.await(
                    "a look at its network",
                    () -> window.training().shownProperty().get() != null);
            FxToolkit.call(() -> {
                window.training().view(0);
                return true;
            });
            assertEquals(
                    0,
                    FxToolkit.call(() -> Objects.requireNonNull(
                                    window.training().shownProperty().get())
                            .epoch()));
            String id = FxToolkit.call(
                    () -> Objects.requireNonNull(window.training().run()).runId());
            assertEquals(
                    TrainingOptions.REFERENCE.embedDim(),
                    window.training().ask(id, Embedder::embedDim).get(60, TimeUnit.SECONDS));
            assertEquals(before, files(run), "a run that is shown is not written");
            assertEquals(RunStatus.COMPLETED, SavedRun.open(run).manifest().status());

            Drop.onto(window.scene().getRoot(), List.of(archive));
            assertTrue(FxToolkit.call(() -> isOnShow(window, "workspace.runs")));
            window.await("the second run", () -> table.getItems().size() == 2);
        }
    }

    @Test
    void theLibraryLeavesForAWindowOfItsOwnAndComesBack() throws Exception {
        try (LabWindow window = new LabWindow(home)) {
            window.awaitState(RunState.IDLE);
            window.shortcut(KeyCode.DIGIT3);
            TableView<?> table = table(window);
            Scene own = FxToolkit.call(() -> {
                window.all(Button.class).stream()
                        .filter(button -> Messages.text("pane.detach").equals(button.getAccessibleText()))
                        .findFirst()
                        .orElseThrow()
                        .fire();
                return table.getScene();
            });
            assertNotEquals(window.scene(), own);
            assertTrue(FxToolkit.call(() -> isOnShow(window, "workspace.training")));
            FxToolkit.call(() -> {
                Objects.requireNonNull(own.getWindow()).hide();
                return true;
            });
            window.shortcut(KeyCode.DIGIT3);
            assertEquals(window.scene(), FxToolkit.call(table::getScene));
        }
    }
}
