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
import cliplab.viz.figure.LineFigure;
import cliplab.viz.figure.LossFigure;
import cliplab.viz.figure.XAxisKind;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The figures along a run. Stateless. */
final class RunCurves {
    private RunCurves() {}

    static LossFigure loss(DrawnRun run, FigureRequest request) {
        LossFigure figure = new LossFigure();
        figure.smoothing(request.view().smoothing());
        figure.directions(request.view().directions());
        figure.logarithmic(request.view().logarithmic());
        figure.begin(
                run.stepsPerEpoch(),
                run.options().epochs(),
                FigureData.published(run.options(), PublishedTrajectory.Point::loss));
        references(figure, run, 1);
        Iterator<Long> changed =
                run.changes().stream().map(Change::step).distinct().sorted().iterator();
        long next = changed.hasNext() ? changed.next() : Long.MAX_VALUE;
        for (StepMetrics m : run.steps()) {
            while (m.step() >= next) {
                references(figure, run, next);
                next = changed.hasNext() ? changed.next() : Long.MAX_VALUE;
            }
            figure.append(FigureData.loss(m, run.epochsAt(m)));
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

    static AccuracyFigure accuracy(DrawnRun run, FigureRequest request) throws IOException {
        LabelSet labels = run.data().evaluation().labels();
        AccuracyFigure figure = new AccuracyFigure(labels.names(), 1.0 / labels.size());
        figure.classes(request.view().perClass());
        figure.batches(request.view().directions());
        figure.begin(
                run.stepsPerEpoch(),
                run.options().epochs(),
                FigureData.published(run.options(), PublishedTrajectory.Point::accuracy));
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
                    look.map(FigureData::accuracyPerClass).orElse(List.of())));
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
            look.ifPresent(seen -> figure.append(FigureData.cosines(m, seen)));
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
