// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.bench;

import cliplab.app.AppContext;
import cliplab.app.cli.Setup;
import cliplab.app.training.Look;
import cliplab.app.training.RunObserver;
import cliplab.app.training.RunRequest;
import cliplab.app.training.RunState;
import cliplab.app.training.TrainingViewModel;
import cliplab.model.eval.Evaluation;
import cliplab.model.runtime.NativeMemory;
import cliplab.model.train.EpochMetrics;
import cliplab.model.train.StepMetrics;
import cliplab.model.train.TrainingOptions;
import cliplab.viz.pane.LossPane;
import cliplab.viz.projection.Progress;
import cliplab.viz.projection.Projection;
import cliplab.viz.projection.TsneProjector;
import java.util.Arrays;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import org.jspecify.annotations.Nullable;

/**
 * Trains in the open window and measures, one act after the other: streaming, a pause, a settled map, a stop, a long curve.
 * FX thread only.
 */
public final class WindowBench implements RunObserver {
    private static final int WARM_UP_EPOCHS = 2;
    private static final int POINTS = 200_000;
    private static final int PAINTINGS = 64;
    private static final double PERPLEXITY = 15;
    private static final int MAPS = 3;

    private enum Act {
        WAITING,
        WARMING_UP,
        STREAMING,
        PAUSING,
        STOPPING,
        DONE
    }

    private final AppContext context;
    private final TrainingViewModel training;
    private final LossPane loss;
    private final RunObserver curves;
    private final int epochs;
    private final long firstFrame;
    private final Consumer<WindowMeasures> done;
    private final PulseLog pulses = new PulseLog();

    private Act act = Act.WAITING;
    private @Nullable StepMetrics from;
    private @Nullable StepMetrics to;
    private @Nullable StepMetrics last;
    private long askedAt;
    private long askedStep;
    private double pauseMillis;
    private long pauseSteps;
    private double stopMillis;
    private long stopSteps;
    private double settledMap = Double.NaN;

    /**
     * @param curves fed with a long run at the end
     * @param epochs to train, at least 4
     * @param done told once, when everything is measured
     */
    public WindowBench(
            AppContext context,
            LossPane loss,
            RunObserver curves,
            int epochs,
            long firstFrame,
            Consumer<WindowMeasures> done) {
        this.context = context;
        this.training = context.training();
        this.loss = loss;
        this.curves = curves;
        this.epochs = epochs;
        this.firstFrame = firstFrame;
        this.done = done;
    }

    /** Begins as soon as the engine is there. */
    public void start() {
        training.addObserver(this);
        training.stateProperty().subscribe(this::follow);
    }

    private void follow(RunState state) {
        switch (act) {
            case WAITING -> {
                if (state == RunState.IDLE) {
                    act = Act.WARMING_UP;
                    Setup setup = Setup.of(TrainingOptions.REFERENCE.withEpochs(epochs));
                    training.start(new RunRequest.New(setup.options(), setup.live(), setup.device()));
                }
            }
            case PAUSING -> {
                if (state == RunState.PAUSED) {
                    pauseMillis = (System.nanoTime() - askedAt) / 1e6;
                    pauseSteps = steps() - askedStep;
                    settle();
                }
            }
            case STOPPING -> {
                if (state == RunState.STOPPED) {
                    stopMillis = (System.nanoTime() - askedAt) / 1e6;
                    stopSteps = steps() - askedStep;
                    act = Act.DONE;
                    drawLongCurve();
                }
            }
            case WARMING_UP, STREAMING, DONE -> {}
        }
    }

    private long steps() {
        return last == null ? 0 : last.step();
    }

    @Override
    public void step(StepMetrics metrics) {
        last = metrics;
        if (act == Act.PAUSING && askedStep == 0) {
            // Asked for in the middle of an epoch, a step after its beginning.
            askedStep = metrics.step();
            askedAt = System.nanoTime();
            training.pause();
        }
    }

    @Override
    public void epoch(EpochMetrics metrics, @Nullable Look look) {
        if (act == Act.WARMING_UP && metrics.epoch() == WARM_UP_EPOCHS) {
            act = Act.STREAMING;
            from = last;
            pulses.start();
        } else if (act == Act.STREAMING && metrics.epoch() == epochs - 1) {
            pulses.stop();
            to = last;
            askedStep = 0;
            act = Act.PAUSING;
        }
    }

    private void settle() {
        Look look = training.shownProperty().get();
        Evaluation evaluation = look == null ? null : look.evaluation();
        if (evaluation == null) {
            stop();
            return;
        }
        context.tasks()
                .submit(
                        "bench-map",
                        () -> mapMillis(evaluation),
                        millis -> {
                            settledMap = millis;
                            stop();
                        },
                        context.errors()::report);
    }

    private static double mapMillis(Evaluation evaluation) {
        float[][] points = Projection.points(evaluation.imageVectors(), evaluation.captionVectors());
        double[] millis = new double[MAPS];
        for (int i = 0; i < MAPS; i++) {
            long start = System.nanoTime();
            TsneProjector.project(points, PERPLEXITY, 0, 0, Progress.NONE);
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        return millis[MAPS / 2];
    }

    private void stop() {
        act = Act.STOPPING;
        training.resume();
        askedStep = steps();
        askedAt = System.nanoTime();
        training.stop();
    }

    /** More points than a long evening brings, painted again and again. */
    private void drawLongCurve() {
        long first = steps();
        double seconds = last == null ? 0 : last.seconds();
        for (int i = 1; i <= POINTS; i++) {
            double value = 1.5 + 2.5 * Math.exp(-i / 2e4) + 0.2 * Math.sin(i * 12.9898);
            curves.step(new StepMetrics(
                    first + i,
                    1,
                    (first + i) * 64,
                    value,
                    value,
                    value,
                    1.5,
                    1,
                    1,
                    0.07,
                    5e-4,
                    seconds + i * 0.02,
                    3000));
        }
        long begun = loss.chart().paintings();
        new AnimationTimer() {
            @Override
            public void handle(long now) {
                loss.chart().changed();
                if (loss.chart().paintings() >= begun + PAINTINGS) {
                    stop();
                    done.accept(measures());
                }
            }
        }.start();
    }

    private WindowMeasures measures() {
        StepMetrics start = from;
        StepMetrics end = to;
        double pairsPerSecond = Double.NaN;
        double millisPerStep = Double.NaN;
        if (start != null && end != null) {
            double seconds = end.seconds() - start.seconds();
            pairsPerSecond = (end.pairs() - start.pairs()) / seconds;
            millisPerStep = 1000 * seconds / (end.step() - start.step());
        }
        return new WindowMeasures(
                firstFrame,
                epochs - 1 - WARM_UP_EPOCHS,
                pairsPerSecond,
                millisPerStep,
                pulses.count(),
                pulses.quantile(0.5),
                pulses.quantile(0.95),
                pulses.quantile(1),
                pauseSteps,
                pauseMillis,
                stopSteps,
                stopMillis,
                settledMap,
                loss.chart().medianPaintMillis(),
                NativeMemory.resident().orElse(-1) >> 20,
                NativeMemory.peakResident().orElse(-1) >> 20);
    }
}
