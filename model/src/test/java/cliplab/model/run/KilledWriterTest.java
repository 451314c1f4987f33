// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.model.data.RandomStream;
import cliplab.model.run.tensorboard.TensorBoardStore;
import cliplab.model.train.TrainingRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that does nothing but write one run after the other, killed at random moments: so that nearly every kill meets it in
 * writing, where a process that trains is met in computing.
 */
@Tag("slow")
class KilledWriterTest {
    private static final int KILLS = 50;
    private static final int LONGEST_MILLIS = 300;

    @TempDir
    private Path parent;

    /** Writes runs until it is killed, and tells of each that is finished. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) throws IOException {
            Path runs = Path.of(arguments[0]);
            for (int i = Integer.parseInt(arguments[1]); ; i++) {
                Path folder = runs.resolve("run-" + i);
                try (RunFolder run = RunFolder.create(folder, SampleRun.manifest(), KeepEpochs.ALL, List.of());
                        TensorBoardStore board = TensorBoardStore.open(run, SavedRun.open(folder))) {
                    RunLibrary.annotate(folder, RunNotes.NONE.withNote("of " + i));
                    SampleRun.write(board, 0, SampleRun.OPTIONS.epochs());
                    board.ended(TrainingRun.Outcome.COMPLETED);
                }
                System.out.println(folder.getFileName());
            }
        }
    }

    @Test
    void finishedRunsStayReadableAndTheCurrentOneIsResumed() throws Exception {
        Path whole = parent.resolve("whole");
        SampleRun.write(whole, TrainingRun.Outcome.COMPLETED);
        Path runs = Files.createDirectories(parent.resolve("runs"));
        RandomStream random = RandomStream.of(1, "kills");
        Set<String> finished = new HashSet<>();
        int resumed = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            finished.addAll(writeAndKill(runs, finished.size() + kill, random.nextInt(LONGEST_MILLIS)));
            for (RunRow row : RunLibrary.in(runs).list()) {
                RunRow.AtRest run = assertInstanceOf(RunRow.AtRest.class, row, row.toString());
                if (finished.contains(row.folder().getFileName().toString())) {
                    assertEquals(RunStatus.COMPLETED, run.run().manifest().status());
                    assertEquals(SampleRun.OPTIONS.epochs(), run.summary().epoch());
                } else if (run.isInterrupted()) {
                    resume(run.run());
                    assertSameNumbers(whole, row.folder());
                    resumed++;
                }
            }
        }
        for (String name : finished) {
            assertSameNumbers(whole, runs.resolve(name));
        }
        assertTrue(resumed > KILLS / 2, "most kills should have met a run in writing, not " + resumed);
    }

    /** The runs that were finished before the process was killed. */
    private static List<String> writeAndKill(Path runs, int next, int millis) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-classpath",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        runs.toString(),
                        Integer.toString(next))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = process.inputReader()) {
            String first = out.readLine(); // from here on it writes at full speed
            process.waitFor(millis, TimeUnit.MILLISECONDS);
            process.toHandle().destroyForcibly(); // which leaves its output to be read, other than the process's own
            process.waitFor();
            return Stream.concat(Stream.of(first), out.lines()).toList();
        }
    }

    private static void resume(SavedRun run) throws IOException {
        try (RunFolder folder = RunFolder.resume(run, KeepEpochs.ALL);
                TensorBoardStore board = TensorBoardStore.open(folder, run)) {
            int next = run.checkpoint()
                    .map(checkpoint -> checkpoint.progress().epoch())
                    .orElse(0);
            SampleRun.write(board, next, SampleRun.OPTIONS.epochs());
            board.ended(TrainingRun.Outcome.COMPLETED);
        }
    }

    private static void assertSameNumbers(Path whole, Path run) throws IOException {
        for (String table : List.of(RunFiles.STEPS, RunFiles.EPOCHS, RunFiles.CHANGES)) {
            assertEquals(Files.readString(whole.resolve(table)), Files.readString(run.resolve(table)), run.toString());
        }
        SavedRun saved = SavedRun.open(run);
        assertEquals(
                SampleRun.checkpoint(4).progress(),
                saved.checkpoint().orElseThrow().progress());
        for (int epoch = 0; epoch <= SampleRun.OPTIONS.epochs(); epoch++) {
            assertEquals(
                    -1,
                    Files.mismatch(
                            RunFiles.epochFolder(whole, epoch).resolve(RunFiles.WEIGHTS),
                            RunFiles.epochFolder(run, epoch).resolve(RunFiles.WEIGHTS)));
            saved.snapshot(epoch);
        }
    }
}
