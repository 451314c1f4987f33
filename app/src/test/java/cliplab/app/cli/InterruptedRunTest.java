// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.model.data.RandomStream;
import cliplab.model.run.RunStatus;
import cliplab.model.run.SavedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs in processes of their own, ended from outside at any moment, and taken up again. */
@Tag("slow")
class InterruptedRunTest {
    private static final int EPOCHS = 3;
    private static final int STEPS = EPOCHS * 43;

    @TempDir
    private Path folder;

    @Test
    void aRunKilledAgainAndAgainEndsAsTheUnbrokenOne() throws Exception {
        Path unbroken = folder.resolve("unbroken");
        assertEquals(0, finish(start("--epochs", "" + EPOCHS, "--out", unbroken.toString())));

        Path broken = folder.resolve("broken é");
        RandomStream random = RandomStream.of(1, "kills");
        Process process = start("--epochs", "" + EPOCHS, "--out", broken.toString());
        for (int kill = 0; kill < 6; kill++) {
            // Somewhere between before the first file and a good deal further than the last time.
            waitForSteps(process, broken, random.nextInt(STEPS * (kill + 1) / 6));
            process.destroyForcibly().waitFor();
            if (SavedRun.isIn(broken)) {
                assertTrue(SavedRun.open(broken).steps().size() <= STEPS);
            }
            process = SavedRun.isIn(broken)
                    ? start("--resume", broken.toString())
                    : start("--epochs", "" + EPOCHS, "--out", broken.toString());
        }
        assertEquals(0, finish(process));
        assertEquals(RunStatus.COMPLETED, SavedRun.open(broken).manifest().status());
        assertSameRun(unbroken, broken);
    }

    @Test
    void aPoliteEndLeavesACheckpointInMidEpoch() throws Exception {
        Path unbroken = folder.resolve("unbroken");
        assertEquals(0, finish(start("--epochs", "" + EPOCHS, "--out", unbroken.toString())));

        Path stopped = folder.resolve("stopped");
        Process process = start("--epochs", "" + EPOCHS, "--out", stopped.toString());
        waitForSteps(process, stopped, 50);
        process.destroy();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        SavedRun saved = SavedRun.open(stopped);
        assertEquals(RunStatus.STOPPED, saved.manifest().status());
        long step = saved.checkpoint().orElseThrow().progress().step();
        assertEquals(saved.steps().size(), step, "the checkpoint stands at the last step");
        assertEquals(0, finish(start("--resume", stopped.toString())));
        assertSameRun(unbroken, stopped);
    }

    private static Process start(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx512m",
                "-classpath",
                System.getProperty("java.class.path"),
                "cliplab.app.Launcher",
                "train",
                "--threads",
                "1",
                "--json"));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        return builder.start();
    }

    private static int finish(Process process) throws InterruptedException {
        assertTrue(process.waitFor(5, TimeUnit.MINUTES), "the run does not end");
        return process.exitValue();
    }

    /** Waits until the table of steps has that many rows, or the process has ended. */
    private static void waitForSteps(Process process, Path run, int steps) throws Exception {
        while (process.isAlive() && rows(run.resolve("steps.csv")) < steps) {
            if (process.waitFor(5, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    private static long rows(Path table) throws IOException {
        return Files.exists(table) ? Files.readString(table).lines().count() - 1 : 0;
    }

    private static void assertSameRun(Path first, Path second) throws IOException {
        for (String table : List.of("steps.csv", "epochs.csv")) {
            assertEquals(
                    CommandLineTest.withoutTimes(first.resolve(table)),
                    CommandLineTest.withoutTimes(second.resolve(table)));
        }
        for (int epoch = 0; epoch <= EPOCHS; epoch++) {
            for (String file : List.of("weights", "snapshot")) {
                String name = "epochs/000" + epoch + "/" + file + ".safetensors";
                assertTrue(
                        Arrays.equals(
                                Files.readAllBytes(first.resolve(name)), Files.readAllBytes(second.resolve(name))),
                        name);
            }
        }
    }
}
