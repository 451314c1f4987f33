// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.runs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.model.data.ShapesDataset;
import cliplab.model.run.KeepEpochs;
import cliplab.model.run.RunFolder;
import cliplab.model.run.RunLibrary;
import cliplab.model.run.RunManifest;
import cliplab.model.run.RunNotes;
import cliplab.model.run.RunRow;
import cliplab.model.run.RunSummary;
import cliplab.model.run.SavedRun;
import cliplab.model.train.Change;
import cliplab.model.train.EpochMetrics;
import cliplab.model.train.LiveSetting;
import cliplab.model.train.StepMetrics;
import cliplab.model.train.TrainingOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunComparisonTest {
    private static final TrainingOptions USUAL = TrainingOptions.REFERENCE;
    private static final ShapesDataset DATA = new ShapesDataset(0, USUAL.data());
    private static final int PAIRS = 2720;

    @TempDir
    private Path parent;

    private static RunManifest manifest(TrainingOptions options) {
        return RunManifest.of(options, DATA, "cpu", 2, Map.of("cliplab", "test"), Instant.EPOCH);
    }

    /** @param losses of the epochs from 1 on, each 10 s; accuracy is a tenth of it */
    private static ComparedRun run(String name, TrainingOptions options, List<Change> changes, double... losses) {
        RunRow.Known row = new RunRow.AtRest(
                new SavedRun(Path.of(name), manifest(options)),
                RunNotes.NONE,
                new RunSummary(losses.length, 0, 0, 0, 0, 0, 0, 0, changes));
        List<EpochMetrics> epochs = IntStream.rangeClosed(0, losses.length)
                .mapToObj(i -> epoch(i, i == 0 ? Double.NaN : losses[i - 1]))
                .toList();
        return new ComparedRun(row, epochs, List.of());
    }

    private static EpochMetrics epoch(int i, double loss) {
        double accuracy = i == 0 ? 0.0625 : loss / 10;
        return new EpochMetrics(
                i, i * 43L, (long) i * PAIRS, loss, loss, loss, 1 + i * 0.1, accuracy, 0, 0, 0, 0.07, 5e-4, i * 10, 1);
    }

    private static TrainingOptions batches(int size) {
        return new TrainingOptions(
                USUAL.seed(),
                USUAL.data(),
                USUAL.loss(),
                USUAL.embedDim(),
                USUAL.strides(),
                USUAL.epochs(),
                size,
                USUAL.learningRate(),
                USUAL.weightDecay(),
                USUAL.temperature());
    }

    @Test
    void onlyWhatDiffersIsInTheTable() {
        Change change = new Change(9, LiveSetting.BATCH_SIZE, "64", "16");
        RunComparison comparison = new RunComparison(List.of(
                run("a", USUAL, List.of(), 3), run("b", USUAL.withSeed(4).withEpochs(5), List.of(change), 2)));
        assertEquals(
                List.of(
                        new RunComparison.Difference(RunSetting.SEED, List.of("0", "4")),
                        new RunComparison.Difference(RunSetting.EPOCHS, List.of("30", "5")),
                        new RunComparison.Difference(RunSetting.CHANGES, List.of("none", "batch-size 16 from step 9"))),
                comparison.differences());
        assertEquals(
                Map.of(RunSetting.EPOCHS, "5", RunSetting.CHANGES, "batch-size 16 from step 9"),
                RunSetting.changed(comparison.runs().get(1).row()));
        assertEquals(Map.of(), RunSetting.changed(comparison.runs().get(0).row()));
    }

    @Test
    void seedsOfOneSetupAreOneCurveWithItsRange() {
        RunComparison comparison = new RunComparison(List.of(
                run("a", USUAL, List.of(), 3, 2, 1),
                run("other", batches(8), List.of(), 5),
                run("b", USUAL.withSeed(1), List.of(), 4, 3),
                run("c", USUAL.withSeed(2), List.of(), 8, 2.5)));
        List<RunComparison.Curve> curves = comparison.curves(ComparedRun.Measure.LOSS, ComparedRun.Axis.PAIRS);
        RunComparison.Curve seeds = curves.getFirst();
        assertEquals("batch-size 64 × 3", seeds.name());
        assertArrayEquals(new double[] {PAIRS, 2 * PAIRS, 3 * PAIRS}, seeds.x());
        assertArrayEquals(new double[] {4, 2.5, 1}, seeds.y(), "medians of three, three and one");
        assertArrayEquals(new double[] {3, 2, 1}, seeds.low());
        assertArrayEquals(new double[] {8, 3, 1}, seeds.high());
        assertEquals(1.2, seeds.floor(), 1e-9, "the median of the last epochs' floors");
        assertEquals("other", curves.get(1).name());
        assertEquals(0, curves.get(1).low().length);
        assertTrue(seeds.chance() > 4 && seeds.chance() < Math.log(64), "in batches of 64, the last of 32");
        assertTrue(
                curves.get(1).chance() < Math.log(8) + 1e-9,
                "its own chance line: " + curves.get(1).chance());
    }

    @Test
    void accuracyBeginsWithTheUntrainedNetworkAndHasNoFloor() {
        RunComparison comparison =
                new RunComparison(List.of(run("a", USUAL, List.of(), 3), run("b", batches(8), List.of(), 5)));
        RunComparison.Curve curve = comparison
                .curves(ComparedRun.Measure.ACCURACY, ComparedRun.Axis.TIME)
                .getFirst();
        assertArrayEquals(new double[] {0, 10}, curve.x());
        assertArrayEquals(new double[] {0.0625, 0.3}, curve.y(), 1e-9);
        assertTrue(Double.isNaN(curve.floor()));
        assertEquals(1.0 / 16, curve.chance());
    }

    @Test
    void stepsAreReadFromTheDiskAndThinnedToMeans() throws IOException {
        for (String name : List.of("a", "b")) {
            try (RunFolder folder =
                    RunFolder.create(parent.resolve(name), manifest(USUAL), KeepEpochs.ALL, List.of())) {
                for (int i = 1; i <= 1200; i++) {
                    folder.step(new StepMetrics(i, 1, i * 64L, i, 0, 0, 0, 0, 0, 0.07, 5e-4, i, 1));
                }
            }
        }
        List<RunRow.Known> rows = RunLibrary.in(parent).list().stream()
                .map(RunRow.Known.class::cast)
                .toList();
        RunComparison comparison = RunComparison.of(rows);
        RunComparison.Curve curve = comparison
                .curves(ComparedRun.Measure.STEP_LOSS, ComparedRun.Axis.STEP)
                .getFirst();
        assertEquals("Reference × 2", curve.name());
        assertEquals(400, curve.x().length);
        assertEquals(3, curve.x()[0]);
        assertEquals(2, curve.y()[0], "the mean of steps 1, 2 and 3");
        assertEquals(
                0,
                comparison
                        .curves(ComparedRun.Measure.STEP_LOSS, ComparedRun.Axis.EPOCH)
                        .getFirst()
                        .x()
                        .length,
                "before an epoch's end nobody knows how long one is");
    }

    @Test
    void oneRunOrElevenAreNotCompared() {
        ComparedRun run = run("a", USUAL, List.of(), 3);
        assertThrows(IllegalArgumentException.class, () -> new RunComparison(List.of(run)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new RunComparison(
                        IntStream.range(0, 11).mapToObj(i -> run).toList()));
    }
}
