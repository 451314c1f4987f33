// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.app.settings.Theme;
import cliplab.app.training.LabEvent;
import cliplab.app.training.RunState;
import cliplab.app.training.TrainingViewModel;
import cliplab.model.run.RunStatus;
import cliplab.model.run.SavedRun;
import cliplab.model.train.Change;
import cliplab.model.train.LiveSetting;
import cliplab.model.train.StepMetrics;
import cliplab.viz.pane.ChartPane;
import cliplab.viz.pane.PaneFrame;
import cliplab.viz.text.Messages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real window with the real engine, from the first frame to the last, without a display. */
class MainWindowTest {
    /** As many colours as no pane has by its words alone. */
    private static final int COLOURS = 40;

    @TempDir
    private Path home;

    private LabWindow open() throws Exception {
        LabWindow window = new LabWindow(home);
        window.awaitState(RunState.IDLE);
        return window;
    }

    @Test
    void aRunIsWatchedSteeredAndLeft() throws Exception {
        Path run;
        long stopped;
        try (LabWindow window = open()) {
            Map<PaneFrame, int[]> before = pictures(window);
            assertEquals(7, before.size(), before::toString);
            window.press(KeyCode.ENTER);
            window.awaitStep(20);
            everyFigureShows(window, before);
            themeIsSwitched(window);
            batchSizeIsMoved(window);
            window.await(
                    "the first epoch's end",
                    () -> window.training().epochsDoneProperty().get() >= 1);
            epochZeroIsShown(window);
            run = window.runFolder();
            stopped = heldSteppedAndStopped(window);
        }
        noTrainerIsLeft();
        SavedRun saved = SavedRun.open(run);
        assertEquals(RunStatus.STOPPED, saved.manifest().status());
        assertFalse(saved.isBeingWritten());
        assertEquals(stopped, saved.checkpoint().orElseThrow().progress().step());
        assertEquals(stopped, saved.steps().size());
        assertTrue(
                saved.changes().stream().map(Change::setting).anyMatch(LiveSetting.BATCH_SIZE::equals),
                "the slider is on record");
    }

    private static Map<PaneFrame, int[]> pictures(LabWindow window) throws Exception {
        Map<PaneFrame, int[]> pictures = new LinkedHashMap<>();
        for (PaneFrame pane : FxToolkit.call(() -> window.all(PaneFrame.class))) {
            pictures.put(pane, LabWindow.pixels(pane));
        }
        return pictures;
    }

    private static void everyFigureShows(LabWindow window, Map<PaneFrame, int[]> before) throws Exception {
        for (ChartPane chart : FxToolkit.call(() -> window.all(ChartPane.class))) {
            long painted = FxToolkit.call(chart::paintings);
            window.await("another painting of a chart", () -> chart.paintings() > painted);
        }
        for (Map.Entry<PaneFrame, int[]> entry : before.entrySet()) {
            PaneFrame pane = entry.getKey();
            int[] now = LabWindow.pixels(pane);
            int colours = LabWindow.colours(now);
            assertTrue(colours > COLOURS, () -> pane.name() + " has " + colours + " colours");
            boolean ofTheRun = !pane.name().equals(Messages.text("network.title")); // that one is there before
            assertEquals(ofTheRun, !Arrays.equals(entry.getValue(), now), pane::name);
        }
    }

    private static void themeIsSwitched(LabWindow window) throws Exception {
        boolean dark =
                FxToolkit.call(() -> window.context().theme().palette().get().dark());
        PaneFrame loss = window.pane("loss.title");
        int ground = mostFrequent(LabWindow.pixels(loss));
        long painted = paintings(loss);
        window.shortcut(KeyCode.D);
        assertNotEquals(
                dark,
                FxToolkit.call(() -> window.context().theme().palette().get().dark()));
        window.await("the chart in its new colours", () -> charts(loss).paintings() > painted);
        assertNotEquals(ground, mostFrequent(LabWindow.pixels(loss)));
        assertEquals(
                dark ? Theme.LIGHT : Theme.DARK,
                window.context().settings().current().theme());
    }

    private static ChartPane charts(PaneFrame pane) {
        return (ChartPane) Objects.requireNonNull(pane.lookup(".chart-pane"));
    }

    private static long paintings(PaneFrame pane) throws Exception {
        return FxToolkit.call(() -> charts(pane).paintings());
    }

    private static int mostFrequent(int[] pixels) {
        int[] sorted = pixels.clone();
        Arrays.sort(sorted);
        int best = sorted[0];
        int longest = 0;
        for (int begin = 0, i = 1; i <= sorted.length; i++) {
            if (i == sorted.length || sorted[i] != sorted[begin]) {
                if (i - begin > longest) {
                    longest = i - begin;
                    best = sorted[begin];
                }
                begin = i;
            }
        }
        return best;
    }

    private static void batchSizeIsMoved(LabWindow window) throws Exception {
        Slider slider = window.find(Slider.class, node -> "batch-size".equals(node.getId()));
        long asked = FxToolkit.call(() -> {
            slider.requestFocus();
            slider.setValue(slider.getMin());
            return Objects.requireNonNull(window.training().lastStepProperty().get())
                    .step();
        });
        assertEquals(
                8,
                FxToolkit.call(
                        () -> window.context().setup().liveProperty().get().batchSize()));
        assertEquals(
                8, FxToolkit.call(() -> window.training().linesProperty().get().batchSize()));
        // The step in progress, and what waits on its way to the window, are of the old size.
        window.awaitStep(asked + 6);
        List<StepMetrics> steps = window.steps();
        assertEquals(8, steps.getLast().pairs() - steps.get(steps.size() - 2).pairs());
    }

    private static void epochZeroIsShown(LabWindow window) throws Exception {
        Slider time =
                window.find(Slider.class, node -> Messages.text("time.slider").equals(node.getAccessibleText()));
        PaneFrame matrix = window.pane("similarity.title");
        int[] now = LabWindow.pixels(matrix);
        FxToolkit.call(() -> {
            time.setValue(0);
            return time;
        });
        assertEquals(
                0, FxToolkit.call(() -> window.training().viewedEpochProperty().get()));
        window.await("the untrained network", () -> {
            var look = window.training().shownProperty().get();
            return look != null && look.epoch() == 0 && look.step() == 0;
        });
        int[] then = LabWindow.pixels(matrix);
        assertFalse(Arrays.equals(now, then), "the heatmap follows");
        long step = window.step();
        window.awaitStep(step + 3);
        assertEquals(
                0L,
                FxToolkit.call(() -> Objects.requireNonNull(
                                window.training().shownProperty().get())
                        .step()),
                "the run goes on, the picture stays");
        ToggleButton live =
                window.find(ToggleButton.class, node -> node.getText().equals(Messages.text("time.live")));
        FxToolkit.call(() -> {
            live.fire();
            return live;
        });
        assertEquals(
                TrainingViewModel.LIVE,
                FxToolkit.call(() -> window.training().viewedEpochProperty().get()));
        window.await(
                "the newest look",
                () -> Objects.requireNonNull(window.training().shownProperty().get())
                                .step()
                        > 0);
    }

    private static long heldSteppedAndStopped(LabWindow window) throws Exception {
        window.shortcut(KeyCode.ENTER);
        window.awaitState(RunState.PAUSED);
        long paused = window.step();
        window.shortcut(KeyCode.E);
        window.awaitStep(paused + 1);
        window.awaitState(RunState.PAUSED);
        assertEquals(paused + 1, window.step());
        window.shortcut(KeyCode.PERIOD);
        window.awaitState(RunState.STOPPED);
        assertEquals(paused + 1, window.step());
        return paused + 1;
    }

    private static void noTrainerIsLeft() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("trainer")) {
                thread.join(10_000);
                assertFalse(thread.isAlive(), thread::toString);
            }
        }
    }

    @Test
    void theWrongOrderDoesNoHarm() throws Exception {
        try (LabWindow window = open()) {
            window.shortcut(KeyCode.PERIOD); // stop before start
            window.shortcut(KeyCode.R);
            assertEquals(RunState.IDLE, window.state());

            window.shortcut(KeyCode.E); // a step without a run begins one
            window.awaitState(RunState.PAUSED);
            assertEquals(1, window.step());

            FxToolkit.call(() -> {
                window.training().pause();
                window.training().pause();
                return true;
            });
            window.shortcut(KeyCode.ENTER);
            window.awaitStep(3);
            long asked = window.step();
            window.shortcut(KeyCode.E); // a step while running holds it
            window.awaitState(RunState.PAUSED);
            assertTrue(window.step() > asked);

            window.shortcut(KeyCode.ENTER);
            window.awaitState(RunState.RUNNING);
            Path first = window.runFolder();
            window.shortcut(KeyCode.R); // reset while running
            assertEquals(RunState.IDLE, window.state());
            assertEquals(0, window.step());

            Button train = window.find(Button.class, Button::isDefaultButton);
            FxToolkit.call(() -> {
                train.fire();
                train.fire(); // a double click begins one run
                return train;
            });
            window.awaitState(RunState.RUNNING);
            assertEquals(RunStatus.STOPPED, SavedRun.open(first).manifest().status());
            window.shortcut(KeyCode.PERIOD);
            window.shortcut(KeyCode.PERIOD);
            window.awaitState(RunState.STOPPED);
            window.shortcut(KeyCode.ENTER); // goes on with the same run
            window.awaitStep(1);
            assertEquals(2, folders(window), "two runs in all");
        }
    }

    private static int folders(LabWindow window) throws Exception {
        try (var runs = Files.list(window.context().folders().runs())) {
            return Math.toIntExact(runs.count());
        }
    }

    @Test
    void closingWhileARunIsPreparedEndsInGoodOrder() throws Exception {
        try (LabWindow window = new LabWindow(home)) {
            window.press(KeyCode.ENTER); // whether or not the engine is there yet
            assertEquals(RunState.PREPARING, window.state());
        }
        noTrainerIsLeft();
        Path runs = home.resolve("data").resolve("runs");
        if (Files.exists(runs)) {
            try (var all = Files.list(runs)) {
                for (Path run : all.toList()) {
                    assertFalse(SavedRun.open(run).isBeingWritten());
                }
            }
        }
    }

    @Test
    void anEngineThatDoesNotStartLeavesTheWindowAndSaysWhatToDo() throws Exception {
        try (LabWindow window = open()) {
            FxToolkit.call(() -> {
                window.training().accept(new LabEvent.EngineFailed("500 MB are needed", "at line 7"));
                return true;
            });
            assertEquals(RunState.NO_ENGINE, window.state());
            assertTrue(window.find(Button.class, Button::isDefaultButton).isDisabled());
            FxToolkit.call(() -> {
                List<Window> dialogs = window.dialogs();
                assertEquals(1, dialogs.size());
                DialogPane dialog = (DialogPane) dialogs.getFirst().getScene().getRoot();
                assertEquals("500 MB are needed.", dialog.getContentText());
                Node copy = dialog.lookupAll(".button").stream()
                        .filter(node ->
                                node instanceof Labeled words && words.getText().equals(Messages.text("dialog.copy")))
                        .findFirst()
                        .orElseThrow();
                ((Button) copy).fire();
                String copied = Clipboard.getSystemClipboard().getString();
                assertTrue(copied.contains("500 MB are needed") && copied.contains("at line 7"), copied);
                dialogs.getFirst().hide();
                return true;
            });
        }
    }

    @Test
    void aCorruptSettingsFileMeansDefaultsAndOneNotice() throws Exception {
        Path file = home.resolve("config").resolve("settings.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{ \"theme\": \"dark\", ");
        try (LabWindow window = open()) {
            assertFalse(FxToolkit.call(
                    () -> window.context().theme().palette().get().dark()));
            String notice = Messages.text("settings.corrupt", file);
            window.await(
                    "the notice",
                    () -> Window.getWindows().stream()
                            .flatMap(shown -> shown.getScene().getRoot().lookupAll(".label").stream())
                            .anyMatch(node -> node instanceof Labeled words
                                    && words.getText().replace('\n', ' ').equals(notice)));
        }
        assertTrue(Files.exists(file.resolveSibling("settings.json.bad")));
    }
}
