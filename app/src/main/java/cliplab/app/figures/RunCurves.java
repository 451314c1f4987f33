// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.figures;

import cliplab.app.training.LossLines;
import cliplab.model.data.LabelSet;
import cliplab.model.eval.Evaluation;
import cliplab.model.train.Change;
import cliplab.model.train.EpochMetrics;
import cliplab.model.train.PublishedTrajectory;
import cliplab.model.train.StepMetrics;
import cliplab.viz.figure.AccuracyFigure;
import cliplab.viz.figure.AccuracyPoint;
import cliplab.viz.figure.CompanionFigure;
import cliplab.viz.figure.CosineFigure;
import cliplab.viz.figure.CosinePoint;
import cliplab.viz.figure.LineFigure;
import cliplab.viz.figure.LossFigure;
import cliplab.viz.figure.LossPoint;
import cliplab.viz.figure.PublishedPoint;
import cliplab.viz.figure.XAxisKind;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The figures along a run. Stateless. */
final class RunCurves {
    private RunCurves() {}

    static LossFigure loss(DrawnRun run, FigureRequest request) {
        LossFigure figure = new LossFigure();
        figure.smoothing(request.view().smoothing());
        figure.directions(request.view().directions());
        figure.logarithmic(request.view().logarithmic());
        figure.begin(run.stepsPerEpoch(), run.options().epochs(), published(run, PublishedTrajectory.Point::loss));
        references(figure, run, 1);
        Iterator<Long> changed =
                run.changes().stream().map(Change::step).distinct().sorted().iterator();
        long next = changed.hasNext() ? changed.next() : Long.MAX_VALUE;
        for (StepMetrics m : run.steps()) {
            while (m.step() >= next) {
                references(figure, run, next);
                next = changed.hasNext() ? changed.next() : Long.MAX_VALUE;
            }
            figure.append(new LossPoint(
                    m.step(),
                    run.epochsAt(m),
                    m.seconds(),
                    m.loss(),
                    m.lossImageToText(),
                    m.lossTextToImage(),
                    m.floor()));
        }
        for (EpochMetrics m : run.epochs()) {
            if (!Double.isNaN(m.loss())) {
                figure.appendEpoch(m.epoch(), m.step(), m.seconds(), m.loss());
            }
        }
        return dressed(figure, XAxisKind.STEP, request);
    }

    private static void references(LossFigure figure, DrawnRun run, long step) {
        LossLines lines = LossLines.of(run.options().loss(), run.data(), run.live(step));
        figure.references(step, lines.chance(), lines.floor());
    }

    private static List<PublishedPoint> published(DrawnRun run, ToDoubleFunction<PublishedTrajectory.Point> value) {
        return PublishedTrajectory.isOf(run.options())
                ? PublishedTrajectory.POINTS.stream()
                        .map(point -> new PublishedPoint(point.epoch(), value.applyAsDouble(point)))
                        .toList()
                : List.of();
    }

    static AccuracyFigure accuracy(DrawnRun run, FigureRequest request) throws IOException {
        LabelSet labels = run.data().evaluation().labels();
        AccuracyFigure figure = new AccuracyFigure(labels.names(), 1.0 / labels.size());
        figure.classes(request.view().perClass());
        figure.batches(request.view().directions());
        figure.begin(run.stepsPerEpoch(), run.options().epochs(), published(run, PublishedTrajectory.Point::accuracy));
        for (StepMetrics m : run.steps()) {
            figure.appendBatch(m.step(), run.epochsAt(m), m.seconds(), m.top1ImageToText(), m.top1TextToImage());
        }
        for (EpochMetrics m : run.epochs()) {
            Optional<Evaluation> look = run.looks().at(m.epoch());
            figure.append(new AccuracyPoint(
                    m.epoch(),
                    m.step(),
                    m.seconds(),
                    m.accuracy(),
                    m.accuracyWithheld(),
                    look.map(evaluation -> Arrays.stream(evaluation.accuracyPerLabel())
                                    .boxed()
                                    .toList())
                            .orElse(List.of())));
        }
        return dressed(figure, XAxisKind.EPOCH, request);
    }

    static CompanionFigure temperature(DrawnRun run, FigureRequest request) {
        CompanionFigure figure = new CompanionFigure();
        figure.begin(run.stepsPerEpoch(), run.options().epochs());
        for (StepMetrics m : run.steps()) {
            figure.append(m.step(), run.epochsAt(m), m.seconds(), m.temperature(), m.learningRate());
        }
        return dressed(figure, XAxisKind.EPOCH, request);
    }

    static CosineFigure cosine(DrawnRun run, FigureRequest request) throws IOException {
        CosineFigure figure = new CosineFigure();
        figure.begin(run.stepsPerEpoch(), run.options().epochs());
        for (EpochMetrics m : run.epochs()) {
            Optional<Evaluation> look = run.looks().at(m.epoch());
            if (look.isPresent()) {
                double[] shared = look.get().cosineBySharedAttributes();
                boolean known = shared.length == 3;
                figure.append(new CosinePoint(
                        m.epoch(),
                        m.step(),
                        m.seconds(),
                        look.get().withinClass(),
                        look.get().betweenClasses(),
                        known ? shared[0] : Double.NaN,
                        known ? shared[1] : Double.NaN,
                        known ? shared[2] : Double.NaN));
            }
        }
        return dressed(figure, XAxisKind.EPOCH, request);
    }

    private static <T extends LineFigure> T dressed(T figure, XAxisKind usual, FigureRequest request) {
        XAxisKind asked = request.view().axis();
        figure.axis(asked == null ? usual : asked);
        request.epoch().ifPresent(figure::mark);
        return figure;
    }
}
