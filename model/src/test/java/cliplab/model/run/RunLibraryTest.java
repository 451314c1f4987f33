// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.model.run.trash.Trash;
import cliplab.model.run.trash.Trashed;
import cliplab.model.train.Change;
import cliplab.model.train.LiveSetting;
import cliplab.model.train.TrainingRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLibraryTest {
    @TempDir
    private Path parent;

    private Path runs;
    private RunLibrary library;

    @BeforeEach
    void makeLibrary() {
        runs = parent.resolve("runs");
        library = RunLibrary.in(runs);
    }

    private Map<String, RunRow> rows() throws IOException {
        return library.list().stream()
                .collect(Collectors.toMap(row -> runs.relativize(row.folder()).toString(), Function.identity()));
    }

    private RunRow row(String name) throws IOException {
        return Objects.requireNonNull(rows().get(name));
    }

    @Test
    void aLibraryThatIsNotThereHoldsNothing() throws IOException {
        assertEquals(List.of(), library.list());
    }

    @Test
    void everyKindOfRunIsListedAsWhatItIs() throws IOException {
        SampleRun.write(runs.resolve("whole"), TrainingRun.Outcome.COMPLETED);
        SampleRun.write(runs.resolve("sweep/batch 8"), TrainingRun.Outcome.STOPPED);
        SampleRun.write(runs.resolve("newer"), TrainingRun.Outcome.COMPLETED);
        Path newer = runs.resolve("newer").resolve(RunFiles.MANIFEST);
        Files.writeString(newer, Files.readString(newer).replaceFirst("\"schema\": 1", "\"schema\": 7"));
        for (Map.Entry<String, String> damage : Map.of(
                        "empty", "", "list", "[]", "binary", "\0\1\2", "half", "{\"schema\": 1, \"status\": \"RUN")
                .entrySet()) {
            Files.createDirectories(runs.resolve(damage.getKey()));
            Files.writeString(runs.resolve(damage.getKey()).resolve(RunFiles.MANIFEST), damage.getValue());
        }
        Files.createDirectories(runs.resolve("latin"));
        Files.write(runs.resolve("latin").resolve(RunFiles.MANIFEST), new byte[] {'{', (byte) 0xE9, '}'});
        Files.createDirectories(runs.resolve("folder").resolve(RunFiles.MANIFEST));
        SampleRun.write(runs.resolve("table"), TrainingRun.Outcome.COMPLETED);
        Files.writeString(runs.resolve("table").resolve(RunFiles.EPOCHS), "what,is\nthis,1\n");
        SampleRun.write(runs.resolve("no text"), TrainingRun.Outcome.COMPLETED);
        Files.write(runs.resolve("no text").resolve(RunFiles.EPOCHS), new byte[] {'a', (byte) 0xE9, '\n'});
        Files.createDirectories(runs.resolve("no run"));
        Files.writeString(runs.resolve("a file"), "x");
        SampleRun.write(runs.resolve(".hidden"), TrainingRun.Outcome.COMPLETED);
        try (RunFolder folder =
                RunFolder.create(runs.resolve("writing"), SampleRun.manifest(), KeepEpochs.ALL, List.of())) {
            SampleRun.write(folder, 0, 1);
            folder.step(SampleRun.step(21));

            Map<String, RunRow> rows = rows();
            assertEquals(12, rows.size(), rows.keySet().toString());
            assertInstanceOf(RunRow.AtRest.class, rows.get("whole"));
            assertInstanceOf(RunRow.AtRest.class, rows.get("sweep/batch 8"));
            assertEquals(
                    7, assertInstanceOf(RunRow.Newer.class, rows.get("newer")).schema());
            for (String name : List.of("empty", "list", "binary", "half", "latin", "folder", "table", "no text")) {
                String problem = assertInstanceOf(RunRow.Damaged.class, rows.get(name), name)
                        .problem();
                assertTrue(problem.contains(name) && problem.lines().count() == 1, problem);
            }
            RunRow.Writing writing = assertInstanceOf(RunRow.Writing.class, rows.get("writing"));
            assertEquals(1, writing.summary().epoch());
            assertEquals(21, writing.summary().step());
        }
        RunRow.AtRest ended = assertInstanceOf(RunRow.AtRest.class, row("writing"));
        assertTrue(ended.isInterrupted(), "nobody writes it any more, and nobody said how it ended");
    }

    @Test
    void aRowHasTheLastAndTheBestNumbers() throws IOException {
        SampleRun.write(runs.resolve("run"), TrainingRun.Outcome.COMPLETED);
        RunRow.AtRest row = assertInstanceOf(RunRow.AtRest.class, row("run"));
        assertEquals(new RunSummary(4, 80, 10, 1, 1, 0.8, 0.9, 3, List.of()), row.summary());
        assertFalse(row.isInterrupted());
        assertEquals("run", row.name());
    }

    @Test
    void aRunThatHasJustBegunHasNoNumbersYet() throws IOException {
        Change change = new Change(1, LiveSetting.BATCH_SIZE, "64", "8");
        try (RunFolder folder =
                RunFolder.create(runs.resolve("run"), SampleRun.manifest(), KeepEpochs.ALL, List.of())) {
            folder.change(change);
        }
        RunSummary summary = assertInstanceOf(RunRow.AtRest.class, row("run")).summary();
        assertEquals(
                new RunSummary(-1, 0, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, -1, List.of(change)), summary);
    }

    @Test
    void aTornLastStepIsNotTheLast() throws IOException {
        SampleRun.write(runs.resolve("run"), TrainingRun.Outcome.STOPPED);
        Path steps = runs.resolve("run").resolve(RunFiles.STEPS);
        Files.writeString(steps, "81,5,5184,1,1,1,1,1,1,1,1,11,1\n82,5,52", StandardOpenOption.APPEND);
        RunSummary summary = assertInstanceOf(RunRow.AtRest.class, row("run")).summary();
        assertEquals(81, summary.step());
        assertEquals(11, summary.seconds());
        assertEquals(4, summary.epoch());
    }

    @Test
    void askingWhetherARunIsWrittenLeavesItsLockAlone() throws Exception {
        try (RunFolder folder =
                RunFolder.create(runs.resolve("run"), SampleRun.manifest(), KeepEpochs.ALL, List.of())) {
            assertInstanceOf(RunRow.Writing.class, row("run"));
            assertEquals("held", inAnotherProcess(folder.folder()));
        }
        assertEquals("free", inAnotherProcess(runs.resolve("run")));
    }

    @Test
    void askingNeverKeepsARunFromBeingWritten() throws Exception {
        Path run = runs.resolve("run");
        SampleRun.write(run, TrainingRun.Outcome.STOPPED);
        AtomicBoolean asking = new AtomicBoolean(true);
        try (ExecutorService asker = Executors.newSingleThreadExecutor()) {
            Future<?> asked = asker.submit(() -> {
                while (asking.get()) {
                    RunLock.isHeld(run);
                }
                return null;
            });
            try {
                for (int i = 0; i < 500; i++) {
                    try (RunLock _ = RunLock.take(run).orElseThrow()) {
                        assertTrue(RunLock.isHeld(run));
                    }
                }
            } finally {
                asking.set(false);
            }
            asked.get();
        }
        assertFalse(RunLock.isHeld(run));
    }

    /** What another process finds. */
    private static String inAnotherProcess(Path run) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-classpath",
                        System.getProperty("java.class.path"),
                        LockProbe.class.getName(),
                        run.toString())
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    /** Says whether somebody holds the lock of a run. */
    static final class LockProbe {
        private LockProbe() {}

        public static void main(String[] arguments) throws IOException {
            System.out.println(RunLock.isHeld(Path.of(arguments[0])) ? "held" : "free");
        }
    }

    @Test
    void notesStandBesideTheRunEvenInTraining() throws IOException {
        Path run = runs.resolve("run");
        RunNotes notes = new RunNotes(" Große Batches ", "Zeile 1\nZeile 2", List.of("sweep", "b", "Sweep", " "));
        try (RunFolder folder = RunFolder.create(run, SampleRun.manifest(), KeepEpochs.ALL, List.of())) {
            RunLibrary.annotate(run, notes);
            SampleRun.write(folder, 0, 4);
            folder.ended(TrainingRun.Outcome.COMPLETED);
        }
        RunRow row = row("run");
        assertEquals(new RunNotes("Große Batches", "Zeile 1\nZeile 2", List.of("b", "sweep")), row.notes());
        assertEquals("Große Batches", row.name());
        RunLibrary.annotate(run, row.notes().withTitle("").withTags(List.of()));
        assertEquals("run", row("run").name());
    }

    @Test
    void damagedNotesHideNothingAndAreKept() throws IOException {
        Path run = runs.resolve("run");
        SampleRun.write(run, TrainingRun.Outcome.COMPLETED);
        Files.writeString(run.resolve("notes.json"), "{\"title\": \"half");
        assertEquals(
                RunNotes.NONE, assertInstanceOf(RunRow.AtRest.class, row("run")).notes());
        RunLibrary.annotate(run, RunNotes.NONE.withNote("new"));
        assertEquals("new", row("run").notes().note());
        assertEquals("{\"title\": \"half", Files.readString(run.resolve("notes.damaged.json")));
    }

    @Test
    void notesHaveBounds() {
        assertThrows(IllegalArgumentException.class, () -> RunNotes.NONE.withTitle("a\nb"));
        assertThrows(IllegalArgumentException.class, () -> RunNotes.NONE.withNote("x".repeat(10_001)));
        assertThrows(IllegalArgumentException.class, () -> RunNotes.NONE.withTags(List.of("a,b")));
        assertThrows(NoSuchFileException.class, () -> RunLibrary.annotate(parent, RunNotes.NONE));
    }

    @Test
    void aDeletedRunIsGoneAndComesBackWhole() throws IOException {
        RunLibrary own = new RunLibrary(runs, Trash.ofOurs(runs.resolve(".trash")));
        Path run = runs.resolve("run");
        SampleRun.write(run, TrainingRun.Outcome.COMPLETED);
        RunSummary before = assertInstanceOf(RunRow.AtRest.class, row("run")).summary();
        Trashed.Kept trashed = assertInstanceOf(Trashed.Kept.class, own.delete(run));
        assertFalse(trashed.isInSystemTrash());
        assertTrue(rows().isEmpty());
        SampleRun.write(run, TrainingRun.Outcome.STOPPED); // the name is taken again
        assertEquals(runs.resolve("run-2"), trashed.restore());
        assertEquals(before, assertInstanceOf(RunRow.AtRest.class, row("run-2")).summary());
    }

    @Test
    void aRunInTrainingIsNotDeletedAndAFolderThatIsNoneNeither() throws IOException {
        Path run = runs.resolve("run");
        try (RunFolder folder = RunFolder.create(run, SampleRun.manifest(), KeepEpochs.ALL, List.of())) {
            assertThrows(RunExistsException.class, () -> library.delete(folder.folder()));
        }
        assertTrue(SavedRun.isIn(run));
        assertThrows(NoSuchFileException.class, () -> library.delete(parent));
    }

    @Test
    void filesThatGoWhileARunIsLookedAtArePassedOver() throws IOException {
        Path run = runs.resolve("run");
        SampleRun.write(run, TrainingRun.Outcome.COMPLETED);
        RunFiles.visit(run, (_, _) -> {
            try (Stream<Path> left = Files.walk(run)) {
                for (Path file : left.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                // There is nothing left to delete.
            }
        });
        assertEquals(0, RunLibrary.size(run));
    }

    @Test
    void theSizeIsThatOfAllFiles() throws IOException {
        Path run = runs.resolve("run");
        SampleRun.write(run, TrainingRun.Outcome.COMPLETED);
        long before = RunLibrary.size(run);
        Files.write(run.resolve("epochs").resolve("0001").resolve("more"), new byte[1000]);
        assertEquals(before + 1000, RunLibrary.size(run));
        assertTrue(before > 5 * 3 * 4096 * 4, "five epochs and a checkpoint of three arrays");
    }
}
