// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.runs.view;

import cliplab.app.figures.ComparisonRequest;
import cliplab.app.figures.view.FigureMenus;
import cliplab.app.figures.view.PaneFigure;
import cliplab.app.runs.ComparedRun;
import cliplab.app.runs.RunComparison;
import cliplab.viz.figure.ComparisonFigure;
import cliplab.viz.pane.ChartPane;
import cliplab.viz.pane.Repainter;
import cliplab.viz.style.Palette;
import cliplab.viz.text.Messages;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Several runs side by side: loss, accuracy, and the settings that differ. FX thread only. */
final class ComparisonView extends BorderPane {
    private static final double ACCURACY_FROM = 0.37;
    private static final double SETTINGS_FROM = 0.74;
    private static final double SETTING_WIDTH = 110;
    private static final double RUN_WIDTH = 120;

    private final Comparing comparing;
    private final ChartPane loss;
    private final ChartPane accuracy;
    private final TableView<RunComparison.Difference> differences = new TableView<>();
    private final Label repeated = new Label();
    private final Button lossMenu = FigureMenus.button();
    private final Button accuracyMenu = FigureMenus.button();
    private final Map<ComparisonFigure.Axis, ToggleButton> axes = new EnumMap<>(ComparisonFigure.Axis.class);
    private final ToggleButton steps = toggle("runs.compare.steps", "runs.compare.steps.tip");

    /** @param readout told the numbers under the mouse */
    ComparisonView(Comparing comparing, Repainter repainter, Consumer<String> readout) {
        this.comparing = comparing;
        loss = new ChartPane(comparing.loss(), repainter);
        accuracy = new ChartPane(comparing.accuracy(), repainter);
        loss.onReadout(readout);
        accuracy.onReadout(readout);
        differences.setId("run-differences");
        differences.getStyleClass().add("dense");
        differences.setAccessibleText(Messages.text("runs.differences"));
        differences.setPlaceholder(new Label(Messages.text("runs.differences.none")));
        SplitPane parts = new SplitPane(
                titled(comparing.loss().title(), loss, lossMenu),
                titled(comparing.accuracy().title(), accuracy, accuracyMenu),
                differences);
        parts.setDividerPositions(ACCURACY_FROM, SETTINGS_FROM);
        parts.setMinSize(0, 0);
        for (Node part : parts.getItems()) {
            ((Region) part).setMinSize(0, 0);
        }
        Label hint = new Label();
        hint.getStyleClass().add("chart-hint");
        hint.setWrapText(true);
        hint.textProperty().bind(comparing.hintProperty());
        hint.visibleProperty().bind(comparing.hintProperty().isNotEmpty());
        parts.visibleProperty().bind(comparing.hintProperty().isEmpty());
        getStyleClass().add("run-comparison");
        setTop(bar());
        setCenter(new StackPane(parts, hint));
        setMinSize(0, 0);
        comparing.comparedProperty().subscribe(this::show);
    }

    private static BorderPane titled(String name, ChartPane chart, Button menu) {
        Label title = new Label(name);
        title.getStyleClass().add("runs-words");
        title.setMaxWidth(Double.MAX_VALUE);
        title.setMinWidth(0);
        HBox.setHgrow(title, Priority.ALWAYS);
        HBox line = new HBox(title, menu);
        line.getStyleClass().add("run-figure-bar");
        line.setAlignment(Pos.CENTER_LEFT);
        BorderPane part = new BorderPane(chart);
        part.setTop(line);
        return part;
    }

    /** Gives both figures their menus. */
    void offer(FigureMenus menus) {
        menus.onto(loss, lossMenu, List.of(exported(comparing.loss(), ComparisonFigure.Measure.LOSS)));
        menus.onto(accuracy, accuracyMenu, List.of(exported(comparing.accuracy(), ComparisonFigure.Measure.ACCURACY)));
    }

    private PaneFigure exported(ComparisonFigure figure, ComparisonFigure.Measure measure) {
        return new PaneFigure(figure.title(), () -> comparing.copy(measure));
    }

    /** Looks at the runs as a figure of them was looked at. */
    void look(ComparisonRequest request) {
        Objects.requireNonNull(axes.get(request.axis())).setSelected(true);
        comparing.axis(request.axis());
        if (request.measure() == ComparisonFigure.Measure.LOSS) {
            steps.setSelected(request.steps());
        }
    }

    private HBox bar() {
        Label title = new Label(Messages.text("runs.compare"));
        title.getStyleClass().add("pane-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        repeated.getStyleClass().add("runs-words");
        repeated.setMinWidth(0);
        repeated.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(repeated, Priority.ALWAYS);
        steps.selectedProperty().subscribe((_, on) -> comparing.steps(on));
        Button reset = new Button("", new FontIcon(Feather.ZOOM_OUT));
        reset.getStyleClass().addAll("button-icon", "flat", "small");
        reset.setTooltip(new Tooltip(Messages.text("chart.zoom.reset.tip")));
        reset.setAccessibleText(Messages.text("chart.zoom.reset"));
        reset.setOnAction(_ -> {
            loss.resetZoom();
            accuracy.resetZoom();
        });
        HBox bar = new HBox(title, repeated, axes(), steps, reset);
        bar.getStyleClass().add("runs-bar");
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.disableProperty().bind(comparing.hintProperty().isNotEmpty());
        return bar;
    }

    private SegmentedButton axes() {
        axes.put(ComparisonFigure.Axis.EPOCH, toggle("loss.axis.epoch", "loss.axis.epoch.tip"));
        axes.put(ComparisonFigure.Axis.STEP, toggle("loss.axis.step", "loss.axis.step.tip"));
        axes.put(ComparisonFigure.Axis.PAIRS, toggle("runs.axis.pairs", "runs.axis.pairs.tip"));
        axes.put(ComparisonFigure.Axis.TIME, toggle("loss.axis.time", "runs.axis.time.tip"));
        axes.forEach((axis, button) -> button.setOnAction(_ -> {
            button.setSelected(true); // one of the four is always on
            comparing.axis(axis);
        }));
        SegmentedButton group = new SegmentedButton(axes.values().toArray(ToggleButton[]::new));
        group.getButtons().getFirst().setSelected(true);
        group.getStyleClass().add("small");
        group.setMinWidth(Region.USE_PREF_SIZE);
        return group;
    }

    private static ToggleButton toggle(String key, String tip) {
        ToggleButton toggle = new ToggleButton(Messages.text(key));
        toggle.getStyleClass().add("small");
        toggle.setTooltip(new Tooltip(Messages.text(tip)));
        toggle.setMinWidth(Region.USE_PREF_SIZE);
        return toggle;
    }

    private void show(Comparing.@Nullable Compared compared) {
        repeated.setText(compared != null && compared.repeated() ? Messages.text("runs.compare.repeated") : "");
        if (compared == null) {
            return;
        }
        List<TableColumn<RunComparison.Difference, String>> columns = new ArrayList<>();
        columns.add(column(
                Messages.text("runs.differences.setting"),
                SETTING_WIDTH,
                difference -> difference.setting().id()));
        for (ComparedRun run : compared.comparison().runs()) {
            int i = columns.size() - 1;
            columns.add(column(
                    run.row().name(),
                    RUN_WIDTH,
                    difference -> difference.values().get(i)));
        }
        if (!names(columns).equals(names(differences.getColumns()))) { // else their widths stay
            differences.getColumns().setAll(columns);
        }
        differences.getItems().setAll(compared.differences());
    }

    private static List<String> names(List<? extends TableColumn<?, ?>> columns) {
        return columns.stream().map(TableColumn::getText).toList();
    }

    private static TableColumn<RunComparison.Difference, String> column(
            String name, double width, Function<RunComparison.Difference, String> value) {
        TableColumn<RunComparison.Difference, String> column = new TableColumn<>(name);
        column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(value.apply(cell.getValue())));
        column.setCellFactory(_ -> new WholeTextCell<>());
        column.setPrefWidth(width);
        return column;
    }

    void apply(Palette palette) {
        loss.apply(palette);
        accuracy.apply(palette);
    }

    /** Says the whole of a text that may be cut off. */
    private static final class WholeTextCell<S> extends TableCell<S, String> {
        private final Tooltip whole = new Tooltip();

        @Override
        protected void updateItem(@Nullable String item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty ? null : item);
            whole.setText(item);
            setTooltip(empty || item == null || item.isEmpty() ? null : whole);
        }
    }
}
