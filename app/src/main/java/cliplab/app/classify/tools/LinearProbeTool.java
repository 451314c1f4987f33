// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.tools;

import cliplab.app.classify.ClassifierFigures;
import cliplab.app.classify.ClassifierModel;
import cliplab.app.classify.tools.ProbeViewModel.Embedding;
import cliplab.app.classify.tools.ProbeViewModel.Fitting;
import cliplab.app.classify.tools.ProbeViewModel.Idle;
import cliplab.app.classify.tools.ProbeViewModel.State;
import cliplab.app.classify.tools.ProbeViewModel.Unanswered;
import cliplab.app.figures.view.FigureCopy;
import cliplab.app.figures.view.FigureMenus;
import cliplab.app.figures.view.PaneFigure;
import cliplab.app.platform.TaskRunner;
import cliplab.model.eval.LinearProbe;
import cliplab.viz.figure.ProbeFigure;
import cliplab.viz.figure.ProbePoint;
import cliplab.viz.pane.ChartPane;
import cliplab.viz.pane.Repainter;
import cliplab.viz.style.Palette;
import cliplab.viz.text.Messages;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Few labelled images per class against zero-shot, on the same held-out images. FX thread only. */
public final class LinearProbeTool implements Tool {
    private static final double CHART_HEIGHT = 210;

    private final ClassifierModel model;
    private final ProbeViewModel probe;
    private final ProbeFigure figure = new ProbeFigure(ProbeViewModel.LABELS);
    private final ChartPane chart;
    private final Button figureButton = FigureMenus.button();
    private final Button run = button("probe.run", "probe.run.tip");
    private final Button cancel = button("probe.cancel", "probe.cancel.tip");
    private final ProgressBar progress = new ProgressBar();
    private final Label hint = Lines.words("tool-hint");
    private final Label verdict = Lines.words("tool-heading");
    private final Label measured = Lines.words("tool-words");
    private final Label withheld = Lines.words("tool-words");
    private final ScrollPane node;

    public LinearProbeTool(
            ClassifierModel model, TaskRunner tasks, Executor ui, Repainter repainter, Consumer<Throwable> failed) {
        this.model = model;
        probe = new ProbeViewModel(model, tasks, ui, failed);
        chart = new ChartPane(figure, repainter);
        chart.setMinHeight(CHART_HEIGHT);
        chart.setPrefHeight(CHART_HEIGHT);
        Label reading = Lines.words("tool-hint");
        chart.onReadout(reading::setText);
        run.setOnAction(_ -> probe.run());
        cancel.setOnAction(_ -> probe.cancel());
        progress.setAccessibleText(Messages.text("probe.progress"));
        progress.setTooltip(new Tooltip(Messages.text("probe.progress")));
        progress.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(progress, Priority.ALWAYS);
        Region between = new Region();
        HBox.setHgrow(between, Priority.ALWAYS);
        VBox box = new VBox(
                controls(), hint, verdict, chart, Lines.line(reading, between, figureButton), measured, withheld);
        VBox.setVgrow(chart, Priority.ALWAYS);
        node = Lines.scrolling(box);
        node.setFitToHeight(true);
        probe.stateProperty().subscribe(_ -> say());
        probe.resultProperty().subscribe(_ -> {
            draw();
            say();
        });
        model.networkProperty().subscribe(_ -> say());
    }

    private static Button button(String key, String tip) {
        Button button = new Button(Messages.text(key));
        button.setTooltip(new Tooltip(Messages.text(tip)));
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    private HBox controls() {
        Spinner<Integer> draws = new Spinner<>(
                1, ProbeViewModel.MOST_DRAWS, probe.drawsProperty().get());
        draws.setPrefWidth(80);
        draws.setMinWidth(Region.USE_PREF_SIZE);
        draws.setTooltip(new Tooltip(Messages.text("probe.draws.tip")));
        draws.setAccessibleText(Messages.text("probe.draws.name"));
        draws.valueProperty().subscribe(probe.drawsProperty()::set);
        draws.disableProperty().bind(cancel.disableProperty().not());
        Label name = new Label(Messages.text("probe.draws.name"));
        name.setLabelFor(draws);
        name.setMinWidth(Region.USE_PREF_SIZE);
        return Lines.line(run, cancel, name, draws, progress);
    }

    @Override
    public String name() {
        return Messages.text("probe.name");
    }

    @Override
    public String tip() {
        return Messages.text("probe.tip");
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public void offer(FigureMenus menus) {
        menus.onto(chart, figureButton, List.of(new PaneFigure(figure.title(), this::copy)));
    }

    private Optional<FigureCopy> copy() {
        return Optional.ofNullable(probe.resultProperty().get())
                .map(result -> ClassifierFigures.copy(
                        "probe",
                        () -> {
                            ProbeFigure own = new ProbeFigure(ProbeViewModel.LABELS);
                            draw(own, result);
                            return own;
                        },
                        result.network(),
                        result.network().data().evaluation().subjects(),
                        ""));
    }

    @Override
    public void apply(Palette palette) {
        chart.apply(palette);
    }

    private void draw() {
        ProbeResult result = probe.resultProperty().get();
        if (result == null) {
            figure.clear(Messages.text("probe.empty"));
        } else {
            draw(figure, result);
        }
    }

    private static void draw(ProbeFigure figure, ProbeResult result) {
        figure.show(
                result.points().stream().map(LinearProbeTool::point).toList(),
                result.zeroShot(),
                1.0 / result.classes());
    }

    private static ProbePoint point(LinearProbe.Point point) {
        return new ProbePoint(
                point.labelsPerClass(),
                Arrays.stream(point.accuracies()).boxed().toList());
    }

    private void say() {
        State state = probe.stateProperty().get();
        boolean busy = state instanceof Embedding || state instanceof Fitting;
        run.setDisable(busy || probe.classes() < 2);
        cancel.setDisable(!busy);
        progress.setVisible(busy);
        progress.setProgress(state instanceof Fitting fitting ? fitting.done() : ProgressBar.INDETERMINATE_PROGRESS);
        hint.setText(
                switch (state) {
                    case Embedding _ -> Messages.text("probe.embedding");
                    case Fitting fitting -> Messages.text("probe.fitting", fitting.labelsPerClass());
                    case Unanswered _ -> Messages.text("probe.failed");
                    case Idle _ -> idle();
                });
        ProbeResult result = probe.resultProperty().get();
        verdict.setText(result == null || busy ? "" : ProbeSentences.verdict(result));
        measured.setText(
                result == null
                        ? ""
                        : ProbeSentences.measured(
                                result, model.networkProperty().getValue()));
        withheld.setText(result == null ? "" : ProbeSentences.withheld(result));
    }

    private String idle() {
        if (model.networkProperty().getValue() == null) {
            return Messages.text("probe.hint.network");
        }
        int classes = probe.classes();
        return classes < 2 ? Messages.text("probe.hint.classes", classes) : Messages.text("probe.hint", LinearProbe.L2);
    }
}
