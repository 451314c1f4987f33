// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cliplab.model.run.RunStatus;
import cliplab.model.run.SavedRun;
import cliplab.model.runtime.Folders;
import cliplab.model.train.LiveSetting;
import cliplab.viz.text.Messages;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.control.Slider;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

/** The packaged program as a real window, driven by keyboard and mouse. Looks at nothing but the screen and the disk. */
@Tag("slow")
class WindowUnderXvfbTest {
    private static final Path PROGRAM = Path.of("target", "cliplab", "bin", "cliplab");
    private static final Path PHOTOGRAPHS = Path.of("target", "photographs");
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;
    private static final long PATIENCE_SECONDS = 120;
    /** Longer than a step takes, and short enough to wait for. */
    private static final long QUIET_NANOS = 2_000_000_000L;
    /** More than an empty window or a lone dialog has. */
    private static final int COLOURS = 500;
    /** Nothing else in the window has it. */
    private static final int MAGENTA = 0xFF00FF;

    @TempDir
    private Path home;

    private @Nullable Process program;

    @BeforeEach
    void needTools() {
        assumeTrue(Display.isPossible(), () -> "needs " + Display.TOOLS);
        assertTrue(Files.isExecutable(PROGRAM), "build it first: mvn package");
    }

    @AfterEach
    void endProgram() {
        if (program != null) {
            program.descendants().forEach(ProcessHandle::destroyForcibly);
            program.destroyForcibly();
        }
    }

    @Test
    void aPersonTrainsSteersPausesStopsAndLeaves() throws Exception {
        Bounds slider = batchSlider();
        try (Display display = new Display(WIDTH + 40, HEIGHT + 60)) {
            Process process = launch(display, "");
            String window = display.window(Messages.text("window.title"));
            display.press("Return");
            Path run = run();
            waitFor("steps", () -> rows(run, "steps.csv") >= 20);
            display.photograph(photograph("training.png"));

            display.click(window, slider.getCenterX(), slider.getCenterY());
            display.press("Home");
            waitFor(
                    "the slider in changes.csv",
                    () -> SavedRun.open(run).changes().stream()
                            .anyMatch(change -> change.setting() == LiveSetting.BATCH_SIZE
                                    && change.to().equals("8")));
            display.press("ctrl+d");
            long moved = rows(run, "steps.csv");
            waitFor("steps after the change", () -> rows(run, "steps.csv") >= moved + 20);
            display.photograph(photograph("training-dark.png"));

            display.press("ctrl+Return");
            long paused = rowsAtRest(run);
            display.press("ctrl+e");
            waitFor("the single step", () -> rows(run, "steps.csv") > paused);
            assertEquals(paused + 1, rowsAtRest(run));
            display.photograph(photograph("paused.png"));

            display.press("ctrl+period");
            waitFor("the stop", () -> SavedRun.open(run).manifest().status() == RunStatus.STOPPED);
            display.press("ctrl+q");
            assertTrue(process.waitFor(30, TimeUnit.SECONDS), "the program goes on after its window was closed");
            assertEquals(0, process.exitValue());
            SavedRun saved = SavedRun.open(run);
            assertEquals(paused + 1, saved.checkpoint().orElseThrow().progress().step());
        }
        for (String name : List.of("training.png", "training-dark.png", "paused.png")) {
            assertNotBlank(photograph(name));
        }
    }

    @Test
    void itIsReadableAtTwiceTheScaleAndClosingWhileTrainingLosesNothing() throws Exception {
        try (Display display = new Display(2 * WIDTH + 40, 2 * HEIGHT + 60)) {
            Process process = launch(display, "-Dglass.gtk.uiScale=2");
            display.window(Messages.text("window.title"));
            display.press("Return");
            Path run = run();
            waitFor("steps", () -> rows(run, "steps.csv") >= 50);
            display.photograph(photograph("training-scaled.png"));
            display.press("ctrl+q");
            assertTrue(process.waitFor(30, TimeUnit.SECONDS), "the program goes on after its window was closed");
            assertEquals(0, process.exitValue());
            SavedRun saved = SavedRun.open(run);
            assertEquals(RunStatus.STOPPED, saved.manifest().status());
            assertEquals(
                    saved.steps().size(),
                    saved.checkpoint().orElseThrow().progress().step());
        }
        assertNotBlank(photograph("training-scaled.png"));
    }

    @Test
    void aFileDraggedFromAnotherProgramIsShownAsItIs() throws Exception {
        Path file = home.resolve("magenta.png");
        BufferedImage picture = new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 200 * 200; i++) {
            picture.setRGB(i % 200, i / 200, MAGENTA);
        }
        assertTrue(ImageIO.write(picture, "png", file.toFile()));
        try (Display display = new Display(WIDTH + DragSource.SIZE + 80, HEIGHT + 60)) {
            launch(display, "");
            String window = display.window(Messages.text("window.title"));
            display.press("Return");
            Path run = run();
            waitFor("an epoch", () -> rows(run, "epochs.csv") >= 2);
            Process source = display.start(new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    DragSource.class.getName(),
                    file.toString(),
                    "" + (WIDTH + 50),
                    "" + 40));
            try {
                String drag = display.window(DragSource.TITLE);
                display.drag(drag, DragSource.SIZE, window, WIDTH, HEIGHT);
                display.drop();
                waitFor("the picture on the screen, and the vectors of the answer", () -> {
                    display.photograph(photograph("dropped.png"));
                    return pixels(photograph("dropped.png"), MAGENTA) > 20_000
                            && colours(photograph("dropped.png"), WIDTH * 2 / 3, HEIGHT / 3) > 100;
                });
            } finally {
                source.destroyForcibly();
            }
        }
    }

    private static long pixels(Path photograph, int colour) throws IOException {
        BufferedImage image = ImageIO.read(photograph.toFile());
        return IntStream.range(0, image.getHeight())
                .mapToLong(y -> IntStream.range(0, image.getWidth())
                        .filter(x -> (image.getRGB(x, y) & 0xFFFFFF) == colour)
                        .count())
                .sum();
    }

    /** How many colours there are in the part of the window right of x, from y to as far below the middle. */
    private static long colours(Path photograph, int x, int y) throws IOException {
        BufferedImage image = ImageIO.read(photograph.toFile());
        return IntStream.range(y, HEIGHT - y)
                .flatMap(row -> IntStream.range(x, WIDTH).map(column -> image.getRGB(column, row)))
                .distinct()
                .count();
    }

    /** Where the slider lies: the same window, laid out here and shown to nobody. */
    private Bounds batchSlider() throws Exception {
        try (LabWindow twin = new LabWindow(home.resolve("twin"), WIDTH, HEIGHT)) {
            Slider slider = twin.find(Slider.class, node -> "batch-size".equals(node.getId()));
            twin.await("the layout", () -> slider.getWidth() > 0);
            return FxToolkit.call(() -> slider.localToScene(slider.getBoundsInLocal()));
        }
    }

    private Process launch(Display display, String javaOptions) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                PROGRAM.toString(), "window", "--size", WIDTH + "x" + HEIGHT, "--threads", "1", "--theme", "light");
        builder.environment().put("CLIPLAB_HOME", home.resolve("own").toString());
        builder.environment().put("CLIPLAB_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("CLIPLAB_JAVA_OPTS", javaOptions);
        // The engine's libraries are unpacked already.
        builder.environment()
                .put(
                        "DJL_CACHE_DIR",
                        Folders.ofThisSystem().cache().resolve("djl").toString());
        Process process = display.start(builder);
        program = process;
        return process;
    }

    /** The folder of the first run, once it is there. */
    private Path run() throws Exception {
        Path runs = home.resolve("own").resolve("data").resolve("runs");
        waitFor("a run folder", () -> {
            if (!Files.exists(runs)) {
                return false;
            }
            try (Stream<Path> all = Files.list(runs)) {
                return all.anyMatch(SavedRun::isIn);
            }
        });
        try (Stream<Path> all = Files.list(runs)) {
            return all.findFirst().orElseThrow();
        }
    }

    private void waitFor(String what, Callable<Boolean> condition) throws Exception {
        try {
            WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS, () -> !isRunning() || condition.call());
        } catch (TimeoutException e) {
            throw new AssertionError("never: " + what, e);
        }
        assertTrue(isRunning(), () -> "the program ended before: " + what);
    }

    private boolean isRunning() {
        return Objects.requireNonNull(program).isAlive();
    }

    private static long rows(Path run, String table) throws IOException {
        Path file = run.resolve(table);
        return Files.exists(file) ? Files.readString(file).lines().count() - 1 : 0;
    }

    /** The number of steps, once no more are made for a while. */
    private long rowsAtRest(Path run) throws Exception {
        long[] last = {rows(run, "steps.csv"), System.nanoTime()};
        waitFor("rest", () -> {
            long now = rows(run, "steps.csv");
            if (now != last[0]) {
                last[0] = now;
                last[1] = System.nanoTime();
            }
            return System.nanoTime() - last[1] >= QUIET_NANOS;
        });
        return last[0];
    }

    private static Path photograph(String name) {
        return PHOTOGRAPHS.resolve(name);
    }

    private static void assertNotBlank(Path photograph) throws IOException {
        BufferedImage image = ImageIO.read(photograph.toFile());
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                colours.add(image.getRGB(x, y));
            }
        }
        assertTrue(colours.size() > COLOURS, () -> photograph + " has " + colours.size() + " colours");
    }
}
