// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.tools;

import cliplab.app.classify.AskedNetwork;
import cliplab.app.classify.Bench;
import cliplab.app.classify.ClassifierFigures;
import cliplab.app.classify.ClassifierModel;
import cliplab.app.figures.view.FigureCopy;
import cliplab.app.figures.view.FigureMenus;
import cliplab.app.figures.view.PaneFigure;
import cliplab.app.platform.TaskRunner;
import cliplab.model.eval.NoneOfThese;
import cliplab.model.eval.NoneThreshold;
import cliplab.model.eval.Roc;
import cliplab.viz.figure.RocFigure;
import cliplab.viz.pane.ChartPane;
import cliplab.viz.pane.Repainter;
import cliplab.viz.style.Palette;
import cliplab.viz.text.Messages;
import cliplab.viz.text.Numbers;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A threshold on the cosine, under which the answer is that none of the labels fits. FX thread only. */
public final class NoneOfTheseTool implements Tool {
    private static final double CHART_HEIGHT = 150;

    private final ClassifierModel model;
    private final Bench bench;
    private final NoneViewModel none;
    private final RocFigure figure = new RocFigure();
    private final ChartPane chart;
    private final Button figureButton = FigureMenus.button();
    private final Label reading = Lines.words("tool-hint");
    private final Label threshold = Lines.words("tool-heading");
    private final Label picture = Lines.words("tool-words");
    private final Label calibration = Lines.words("tool-words");
    private final Label setAside = Lines.words("tool-words");
    private final Label positives = Lines.words("tool-words");
    private final ScrollPane node;

    public NoneOfTheseTool(
            ClassifierModel model, Bench bench, TaskRunner tasks, Repainter repainter, Consumer<Throwable> failed) {
        this.model = model;
        this.bench = bench;
        none = new NoneViewModel(model, bench, tasks, failed);
        chart = new ChartPane(figure, repainter);
        chart.setMinHeight(CHART_HEIGHT);
        chart.setPrefHeight(CHART_HEIGHT);
        chart.onReadout(reading::setText);
        CheckBox inForce = new CheckBox(Messages.text("none.inForce"));
        inForce.setTooltip(new Tooltip(Messages.text("none.inForce.tip")));
        inForce.selectedProperty().bindBidirectional(none.inForceProperty());
        VBox box = new VBox(rate(), inForce, threshold, picture, chart, underChart(), calibration, setAside, positives);
        VBox.setVgrow(chart, Priority.ALWAYS);
        node = Lines.scrolling(box);
        node.setFitToHeight(true);
        none.thresholdProperty().subscribe(_ -> say());
        none.inForceProperty().subscribe(_ -> say());
        bench.problemProperty().subscribe(_ -> say());
        model.problemProperty().subscribe(_ -> say());
        model.answerProperty().subscribe(_ -> sayOfPicture());
        model.questionProperty().subscribe(_ -> say());
    }

    private HBox underChart() {
        reading.setMaxWidth(Double.MAX_VALUE);
        Region between = new Region();
        HBox.setHgrow(between, Priority.ALWAYS);
        return Lines.line(reading, between, figureButton);
    }

    private HBox rate() {
        Label name = new Label(Messages.text("none.rate"));
        name.setMinWidth(Region.USE_PREF_SIZE);
        Slider slider = new Slider(Math.log10(NoneViewModel.LOWEST_RATE), Math.log10(NoneViewModel.HIGHEST_RATE), 0);
        slider.setValue(Math.log10(none.rateProperty().get()));
        slider.setBlockIncrement(0.1);
        slider.setTooltip(new Tooltip(Messages.text("none.rate.tip")));
        slider.setAccessibleText(Messages.text("none.rate"));
        name.setLabelFor(slider);
        HBox.setHgrow(slider, Priority.ALWAYS);
        Label value = new Label();
        value.getStyleClass().add("control-value");
        value.setMinWidth(Region.USE_PREF_SIZE);
        value.textProperty().bind(none.rateProperty().map(rate -> Numbers.percent(rate.doubleValue())));
        // In steps of a tenth of a percent, as it is written.
        slider.valueProperty()
                .subscribe(place ->
                        none.rateProperty().set(Math.round(Math.pow(10, place.doubleValue()) * 1000) / 1000.0));
        return Lines.line(name, slider, value);
    }

    @Override
    public String name() {
        return Messages.text("none.name");
    }

    @Override
    public String tip() {
        return Messages.text("none.tip");
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public void shown(boolean visible) {
        none.seen(visible);
    }

    @Override
    public void offer(FigureMenus menus) {
        menus.onto(chart, figureButton, List.of(new PaneFigure(figure.title(), this::copy)));
    }

    private Optional<FigureCopy> copy() {
        NoneThreshold chosen = none.thresholdProperty().get();
        NoneOfThese scores = none.scoresProperty().get();
        AskedNetwork network = model.networkProperty().getValue();
        Roc roc = scores == null ? null : scores.roc().orElse(null);
        if (chosen == null || roc == null || network == null) {
            return Optional.empty();
        }
        double chosenFalse = chosen.calibration().rate();
        double chosenTrue = chosen.positives().orElseThrow().accepted().rate();
        return Optional.of(ClassifierFigures.copy(
                "roc",
                () -> {
                    RocFigure own = new RocFigure();
                    own.show(roc.falseAccept(), roc.trueAccept(), chosenFalse, chosenTrue);
                    return own;
                },
                network,
                model.questionProperty().get().labels(),
                ""));
    }

    @Override
    public void apply(Palette palette) {
        chart.apply(palette);
    }

    private void say() {
        NoneThreshold chosen = none.thresholdProperty().get();
        NoneOfThese scores = none.scoresProperty().get();
        draw(scores, chosen);
        threshold.setText(NoneSentences.threshold(chosen, none.inForceProperty().get()));
        calibration.setText(chosen == null ? "" : NoneSentences.calibration(chosen));
        setAside.setText(chosen == null ? "" : NoneSentences.setAside(chosen));
        positives.setText(chosen == null || scores == null ? "" : NoneSentences.positives(chosen, scores.roc()));
        chart.changed();
        sayOfPicture();
    }

    private void sayOfPicture() {
        NoneThreshold chosen = none.thresholdProperty().get();
        picture.setText(
                chosen == null
                        ? ""
                        : NoneSentences.picture(chosen, model.answerProperty().get()));
    }

    private void draw(@Nullable NoneOfThese scores, @Nullable NoneThreshold chosen) {
        Roc roc = scores == null ? null : scores.roc().orElse(null);
        if (chosen == null) {
            figure.clear(wanting());
        } else if (roc == null) {
            figure.clear(Messages.text("none.roc.none"));
        } else {
            figure.show(
                    roc.falseAccept(),
                    roc.trueAccept(),
                    chosen.calibration().rate(),
                    chosen.positives().orElseThrow().accepted().rate());
        }
    }

    /** What there is to wait for. */
    private String wanting() {
        if (model.networkProperty().getValue() == null) {
            return Messages.text("none.empty.network");
        }
        if (model.questionProperty().get().labels().isEmpty()) {
            return Messages.text("none.empty.labels");
        }
        if (bench.problemProperty().get() != null) {
            return Messages.text("none.empty.failed");
        }
        return Messages.text(model.problemProperty().get() == null ? "none.empty.measuring" : "classify.answer.failed");
    }
}
