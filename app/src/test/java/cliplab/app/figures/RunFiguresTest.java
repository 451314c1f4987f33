// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.figures;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.model.data.ShapesDataset;
import cliplab.model.eval.Evaluation;
import cliplab.model.eval.Evaluator;
import cliplab.model.loss.LossReference;
import cliplab.model.train.Change;
import cliplab.model.train.EpochMetrics;
import cliplab.model.train.LiveSetting;
import cliplab.model.train.StepMetrics;
import cliplab.model.train.TrainingOptions;
import cliplab.viz.figure.DataTable;
import cliplab.viz.figure.XAxisKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Figures of a run that never was on disk, as the window makes them: no engine, no screen. */
class RunFiguresTest {
    private static final TrainingOptions OPTIONS = TrainingOptions.REFERENCE.withSeed(7);
    private static final ShapesDataset DATA = new ShapesDataset(7, OPTIONS.data());
    private static final Evaluation LOOK = look();
    private static final int STEPS = 60;

    @TempDir
    private Path folder;

    /** Vectors that lie about their captions at random. */
    private static Evaluation look() {
        Random random = new Random(1);
        int[] subjects = DATA.evaluation().subjectOf();
        float[][] captions = new float[DATA.evaluation().subjects().size()][16];
        float[][] images = new float[subjects.length][];
        for (int c = 0; c < captions.length; c++) {
            captions[c][c] = 1;
        }
        for (int i = 0; i < images.length; i++) {
            float[] vector = captions[subjects[i]].clone();
            for (int d = 0; d < vector.length; d++) {
                vector[d] += 0.2f * (float) random.nextGaussian();
            }
            images[i] = vector;
        }
        return new Evaluator(DATA.evaluation()).ofVectors(images, captions);
    }

    private static DrawnRun run(int steps, List<Change> changes) {
        double nan = Double.NaN;
        List<StepMetrics> stepList = IntStream.rangeClosed(1, steps)
                .mapToObj(step -> new StepMetrics(
                        step, 1, step * 64L, 4 - 0.01 * step, 4, 4, 1.4, 0.5, 0.5, 0.07, 5e-4, step * 0.1, 100))
                .toList();
        List<EpochMetrics> epochs = steps == 0
                ? List.of()
                : List.of(
                        new EpochMetrics(0, 0, 0, nan, nan, nan, nan, 0.06, nan, nan, nan, 0.07, nan, 0, nan),
                        new EpochMetrics(1, 43, 2720, 3.5, 3.5, 3.5, 1.4, 0.5, nan, 0.5, 0.5, 0.07, 5e-4, 4, 100));
        return new DrawnRun(
                "",
                "",
                "custom",
                "cpu",
                "0.1.0",
                DATA.digest(),
                OPTIONS,
                DATA,
                stepList,
                epochs,
                changes,
                epoch -> epoch == 1 ? Optional.of(LOOK) : Optional.empty());
    }

    private static MadeFigure make(DrawnRun run, FigureName name, FigureView view) throws IOException {
        return RunFigures.make(run, new FigureRequest(name, OptionalInt.empty(), view));
    }

    @ParameterizedTest
    @EnumSource
    void everyFigureStandsAloneAndRemembers(FigureName name) throws IOException {
        MadeFigure made = make(run(STEPS, List.of()), name, FigureView.USUAL);
        assertEquals("", made.figure().hint());
        String caption = made.provenance().caption();
        for (String part : List.of(
                "Custom settings",
                "seed 7",
                "cpu",
                "CLIP Lab 0.1.0",
                DATA.digest().substring(0, 12))) {
            assertTrue(caption.contains(part), caption);
        }
        assertTrue(caption.contains(name.ofOneEpoch() ? "epoch 1 of 30" : "1 of 30 epochs"), caption);
        Path file = folder.resolve("figure.png");
        made.write(FigureShape.USUAL, file);
        assertEquals(made.memory(), Remembered.read(file).orElseThrow());
        assertArrayEquals(
                Files.readAllBytes(file),
                make(run(STEPS, List.of()), name, FigureView.USUAL).bytes(FigureShape.USUAL));
    }

    @Test
    void howAFigureWasLookedAtIsRemembered() throws IOException {
        FigureView view = new FigureView(XAxisKind.TIME, 0.5, true, true, true, true, true, 12);
        for (FigureName name : FigureName.values()) {
            MadeFigure made = make(run(STEPS, List.of()), name, view);
            FigureMemory memory = assertInstanceOf(
                    FigureMemory.class, Remembered.parse(made.provenance().json()));
            assertEquals(view, memory.request().view());
            assertNotEquals(List.of(), List.of(made.bytes(FigureShape.of("svg", 400, 300, 1.0, null, true))));
        }
    }

    /** The same whether the window had laid out the map already or not. */
    @Test
    void theMapDependsOnRunEpochAndSeedAlone() throws IOException {
        MadeFigure made = make(run(STEPS, List.of()), FigureName.EMBEDDING, FigureView.USUAL);
        DataTable again = make(run(50, List.of()), FigureName.EMBEDDING, FigureView.USUAL)
                .figure()
                .table();
        assertEquals(made.figure().table(), again);
    }

    @Test
    void referenceLinesFollowWhatWasChangedByHand() throws IOException {
        Change smaller = new Change(31, LiveSetting.BATCH_SIZE, "64", "16");
        MadeFigure made = make(run(STEPS, List.of(smaller)), FigureName.LOSS, FigureView.USUAL);
        DataTable table = made.figure().table();
        int chance = table.columns().indexOf("chance");
        int floor = table.columns().indexOf("floor");
        assertEquals(Math.log(64), (double) table.rows().get(29).get(chance), 1e-9);
        assertEquals(Math.log(16), (double) table.rows().get(30).get(chance), 1e-9);
        assertEquals(
                LossReference.expectedFloor(OPTIONS.loss(), DATA.captions().groupSizes(), 1, 16),
                (double) table.rows().get(30).get(floor),
                1e-9);
        assertTrue(made.provenance().caption().endsWith("steered by hand, changes: 1"));
        assertEquals(
                16, assertInstanceOf(FigureMemory.class, made.memory()).live().batchSize());
    }

    @Test
    void whereThereIsNothingToDrawItSaysWhy() {
        IOException none =
                assertThrows(IOException.class, () -> make(run(0, List.of()), FigureName.LOSS, FigureView.USUAL));
        assertEquals("The run has done no step yet, so there is nothing to draw.", none.getMessage());
        FigureRequest untrained = new FigureRequest(FigureName.SIMILARITY, OptionalInt.of(0), FigureView.USUAL);
        IOException unseen = assertThrows(IOException.class, () -> RunFigures.make(run(STEPS, List.of()), untrained));
        assertTrue(String.valueOf(unseen.getMessage()).startsWith("What was seen of epoch 0 was not kept"));
    }

    @Test
    void aNetworkThatIsLostHasNoPictureOfWhatItSaw() {
        float[][] images = LOOK.imageVectors().clone();
        images[3] = new float[images[3].length];
        images[3][0] = Float.NaN;
        Evaluation lost = new Evaluator(DATA.evaluation()).ofVectors(images, LOOK.captionVectors());
        DrawnRun run = seeing(run(STEPS, List.of()), lost);
        for (FigureName name : List.of(FigureName.SIMILARITY, FigureName.EMBEDDING)) {
            IOException said = assertThrows(IOException.class, () -> make(run, name, FigureView.USUAL));
            assertTrue(String.valueOf(said.getMessage()).startsWith("The network was lost at epoch 1"), name.id());
        }
    }

    private static DrawnRun seeing(DrawnRun run, Evaluation look) {
        return new DrawnRun(
                run.name(),
                run.created(),
                run.preset(),
                run.device(),
                run.version(),
                run.dataDigest(),
                run.options(),
                run.data(),
                List.of(),
                run.epochs(),
                run.changes(),
                _ -> Optional.of(look));
    }

    @Test
    void aRunWithoutStepsHasNoCurveOfThem() {
        DrawnRun untrained = seeing(run(STEPS, List.of()), LOOK);
        for (FigureName name : List.of(FigureName.LOSS, FigureName.TEMPERATURE)) {
            IOException none = assertThrows(IOException.class, () -> make(untrained, name, FigureView.USUAL));
            assertEquals("The run has nothing yet that this figure could show.", none.getMessage());
        }
    }

    @Test
    void damagedMemoriesAreNamedAsSuch() throws IOException {
        String whole = make(run(STEPS, List.of()), FigureName.LOSS, FigureView.USUAL)
                .provenance()
                .json();
        for (String damaged : List.of(
                "",
                "nonsense",
                "[]",
                "{}",
                whole.substring(0, whole.length() / 2),
                whole.replace("\"epochs\":30", "\"epochs\":-1"),
                whole.replace("\"perplexity\":15", "\"perplexity\":\"x\""),
                whole.replace("\"perplexity\":15", "\"perplexity\":1"),
                whole.replace("\"schema\":1", "\"schema\":\"x\""),
                whole.replace("\"figure\":\"loss\"", "\"figure\":\"fun\""))) {
            assertNotEquals(whole, damaged);
            assertThrows(IllegalArgumentException.class, () -> Remembered.parse(damaged), damaged);
        }
        IllegalArgumentException newer = assertThrows(
                IllegalArgumentException.class, () -> Remembered.parse(whole.replace("\"schema\":1", "\"schema\":2")));
        assertTrue(String.valueOf(newer.getMessage()).contains("newer version"), newer.getMessage());
    }
}
