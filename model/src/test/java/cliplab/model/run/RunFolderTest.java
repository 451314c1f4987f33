// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.model.TestEngine;
import cliplab.model.data.CaptionGrammar;
import cliplab.model.data.PromptTemplate;
import cliplab.model.data.ShapesDataset;
import cliplab.model.eval.Evaluation;
import cliplab.model.eval.Evaluator;
import cliplab.model.loss.SigmoidPairwise;
import cliplab.model.net.Values;
import cliplab.model.runtime.ComputeDevice;
import cliplab.model.train.Change;
import cliplab.model.train.Checkpoint;
import cliplab.model.train.EpochSums;
import cliplab.model.train.LiveOptions;
import cliplab.model.train.LiveSetting;
import cliplab.model.train.Progress;
import cliplab.model.train.Temperature;
import cliplab.model.train.TrainingEvent;
import cliplab.model.train.TrainingOptions;
import cliplab.model.train.TrainingRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    private static final ComputeDevice CPU = new ComputeDevice(ComputeDevice.Kind.CPU, "for the test");

    /** One epoch of four classes: 11 steps. */
    private static final TrainingOptions SMALL = small();

    private static final ShapesDataset DATA = new ShapesDataset(SMALL.seed(), SMALL.data());

    @TempDir
    private Path parent;

    @BeforeAll
    static void startEngine() {
        TestEngine.start();
    }

    private static TrainingOptions small() {
        TrainingOptions usual = TrainingOptions.REFERENCE;
        List<String> withheld = CaptionGrammar.labels().names().subList(4, 16);
        return new TrainingOptions(
                5,
                new ShapesDataset.Options(usual.data().captions(), 0, 2, withheld),
                new SigmoidPairwise(),
                usual.embedDim(),
                usual.strides(),
                2,
                64,
                1e-3,
                0.05,
                new Temperature.Learned(0.1));
    }

    private RunManifest manifest() {
        return RunManifest.of(SMALL, DATA, "cpu", 1, Map.of("cliplab", "test"), Instant.EPOCH);
    }

    /** Runs until done, or until the observer of the run asks for more. */
    private TrainingRun.Outcome train(
            RunFolder folder, @Nullable Checkpoint resume, BiConsumer<TrainingRun, TrainingEvent> also) {
        AtomicReference<TrainingRun> self = new AtomicReference<>();
        TrainingRun run = new TrainingRun(
                new TrainingRun.Plan("small", SMALL, DATA, CPU, resume, List.of()),
                folder,
                event -> also.accept(self.get(), event));
        self.set(run);
        return run.run();
    }

    @Test
    void theManifestSurvivesTheDisk() throws IOException {
        Path path = parent.resolve("run");
        try (RunFolder folder = RunFolder.create(path, manifest(), KeepEpochs.ALL, List.of())) {
            assertEquals(path, folder.folder());
            assertTrue(SavedRun.open(path).isBeingWritten());
        }
        SavedRun saved = SavedRun.open(path);
        assertEquals(manifest(), saved.manifest());
        assertEquals(
                74_914,
                saved.manifest().parameters()
                        - 64 * (saved.manifest().vocabulary().size() - 10));
        assertFalse(saved.isBeingWritten());
        assertTrue(saved.checkpoint().isEmpty());
    }

    @Test
    void aRunIsNotWrittenTwiceAtOnceNorOver() throws IOException {
        Path path = parent.resolve("run");
        try (RunFolder folder = RunFolder.create(path, manifest(), KeepEpochs.ALL, List.of())) {
            assertThrows(RunExistsException.class, () -> RunFolder.create(path, manifest(), KeepEpochs.ALL, List.of()));
            SavedRun saved = SavedRun.open(folder.folder());
            assertThrows(RunExistsException.class, () -> RunFolder.resume(saved, KeepEpochs.ALL));
        }
        assertThrows(RunExistsException.class, () -> RunFolder.create(path, manifest(), KeepEpochs.ALL, List.of()));
    }

    @Test
    void aSteeredAndStoppedRunResumesBitForBit() throws IOException {
        Path whole = parent.resolve("whole");
        Path parts = parent.resolve("parts");
        try (RunFolder folder = RunFolder.create(whole, manifest(), KeepEpochs.ALL, List.of())) {
            assertEquals(TrainingRun.Outcome.COMPLETED, train(folder, null, RunFolderTest::steer));
        }
        try (RunFolder folder = RunFolder.create(parts, manifest(), KeepEpochs.ALL, List.of())) {
            assertEquals(TrainingRun.Outcome.STOPPED, train(folder, null, (run, event) -> {
                steer(run, event);
                if (event instanceof TrainingEvent.Step step && step.metrics().step() == 7) {
                    run.stop();
                }
            }));
        }
        SavedRun stopped = SavedRun.open(parts);
        assertEquals(RunStatus.STOPPED, stopped.manifest().status());
        assertEquals(7, stopped.steps().size());
        assertEquals(7, stopped.checkpoint().orElseThrow().progress().step());
        // What a crash may leave beyond the checkpoint.
        Files.writeString(parts.resolve("steps.csv"), "8,1,1,1,1,1,1,1,1,1,1,1,1\n9,to", StandardOpenOption.APPEND);
        Files.writeString(parts.resolve("changes.csv"), "8,batch_size,64,8\n", StandardOpenOption.APPEND);
        try (RunFolder folder = RunFolder.resume(stopped, KeepEpochs.ALL)) {
            assertEquals(
                    TrainingRun.Outcome.COMPLETED,
                    train(folder, stopped.checkpoint().orElseThrow(), RunFolderTest::steer));
        }
        assertEquals(Files.readString(whole.resolve("changes.csv")), Files.readString(parts.resolve("changes.csv")));
        assertEquals(withoutTimes(whole.resolve("steps.csv")), withoutTimes(parts.resolve("steps.csv")));
        assertEquals(withoutTimes(whole.resolve("epochs.csv")), withoutTimes(parts.resolve("epochs.csv")));
        for (int epoch = 0; epoch <= 2; epoch++) {
            for (String name : List.of(RunFiles.WEIGHTS, RunFiles.SNAPSHOT)) {
                assertEquals(
                        -1,
                        Files.mismatch(
                                RunFiles.epochFolder(whole, epoch).resolve(name),
                                RunFiles.epochFolder(parts, epoch).resolve(name)));
            }
        }
        assertEquals(3, SavedRun.open(whole).changes().size());
        assertEquals(RunStatus.COMPLETED, SavedRun.open(parts).manifest().status());
    }

    /** Changes settings after steps 2 and 9. */
    private static void steer(TrainingRun run, TrainingEvent event) {
        if (event instanceof TrainingEvent.Step step && step.metrics().step() == 2) {
            run.update(run.live().withBatchSize(100).withTemperature(new Temperature.Held(0.2)));
        }
        if (event instanceof TrainingEvent.Step step && step.metrics().step() == 9) {
            run.update(run.live()
                    .withEvaluationTemplates(
                            List.of(new PromptTemplate("a {}"), new PromptTemplate("a photo of a {}"))));
        }
    }

    private static List<String> withoutTimes(Path table) throws IOException {
        return Files.readAllLines(table).stream()
                .map(line -> line.replaceFirst(",[^,]*,[^,]*$", ""))
                .toList();
    }

    @Test
    void aRunWithoutACheckpointBeginsAgain() throws IOException {
        Path path = parent.resolve("run");
        try (RunFolder folder = RunFolder.create(path, manifest(), KeepEpochs.ALL, List.of())) {
            train(folder, null, (run, event) -> {
                if (event instanceof TrainingEvent.Started) {
                    run.stop();
                }
            });
        }
        Files.delete(path.resolve(RunFiles.CHECKPOINT));
        SavedRun saved = SavedRun.open(path);
        try (RunFolder folder = RunFolder.resume(saved, KeepEpochs.ALL)) {
            assertNull(saved.checkpoint().orElse(null));
            assertTrue(saved.steps().isEmpty());
            assertTrue(saved.epochs().isEmpty());
            assertTrue(saved.epochsKept().isEmpty());
            folder.status(RunStatus.STOPPED);
        }
    }

    @Test
    void onlyTheNewestEpochsAreKeptWhereAsked() throws IOException {
        Path path = parent.resolve("run");
        try (RunFolder folder = RunFolder.create(path, manifest(), KeepEpochs.parse("last"), List.of())) {
            train(folder, null, (run, event) -> {});
        }
        SavedRun saved = SavedRun.open(path);
        assertEquals(List.of(2), saved.epochsKept());
        assertEquals(3, saved.epochs().size());
        assertThrows(RunFormatException.class, () -> saved.weights(OptionalInt.of(0)));
        Map<String, Values> weights = saved.weights(OptionalInt.empty());
        assertTrue(weights.containsKey("image.bn1.running_mean"));
        try (LoadedRun loaded = LoadedRun.load(saved, OptionalInt.empty(), CPU)) {
            assertEquals(1, loaded.embedder().embedTexts(List.of("a red star")).length);
        }
    }

    @Test
    void nothingIsLeftBesideWholeFiles() throws IOException {
        Path path = parent.resolve("run");
        try (RunFolder folder = RunFolder.create(path, manifest(), KeepEpochs.ALL, List.of())) {
            train(folder, null, (run, event) -> {});
        }
        try (Stream<Path> files = Files.walk(path)) {
            assertTrue(files.noneMatch(file -> file.getFileName().toString().endsWith(".part")));
        }
    }

    @Test
    void damagedManifestsAreRefusedInOneSentence() throws IOException {
        for (String text :
                List.of("", "{", "[]", "{}", "{\"schema\": 1}", "{\"schema\": 1, \"threads\": \"x\"}", "null")) {
            Files.writeString(parent.resolve(RunFiles.MANIFEST), text);
            RunFormatException error = assertThrows(RunFormatException.class, () -> SavedRun.open(parent), text);
            String message = String.valueOf(error.getMessage());
            assertTrue(message.contains(RunFiles.MANIFEST) && message.lines().count() == 1, message);
            assertFalse(message.contains("com.google"), message);
        }
    }

    @Test
    void aTableThatIsNoneStopsTheResumeAndFreesTheLock() throws IOException {
        Path path = parent.resolve("run");
        try (RunFolder folder = RunFolder.create(path, manifest(), KeepEpochs.ALL, List.of())) {
            train(folder, null, (run, event) -> {});
        }
        SavedRun saved = SavedRun.open(path);
        Files.writeString(path.resolve(RunFiles.STEPS), "x,1,1\n", StandardOpenOption.APPEND);
        assertThrows(RunFormatException.class, () -> RunFolder.resume(saved, KeepEpochs.ALL));
        assertFalse(saved.isBeingWritten());
    }

    @Test
    void aReplayRemembersWhatItIsStillToChange() throws IOException {
        Path path = parent.resolve("run");
        List<Change> changes = List.of(new Change(9, LiveSetting.BATCH_SIZE, "64", "8"));
        try (RunFolder folder = RunFolder.create(path, manifest(), KeepEpochs.ALL, changes)) {
            assertEquals(changes, SavedRun.open(folder.folder()).replay());
            assertTrue(SavedRun.open(path).changes().isEmpty());
        }
    }

    @Test
    void liveOptionsSurviveTheCheckpoint() throws IOException {
        Path path = parent.resolve("run");
        LiveOptions live = LiveOptions.startOf(SMALL)
                .withTemperature(new Temperature.Held(0.05))
                .withEvaluationTemplates(List.of(new PromptTemplate("this is a {}")));
        Checkpoint checkpoint = new Checkpoint(
                Map.of("w", new Values(new long[] {1}, new float[] {1})),
                new Values(new long[] {1}, new float[] {2}),
                new Values(new long[] {1}, new float[] {3}),
                new Progress(1, 2, 3, 4, 0.1 + 0.2, sums()),
                live,
                live.withBatchSize(9));
        try (RunFolder folder = RunFolder.create(path, manifest(), KeepEpochs.ALL, List.of())) {
            folder.checkpoint(checkpoint);
        }
        Checkpoint read = SavedRun.open(path).checkpoint().orElseThrow();
        assertEquals(live, read.live());
        assertEquals(live.withBatchSize(9), read.wanted());
        assertEquals(checkpoint.progress(), read.progress());
        assertEquals(3f, read.secondMoment().values()[0]);
    }

    @Test
    void aCheckpointOfAnOlderVersionIsRead() throws IOException {
        Path path = parent.resolve("run");
        try (RunFolder folder = RunFolder.create(path, manifest(), KeepEpochs.ALL, List.of())) {
            train(folder, null, (run, event) -> {
                if (event instanceof TrainingEvent.Started) {
                    run.stop();
                }
            });
        }
        SafeTensors saved = SafeTensors.read(path.resolve(RunFiles.CHECKPOINT));
        Map<String, String> older = new LinkedHashMap<>(saved.metadata());
        older.remove(SavedRun.WANTED);
        older.computeIfPresent(
                SavedRun.LIVE,
                (key, live) -> live.replaceFirst("\"glimpseEverySeconds\":[0-9.]+", "\"snapshotEverySteps\":5"));
        assertTrue(String.valueOf(older.get(SavedRun.LIVE)).contains("snapshotEverySteps"));
        new SafeTensors(older, saved.arrays()).write(path.resolve(RunFiles.CHECKPOINT));
        Checkpoint read = SavedRun.open(path).checkpoint().orElseThrow();
        assertEquals(LiveOptions.startOf(SMALL), read.live());
        assertEquals(LiveOptions.startOf(SMALL), read.wanted());
    }

    @Test
    void everyEpochsEvaluationIsRebuiltFromTheDiskBitForBit() throws IOException {
        Path path = parent.resolve("run");
        List<Evaluation> told = new ArrayList<>();
        try (RunFolder folder = RunFolder.create(path, manifest(), KeepEpochs.ALL, List.of())) {
            train(folder, null, (run, event) -> {
                if (event instanceof TrainingEvent.Snapshot snapshot && snapshot.endOfEpoch()) {
                    told.add(snapshot.evaluation());
                }
            });
        }
        SavedRun saved = SavedRun.open(path);
        Evaluator evaluator = new Evaluator(DATA.evaluation());
        assertEquals(3, told.size());
        for (int epoch = 0; epoch < 3; epoch++) {
            Evaluation expected = told.get(epoch);
            SavedSnapshot snapshot = saved.snapshot(epoch);
            assertEquals(expected.matrix().rows(), snapshot.matrix().rows());
            assertEquals(expected.matrix().columns(), snapshot.matrix().columns());
            assertArrayEquals(expected.matrix().cosines(), snapshot.matrix().cosines());
            assertArrayEquals(expected.imageVectors(), snapshot.imageVectors());
            assertArrayEquals(expected.captionVectors(), snapshot.captionVectors());
            Evaluation rebuilt = snapshot.evaluation(evaluator);
            assertEquals(expected.accuracy(), rebuilt.accuracy());
            assertEquals(expected.accuracyWithheld(), rebuilt.accuracyWithheld());
            assertArrayEquals(expected.accuracyPerLabel(), rebuilt.accuracyPerLabel());
            assertArrayEquals(expected.cosineBySharedAttributes(), rebuilt.cosineBySharedAttributes());
            assertArrayEquals(expected.matrix().cosines(), rebuilt.matrix().cosines());
            assertEquals(expected.decisions(), rebuilt.decisions());
            assertEquals(expected.withinClass(), rebuilt.withinClass());
            assertEquals(expected.imageToText(), rebuilt.imageToText());
            assertEquals(expected.textToImage(), rebuilt.textToImage());
        }
        assertThrows(RunFormatException.class, () -> saved.snapshot(3));
        SafeTensors file = SafeTensors.read(RunFiles.epochFolder(path, 1).resolve(RunFiles.SNAPSHOT));
        Map<String, Values> less = new LinkedHashMap<>(file.arrays());
        less.remove(RunFiles.IMAGE_VECTORS);
        new SafeTensors(file.metadata(), less)
                .write(RunFiles.epochFolder(path, 1).resolve(RunFiles.SNAPSHOT));
        assertThrows(RunFormatException.class, () -> saved.snapshot(1));
    }

    @Test
    void aFolderDeletedWhileItIsWrittenFailsTheRunAtTheEpochsEnd() throws IOException {
        Path path = parent.resolve("run");
        List<TrainingEvent> events = new ArrayList<>();
        try (RunFolder folder = RunFolder.create(path, manifest(), KeepEpochs.ALL, List.of())) {
            assertEquals(TrainingRun.Outcome.FAILED, train(folder, null, (run, event) -> {
                events.add(event);
                if (event instanceof TrainingEvent.Step step && step.metrics().step() == 2) {
                    delete(path);
                }
            }));
        }
        TrainingEvent.Failed failed = assertInstanceOf(TrainingEvent.Failed.class, events.getLast());
        assertTrue(failed.message().contains("no longer there"), failed.message());
        assertEquals(11, failed.step());
        assertFalse(Files.exists(path));
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EpochSums sums() {
        return new EpochSums(64, 1.1, Double.NaN, Double.NaN, 0.3, 4, 5, 1e-3);
    }
}
