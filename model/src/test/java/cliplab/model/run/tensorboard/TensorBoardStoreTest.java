// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.run.tensorboard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.model.run.KeepEpochs;
import cliplab.model.run.RunFolder;
import cliplab.model.run.SampleRun;
import cliplab.model.run.SavedRun;
import cliplab.model.run.tensorboard.EventFileReader.Event;
import cliplab.model.train.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardStoreTest {
    @TempDir
    private Path parent;

    private static Path eventFile(Path run) throws IOException {
        try (Stream<Path> files = Files.list(run)) {
            List<Path> found = files.filter(
                            file -> file.getFileName().toString().startsWith("events.out.tfevents."))
                    .toList();
            assertEquals(1, found.size());
            return found.getFirst();
        }
    }

    private Path whole() throws IOException {
        Path path = parent.resolve("whole");
        try (RunFolder run = RunFolder.create(path, SampleRun.manifest(), KeepEpochs.ALL, List.of());
                TensorBoardStore board = TensorBoardStore.open(run, SavedRun.open(path))) {
            SampleRun.write(board, 0, 4);
            board.ended(TrainingRun.Outcome.COMPLETED);
        }
        return path;
    }

    @Test
    void theFileHoldsEveryStepAndEpochByTheRulesOfTheFormat() throws IOException {
        List<Event> events = EventFileReader.read(eventFile(whole()));
        Event head = events.getFirst();
        assertEquals("brain.Event:2", head.fileVersion());
        double begun = Instant.parse(SampleRun.manifest().created()).getEpochSecond();
        assertEquals(begun, head.wallTime());

        List<Event> steps = events.stream()
                .filter(event -> event.scalars().containsKey("loss/train"))
                .toList();
        assertArrayEquals(
                LongStream.rangeClosed(1, 80).toArray(),
                steps.stream().mapToLong(Event::step).toArray());
        Event fifth = steps.get(4);
        assertEquals((float) SampleRun.step(5).loss(), fifth.scalars().get("loss/train"));
        assertEquals(0.07f, fifth.scalars().get("temperature"));
        assertEquals(5e-4f, fifth.scalars().get("learning-rate"));
        assertEquals(begun + SampleRun.step(5).seconds(), fifth.wallTime());

        List<Event> epochs = events.stream()
                .filter(event -> event.scalars().containsKey("accuracy/zero-shot"))
                .toList();
        assertArrayEquals(
                new long[] {0, 20, 40, 60, 80},
                epochs.stream().mapToLong(Event::step).toArray());
        assertEquals(0.9f, epochs.get(3).scalars().get("accuracy/zero-shot"));
        assertEquals(1 + 80 + 5, events.size());
        assertTrue(events.stream()
                .flatMap(event -> event.scalars().values().stream())
                .allMatch(Float::isFinite));
        assertFalse(epochs.getFirst().scalars().containsKey("epoch/loss"), "the untrained network has none");
    }

    @Test
    void aRunThatWasBrokenOffContinuesAsIfItWereWhole() throws IOException {
        byte[] expected = Files.readAllBytes(eventFile(whole()));
        Path path = parent.resolve("broken");
        try (RunFolder run = RunFolder.create(path, SampleRun.manifest(), KeepEpochs.ALL, List.of());
                TensorBoardStore board = TensorBoardStore.open(run, SavedRun.open(path))) {
            SampleRun.write(board, 0, 2);
            board.step(SampleRun.step(41)); // beyond the checkpoint
        }
        Path file = eventFile(path);
        Files.write(file, new byte[] {80, 0, 0, 0, 0, 0, 0}, StandardOpenOption.APPEND); // torn
        try (RunFolder run = RunFolder.resume(SavedRun.open(path), KeepEpochs.ALL);
                TensorBoardStore board = TensorBoardStore.open(run, SavedRun.open(path))) {
            assertEquals(40, EventFileReader.read(file).getLast().step(), "what was beyond the checkpoint is cut off");
            SampleRun.write(board, 3, 4);
        }
        assertArrayEquals(expected, Files.readAllBytes(file));
    }

    @Test
    void aRunResumedWithItHasItFromTheStart() throws IOException {
        byte[] expected = Files.readAllBytes(eventFile(whole()));
        Path path = parent.resolve("late");
        try (RunFolder run = RunFolder.create(path, SampleRun.manifest(), KeepEpochs.ALL, List.of())) {
            SampleRun.write(run, 0, 2);
        }
        try (RunFolder run = RunFolder.resume(SavedRun.open(path), KeepEpochs.ALL);
                TensorBoardStore board = TensorBoardStore.open(run, SavedRun.open(path))) {
            SampleRun.write(board, 3, 4);
        }
        assertArrayEquals(expected, Files.readAllBytes(eventFile(path)));
    }

    /** A process that is killed leaves a beginning of what it would have written. */
    @Test
    void aFileCutOffAnywhereHoldsAllRecordsBeforeTheCutAndIsMadeWhole() throws IOException {
        Path path = whole();
        Path file = eventFile(path);
        byte[] whole = Files.readAllBytes(file);
        List<Event> events = EventFileReader.read(file);
        int read = events.size();
        for (int length = whole.length - 1; length > whole.length - 600; length--) {
            Files.write(file, Arrays.copyOf(whole, length));
            List<Event> left = EventFileReader.read(file);
            assertTrue(left.size() == read || left.size() == read - 1, "each cut takes one record at most");
            assertEquals(events.subList(0, left.size()), left);
            read = left.size();
        }
        assertTrue(read <= events.size() - 2, "the cuts went through more than one record");
        try (RunFolder run = RunFolder.resume(SavedRun.open(path), KeepEpochs.ALL)) {
            TensorBoardStore.open(run, SavedRun.open(path)).close();
        }
        assertArrayEquals(whole, Files.readAllBytes(file));
    }
}
