// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.figures.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.app.figures.FigureName;
import cliplab.app.figures.FigureShape;
import cliplab.app.figures.FigureView;
import cliplab.app.training.EpochArchive;
import cliplab.app.training.LabEvent;
import cliplab.app.training.RunRequest;
import cliplab.app.training.Trainer;
import cliplab.app.training.TrainingViewModel;
import cliplab.model.data.ShapesDataset;
import cliplab.model.runtime.ComputeDevice;
import cliplab.model.train.Change;
import cliplab.model.train.EpochMetrics;
import cliplab.model.train.LiveOptions;
import cliplab.model.train.LiveSetting;
import cliplab.model.train.StepMetrics;
import cliplab.model.train.TrainingEvent;
import cliplab.model.train.TrainingOptions;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the window has heard of a run is enough for its figures; no screen, no engine, no disk. */
class ShownRunTest {
    private static final String RUN = "run-1";
    private static final TrainingOptions OPTIONS = TrainingOptions.REFERENCE.withSeed(5);
    private static final ShapesDataset DATA = new ShapesDataset(5, OPTIONS.data());

    /** Begins runs of one name, and does nothing else. */
    private final Trainer trainer = (Trainer) Proxy.newProxyInstance(
            Trainer.class.getClassLoader(),
            new Class<?>[] {Trainer.class},
            (_, method, _) -> method.getName().equals("start") ? RUN : null);

    private final EpochArchive archive = new EpochArchive();
    private final TrainingViewModel training = new TrainingViewModel(trainer, archive);
    private final ShownRun shown = new ShownRun(training, archive);

    private static StepMetrics step(long step) {
        return new StepMetrics(step, 1, step * 64, 4, 4, 4, 1.4, 0.5, 0.5, 0.07, 5e-4, step * 0.1, 100);
    }

    private Optional<FigureCopy> copy(FigureName name) {
        return shown.figure("a figure", name, () -> FigureView.USUAL).copy().get();
    }

    private void takeUpASteeredRun() {
        double nan = Double.NaN;
        EpochMetrics untrained = new EpochMetrics(0, 0, 0, nan, nan, nan, nan, 0.06, nan, nan, nan, 0.07, nan, 0, nan);
        training.start(new RunRequest.New(OPTIONS, LiveOptions.startOf(OPTIONS), "cpu"));
        training.accept(new LabEvent.Prepared(
                RUN,
                OPTIONS,
                DATA,
                null,
                new ComputeDevice(ComputeDevice.Kind.CPU, "asked for"),
                new LabEvent.Earlier(
                        List.of(step(1), step(2)),
                        List.of(untrained),
                        List.of(new Change(2, LiveSetting.BATCH_SIZE, "64", "32")),
                        List.of())));
        training.accept(
                new LabEvent.Told(new TrainingEvent.Changed(RUN, new Change(3, LiveSetting.BATCH_SIZE, "32", "16"))));
        training.accept(new LabEvent.Told(new TrainingEvent.Step(RUN, step(3))));
    }

    @Test
    void aRunThatIsNowhereOnDiskIsExportedWithAllThatWasChanged() throws Exception {
        assertTrue(copy(FigureName.LOSS).isEmpty());
        takeUpASteeredRun();
        FigureCopy loss = copy(FigureName.LOSS).orElseThrow();
        assertEquals("reference-seed5-loss-epoch0", loss.stem());
        String table = text(loss, "csv");
        assertEquals(3, table.lines().filter(line -> line.matches("[123],.*")).count(), table);
        String picture = text(loss, "svg");
        assertTrue(picture.contains("steered by hand, changes: 2"), picture);
        assertFalse(picture.contains(" · run "), picture);

        training.accept(new LabEvent.Told(new TrainingEvent.Step(RUN, step(4))));
        assertEquals(table, text(loss, "csv"), "a copy stays what it was");
    }

    private static String text(FigureCopy copy, String format) throws Exception {
        return new String(
                copy.drawing().call().bytes(FigureShape.of(format, 800, 500, 1.0, null, false)),
                StandardCharsets.UTF_8);
    }

    @Test
    void anEpochThatWasNotSeenIsNoFigureButASentence() {
        takeUpASteeredRun();
        FigureCopy matrix = copy(FigureName.SIMILARITY).orElseThrow();
        IOException unseen =
                assertThrows(IOException.class, () -> matrix.drawing().call());
        assertTrue(String.valueOf(unseen.getMessage()).startsWith("What was seen of epoch 0 was not kept"));
        training.reset();
        assertTrue(copy(FigureName.SIMILARITY).isEmpty());
    }
}
