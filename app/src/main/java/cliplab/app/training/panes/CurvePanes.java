// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training.panes;

import cliplab.app.figures.FigureData;
import cliplab.app.figures.FigureView;
import cliplab.app.training.LabEvent;
import cliplab.app.training.Look;
import cliplab.app.training.LossLines;
import cliplab.app.training.RunObserver;
import cliplab.app.training.Sentences;
import cliplab.app.training.TrainingViewModel;
import cliplab.model.data.CaptionGrammar;
import cliplab.model.eval.Evaluation;
import cliplab.model.train.EpochMetrics;
import cliplab.model.train.PublishedTrajectory;
import cliplab.model.train.StepMetrics;
import cliplab.viz.figure.AccuracyFigure;
import cliplab.viz.figure.AccuracyPoint;
import cliplab.viz.figure.CompanionFigure;
import cliplab.viz.figure.CosineFigure;
import cliplab.viz.figure.LossFigure;
import cliplab.viz.figure.XAxisKind;
import cliplab.viz.pane.AccuracyPane;
import cliplab.viz.pane.CosinePane;
import cliplab.viz.pane.LossPane;
import cliplab.viz.pane.Repainter;
import cliplab.viz.style.Palette;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Loss, accuracy with its companions, and cosines: everything drawn along the run. FX thread only. */
public final class CurvePanes implements RunObserver {
    private final TrainingViewModel training;
    private final LossFigure loss = new LossFigure();
    private final AccuracyFigure accuracy;
    private final CompanionFigure companions = new CompanionFigure();
    private final CosineFigure cosines = new CosineFigure();
    private final LossPane lossPane;
    private final AccuracyPane accuracyPane;
    private final CosinePane cosinePane;
    private final double chance;
    private int pairsPerEpoch = 1;

    public CurvePanes(TrainingViewModel training, Repainter repainter) {
        this.training = training;
        List<String> labels = CaptionGrammar.labels().names();
        chance = 1.0 / labels.size();
        accuracy = new AccuracyFigure(labels, chance);
        lossPane = new LossPane(loss, repainter);
        accuracyPane = new AccuracyPane(accuracy, companions, repainter);
        cosinePane = new CosinePane(cosines, repainter);
        training.addObserver(this);
        training.linesProperty().subscribe(this::references);
        training.viewedEpochProperty().subscribe(epoch -> mark(epoch.intValue()));
        training.selectedClassProperty().subscribe(index -> accuracy.select(index.intValue()));
    }

    public LossPane loss() {
        return lossPane;
    }

    public AccuracyPane accuracy() {
        return accuracyPane;
    }

    public CosinePane cosines() {
        return cosinePane;
    }

    /** How the loss is looked at. */
    FigureView lossView() {
        FigureView usual = FigureView.USUAL;
        return new FigureView(
                loss.axis() == XAxisKind.STEP ? usual.axis() : loss.axis(),
                loss.smoothing(),
                lossPane.logarithmicProperty().get(),
                loss.directions(),
                usual.perClass(),
                usual.softmax(),
                usual.components(),
                usual.perplexity());
    }

    /** How the accuracy is looked at. */
    FigureView accuracyView() {
        FigureView usual = FigureView.USUAL;
        return new FigureView(
                usual.axis(),
                usual.smoothing(),
                usual.logarithmic(),
                accuracy.batches(),
                accuracy.classes(),
                usual.softmax(),
                usual.components(),
                usual.perplexity());
    }

    public void apply(Palette palette) {
        lossPane.apply(palette);
        accuracyPane.apply(palette);
        cosinePane.apply(palette);
    }

    /** Renews the words below the charts; a few times a second is enough. */
    public void say() {
        EpochMetrics epoch = training.viewedMetrics();
        LabEvent.Prepared run = training.run();
        lossPane.sentence(Sentences.loss(training.spokenLoss(), training.spokenLines()));
        accuracyPane.sentence(
                epoch == null || run == null
                        ? ""
                        : Sentences.accuracy(
                                training.spokenEpoch(),
                                training.spokenAccuracy(),
                                run.data().evaluation().images().count(),
                                chance));
        Look shown = training.shownProperty().get();
        Evaluation evaluation = shown == null ? null : shown.evaluation();
        if (evaluation != null) {
            cosinePane.sentence(Sentences.cosines(evaluation));
        }
    }

    @Override
    public void cleared() {
        loss.clear();
        accuracy.clear();
        companions.clear();
        cosines.clear();
        cosinePane.sentence("");
    }

    @Override
    public void prepared(LabEvent.Prepared run) {
        pairsPerEpoch = run.data().images().count();
        int batch = run.options().batchSize();
        int stepsPerEpoch = (pairsPerEpoch + batch - 1) / batch;
        int epochs = run.options().epochs();
        loss.begin(stepsPerEpoch, epochs, FigureData.published(run.options(), PublishedTrajectory.Point::loss));
        accuracy.begin(stepsPerEpoch, epochs, FigureData.published(run.options(), PublishedTrajectory.Point::accuracy));
        companions.begin(stepsPerEpoch, epochs);
        cosines.begin(stepsPerEpoch, epochs);
        references(training.linesProperty().get());
    }

    private void references(LossLines lines) {
        if (training.run() != null) {
            loss.references(lines.chance(), lines.floor());
        }
    }

    private void mark(int epoch) {
        for (var figure : List.of(loss, accuracy, companions, cosines)) {
            if (epoch == TrainingViewModel.LIVE) {
                figure.unmark();
            } else {
                figure.mark(epoch);
            }
        }
    }

    @Override
    public void step(StepMetrics m) {
        double epoch = (double) m.pairs() / pairsPerEpoch;
        loss.append(FigureData.loss(m, epoch));
        accuracy.appendBatch(m.step(), epoch, m.seconds(), m.top1ImageToText(), m.top1TextToImage());
        companions.append(m.step(), epoch, m.seconds(), m.temperature(), m.learningRate());
    }

    /** A look at a step whose epoch is over replaces the epoch's point: it was asked for with other templates. */
    @Override
    public void look(Look look) {
        EpochMetrics last = training.lastEpochProperty().get();
        if (look.evaluation() != null && last != null && last.step() == look.step()) {
            appendAccuracy(last, look.evaluation());
        }
    }

    @Override
    public void epoch(EpochMetrics m, @Nullable Look look) {
        if (!Double.isNaN(m.loss())) {
            loss.appendEpoch(m.epoch(), m.step(), m.seconds(), m.loss());
        }
        Evaluation evaluation = look == null ? null : look.evaluation();
        appendAccuracy(m, evaluation);
        if (evaluation != null) {
            cosines.append(FigureData.cosines(m, evaluation));
        }
    }

    private void appendAccuracy(EpochMetrics m, @Nullable Evaluation evaluation) {
        accuracy.append(new AccuracyPoint(
                m.epoch(),
                m.step(),
                m.seconds(),
                evaluation == null ? m.accuracy() : evaluation.accuracy().orElse(Double.NaN),
                evaluation == null
                        ? m.accuracyWithheld()
                        : evaluation.accuracyWithheld().orElse(Double.NaN),
                evaluation == null ? List.of() : FigureData.accuracyPerClass(evaluation)));
    }
}
