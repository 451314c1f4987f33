// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.app.training.RunState;
import cliplab.model.data.ImageFile;
import cliplab.model.data.Sketch;
import cliplab.model.runtime.Folders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program launched in processes of its own: beside a window, where none can be had, and watched for what it seeks in the network. */
class LaunchTest {
    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    private Path home;

    /** How a launch ended. */
    private record Ended(int code, String said) {}

    private Ended launch(Class<?> main, List<String> options, List<String> words)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
        line.addAll(options);
        line.addAll(List.of("-classpath", System.getProperty("java.class.path"), main.getName()));
        line.addAll(words);
        Path out = home.resolve("said.txt");
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().put("CLIPLAB_HOME", home.toString());
        builder.environment()
                .put(
                        "DJL_CACHE_DIR",
                        Folders.ofThisSystem().cache().resolve("djl").toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "it does not end");
        return new Ended(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8));
    }

    @Test
    void filesGoToTheWindowThatIsOpenAndTheLaunchEnds() throws Exception {
        Sketch sketch = new Sketch();
        sketch.stamp("star", Sketch.inks().getFirst(), 16, 16, Sketch.TYPICAL_RADIUS);
        ImageFile.write(sketch.image(), home.resolve("a star é.png"));
        Files.writeString(home.resolve("broken run.cliprun"), "no run");
        try (LabWindow window = new LabWindow(home)) {
            window.awaitState(RunState.IDLE);
            Ended ended = launch(
                    Launcher.class,
                    List.of("-Dglass.platform=Headless", "-Dprism.order=sw"),
                    List.of("a star é.png", "broken run.cliprun"));
            assertEquals(0, ended.code(), ended.said());
            assertTrue(ended.said().startsWith("CLIP Lab is open already"), ended.said());
            assertEquals(1, ended.said().lines().count(), ended.said());
            window.awaitWords("broken run.cliprun");
            window.await(
                    "the picture on the shelf",
                    () -> window.context().classifier().model().gallery().items().stream()
                            .map(item -> item.source().name())
                            .anyMatch("a star é.png"::equals));
        }
    }

    @Test
    void aToolkitThatDoesNotStartLeavesALog() throws Exception {
        Ended ended =
                launch(Launcher.class, List.of("-Dglass.platform=Headless", "-Dprism.order=none"), List.of("window"));
        assertEquals(1, ended.code(), ended.said());
        Path log = home.resolve("data/logs/start-failed.log");
        assertTrue(ended.said().contains("cliplab: The window cannot be opened: "), ended.said());
        assertTrue(ended.said().contains(log.toString()), ended.said());
        assertTrue(Files.readString(log).contains("\tat "));
    }

    /** Here nothing but the program itself tells the engine to be quiet, unlike in the other tests. It does not
     * see native code, nor who calls an address of numbers past every proxy, as the engine does where it is not told to be offline. */
    @Test
    @Tag("slow")
    void nobodyIsSoughtInTheNetworkWhileAWindowOpensAndTrains() throws Exception {
        Ended ended = launch(NetworkWatch.class, List.of("-Dglass.platform=Headless", "-Dprism.order=sw"), List.of());
        assertEquals(0, ended.code(), ended.said());
        assertTrue(ended.said().lines().toList().contains(NetworkWatch.NOTHING), ended.said());
    }
}
