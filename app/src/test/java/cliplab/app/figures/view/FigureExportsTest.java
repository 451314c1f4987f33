// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.figures.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.app.FxToolkit;
import cliplab.app.platform.DialogService;
import cliplab.app.platform.TaskRunner;
import cliplab.app.settings.Settings;
import cliplab.app.settings.SettingsStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written for a drag out of the window; everything on the test's thread. */
class FigureExportsTest {
    private static final FigureCopy COPY = new FigureCopy(
            "loss-seed0-epoch3",
            () -> shape -> shape.format().extension().getBytes(java.nio.charset.StandardCharsets.UTF_8));

    @TempDir
    private Path home;

    private SettingsStore settings;
    private FigureExports exports;

    @SuppressWarnings("NullAway.Init")
    FigureExportsTest() {}

    @BeforeEach
    void make() throws Exception {
        FxToolkit.start();
        settings = new SettingsStore(home.resolve("settings.json"));
        exports = new FigureExports(
                new TaskRunner(Runnable::run, Runnable::run),
                new DialogService(FxToolkit.call(Stage::new)),
                settings,
                home.resolve("cache"));
    }

    private List<Path> drag() {
        List<Path> files = new ArrayList<>();
        exports.prepareDrag(COPY, files::addAll);
        return files;
    }

    @Test
    void aDragCarriesAPictureByItsNameAndWhatWasExportedLast() throws IOException {
        List<Path> picture = drag();
        assertEquals(
                List.of("loss-seed0-epoch3.png"),
                picture.stream().map(Path::getFileName).map(Path::toString).toList());
        settings.change(all -> all.withExport(new Settings.Export("pdf", 640, 400, 1, false, null)));
        List<Path> both = drag();
        assertEquals(
                List.of("png", "pdf"),
                both.stream().map(FigureExportsTest::content).toList());
        assertTrue(Files.exists(picture.getFirst()), "whoever took the first may not have read it yet");
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatWasDraggedDaysAgoIsClearedAway() throws IOException {
        Path old = drag().getFirst();
        Path folder = old.getParent();
        Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minus(Duration.ofDays(3))));
        Path now = drag().getFirst();
        assertFalse(Files.exists(folder));
        try (Stream<Path> left = Files.list(home.resolve("cache").resolve("dragged"))) {
            assertEquals(List.of(now.getParent()), left.toList());
        }
    }

    @Test
    void aFigureThatCannotBeDrawnStartsNoDrag() {
        FigureCopy broken = new FigureCopy("loss", () -> {
            throw new IOException("nothing was seen of epoch 3");
        });
        exports.prepareDrag(broken, _ -> {
            throw new AssertionError("there are no files");
        });
        assertEquals(
                "Nothing was seen of epoch 3.", FigureExports.sentence(new IOException("nothing was seen of epoch 3")));
    }
}
