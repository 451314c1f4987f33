// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.sweeps;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.app.cli.Setup;
import cliplab.model.data.ShapesDataset;
import cliplab.model.run.KeepEpochs;
import cliplab.model.run.RunFolder;
import cliplab.model.run.RunManifest;
import cliplab.model.train.TrainingOptions;
import cliplab.model.train.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepQueueTest {
    private static final SweepPlan PLAN =
            new SweepPlan(Setup.parse("cliplab train --epochs 2"), List.of(Varied.parse("batch=8,16,64")), List.of(0L));

    private static final ShapesDataset DATA =
            new ShapesDataset(0, PLAN.base().options().data());

    @TempDir
    private Path folder;

    private final List<String> unwritten = new ArrayList<>();

    private SweepQueue open() throws IOException {
        return SweepQueue.open(folder, folder.resolve("runs"), Runnable::run, unwritten::add);
    }

    private static List<Integer> numbers(Queue queue) {
        return queue.runs().stream().map(QueuedRun::number).toList();
    }

    @Test
    void everyChangeIsOnDiskAtOnceAndOutlivesTheProgram() throws IOException {
        try (SweepQueue queue = open()) {
            queue.add(PLAN);
            List<QueuedRun> runs = queue.queue().runs();
            queue.change(runs.get(0).key(), run -> run.done(2, new SweepNumbers(0.9, 0.95, 1.25, 12)));
            queue.change(runs.get(1).key(), run -> run.to(SweepState.FAILED, "the disk is full"));
            Queue read = SweepJson.readQueue(Files.readString(queue.file()));
            assertEquals(queue.queue(), read);
        }
        try (SweepQueue again = open()) {
            Queue queue = again.queue();
            assertEquals(
                    List.of(SweepState.DONE, SweepState.FAILED, SweepState.WAITING),
                    queue.runs().stream().map(QueuedRun::state).toList());
            assertEquals(
                    new SweepNumbers(0.9, 0.95, 1.25, 12),
                    queue.runs().getFirst().numbers());
            assertEquals("the disk is full", queue.runs().get(1).note());
            assertEquals(PLAN, queue.sweeps().getFirst().plan());
        }
        assertEquals(List.of(), unwritten);
    }

    @Test
    void aRunUnderWayWhenTheProgramEndedWaits() throws IOException {
        try (SweepQueue queue = open()) {
            queue.add(PLAN);
            queue.change(
                    queue.queue().runs().get(1).key(),
                    run -> run.to(SweepState.RUNNING, "").withEpochs(1));
        }
        try (SweepQueue again = open()) {
            QueuedRun run = again.queue().runs().get(1);
            assertEquals(SweepState.WAITING, run.state());
            assertEquals(1, run.epochs());
        }
    }

    @Test
    void runsMoveAndGoAndAnotherSweepComesBehind() throws IOException {
        try (SweepQueue queue = open()) {
            String first = queue.add(PLAN);
            String second = queue.add(PLAN);
            assertNotEquals(first, second, "also within a second");
            assertEquals(List.of(1, 2, 3, 1, 2, 3), numbers(queue.queue()));
            String last = queue.queue().runs().getLast().key();
            queue.change(now -> now.move(last, -1));
            assertEquals(List.of(1, 2, 3, 1, 3, 2), numbers(queue.queue()));
            queue.change(now -> now.move(last, 1));
            List<Queue> heard = new ArrayList<>();
            queue.addListener((now, _) -> heard.add(now));
            queue.change(now -> now.move(last, 1).move("nobody", -1));
            queue.change(last, run -> run.withEpochs(0));
            queue.change("nobody", run -> run.withEpochs(1));
            assertEquals(List.of(1, 2, 3, 1, 2, 3), numbers(queue.queue()), "the end is the end");
            assertEquals(List.of(), heard, "nothing has changed");
            for (QueuedRun run : queue.queue().runsOf(first)) {
                queue.change(now -> now.remove(run.key()));
            }
            assertEquals(
                    List.of(second),
                    queue.queue().sweeps().stream().map(Queue.Sweep::id).toList());
            assertEquals(1, queue.queue().next().orElseThrow().number());
            assertEquals(queue.queue(), SweepJson.readQueue(Files.readString(queue.file())));
        }
    }

    @Test
    void aQueueHasOneOwner() throws IOException {
        try (SweepQueue _ = open()) {
            String message = String.valueOf(
                    assertThrows(SweepsBusyException.class, this::open).getMessage());
            assertTrue(message.contains(folder.toString()), message);
        }
        open().close();
    }

    @Test
    void aRunThatEndedInTheMomentTheProgramDidIsTakenForWhatItCameTo() throws IOException {
        try (SweepQueue queue = open()) {
            queue.add(PLAN);
            for (QueuedRun run : queue.queue().runs()) {
                queue.change(run.key(), now -> now.to(SweepState.RUNNING, ""));
                completed(queue.folder(run), run.run().setup().options());
            }
            List<QueuedRun> runs = queue.queue().runs();
            Files.writeString(
                    queue.folder(runs.get(0)).resolve("epochs.csv"),
                    "2,86,5504,1.25,,,1.1,0.9,,,,0.07,0.0005,12,1600\n",
                    StandardOpenOption.APPEND);
            Files.writeString(queue.folder(runs.get(2)).resolve("run.json"), "{\"schema\": 1, \"sta");
        }
        try (SweepQueue again = open()) {
            List<QueuedRun> runs = again.queue().runs();
            assertEquals(new SweepNumbers(0.9, 0.9, 1.25, 12), runs.get(0).numbers());
            assertEquals(2, runs.get(0).epochs());
            assertEquals(
                    List.of(SweepState.DONE, SweepState.WAITING, SweepState.WAITING),
                    runs.stream().map(QueuedRun::state).toList(),
                    "without its numbers, or damaged, it is taken up again");
        }
    }

    private static void completed(Path folder, TrainingOptions options) throws IOException {
        RunManifest manifest = RunManifest.of(options, DATA, "cpu", 1, Map.of("cliplab", "test"), Instant.EPOCH);
        try (RunFolder run = RunFolder.create(folder, manifest, KeepEpochs.ALL, List.of())) {
            run.ended(TrainingRun.Outcome.COMPLETED);
        }
    }

    @Test
    void aFileThatCannotBeReadIsLeftAsItIs() throws IOException {
        Path file = folder.resolve("sweeps.json");
        try (SweepQueue queue = open()) {
            queue.add(PLAN);
        }
        String good = Files.readString(file);
        String sweep = "\"sweep\": \"";
        refused(file, "{\"schema\":1,", "not JSON of the form expected");
        refused(file, "[]", "not JSON of the form expected");
        refused(file, "", "not JSON of the form expected");
        refused(file, "{\"schema\":1}", "not JSON of the form expected");
        refused(file, "{\"schema\":99}", "a newer version of this program (schema 99)");
        refused(file, good.replace("\"waiting\"", "\"asleep\""), "there is no state \"asleep\"");
        refused(file, good.replace("\"seed\": 0", "\"seed\": \"x\""), "not JSON of the form expected");
        refused(file, good.replace(sweep, sweep + "not "), "of no sweep");
        refused(file, good.replace("--epochs 2", "--hats 2"), "--hats");
        byte[] noText = {(byte) 0xff, (byte) 0xfe, 0, 1};
        Files.write(file, noText);
        String message =
                String.valueOf(assertThrows(IOException.class, this::open).getMessage());
        assertTrue(message.contains("it is no text"), message);
        assertArrayEquals(noText, Files.readAllBytes(file));
        assertFalse(Files.exists(folder.resolve(".sweeps.json.part")));
        Files.delete(file);
        open().close();
    }

    private void refused(Path file, String text, String why) throws IOException {
        Files.writeString(file, text);
        String message =
                String.valueOf(assertThrows(IOException.class, this::open).getMessage());
        assertTrue(message.startsWith(file + " cannot be read: "), message);
        assertTrue(message.contains(why), message);
        assertEquals(text, Files.readString(file));
    }

    @Test
    void whereTheFileCannotBeWrittenThePersonIsToldOnceAndTheQueueGoesOn() throws IOException {
        try (SweepQueue queue = open()) {
            Path inTheWay = queue.file().resolve("in the way");
            Files.createDirectories(inTheWay);
            queue.add(PLAN);
            queue.change(queue.queue().runs().getFirst().key(), run -> run.withEpochs(1));
            assertEquals(1, unwritten.size(), "not at every epoch");
            assertTrue(unwritten.getFirst().contains("sweeps.json"), unwritten.getFirst());
            assertEquals(3, queue.queue().runs().size());
            Files.delete(inTheWay);
            Files.delete(queue.file());
            queue.change(queue.queue().runs().getFirst().key(), run -> run.withEpochs(2));
            assertEquals(queue.queue(), SweepJson.readQueue(Files.readString(queue.file())));
            Files.delete(queue.file());
            Files.createDirectories(inTheWay);
            queue.change(queue.queue().runs().getFirst().key(), run -> run.withEpochs(1));
            assertEquals(2, unwritten.size(), "it could be written in between");
        }
    }

    @Test
    void aPlanIsAwaitedUntilAllOfItHasEnded() throws IOException {
        try (SweepQueue queue = open()) {
            assertFalse(queue.queue().awaits(PLAN));
            queue.add(PLAN);
            assertTrue(queue.queue().awaits(PLAN));
            Setup otherwise = Setup.parse("cliplab train --epochs 2 --seed 7 --step-delay 1");
            assertTrue(
                    queue.queue().awaits(new SweepPlan(otherwise, PLAN.varied(), PLAN.seeds())),
                    "neither the seed of the controls nor their slow motion is a sweep's");
            assertFalse(queue.queue().awaits(new SweepPlan(PLAN.base(), PLAN.varied(), List.of(1L))));
            for (QueuedRun run : queue.queue().runs()) {
                queue.change(run.key(), now -> now.to(SweepState.DIVERGED, ""));
            }
            assertFalse(queue.queue().awaits(PLAN));
        }
    }
}
