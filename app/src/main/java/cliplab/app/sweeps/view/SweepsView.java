// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.sweeps.view;

import static cliplab.app.sweeps.view.SweepControls.button;
import static cliplab.app.sweeps.view.SweepControls.named;
import static cliplab.app.sweeps.view.SweepControls.words;

import cliplab.app.figures.view.FigureMenus;
import cliplab.app.figures.view.PaneFigure;
import cliplab.app.sweeps.QueuedRun;
import cliplab.app.sweeps.SweepNumbers;
import cliplab.app.sweeps.SweepRunner;
import cliplab.viz.figure.SweepFigure;
import cliplab.viz.pane.ChartPane;
import cliplab.viz.pane.Repainter;
import cliplab.viz.style.Palette;
import cliplab.viz.text.Messages;
import cliplab.viz.text.Numbers;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.control.cell.ProgressBarTableCell;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** The pane of sweeps: what is to be varied above, then the queue, and below what came of a sweep. FX thread only. */
public final class SweepsView {
    private static final double TABLE_SHARE = 0.45;

    private final SweepsViewModel model;
    private final ChartPane chart;
    private final TableView<QueuedRun> table = new TableView<>();
    private final BorderPane node = new BorderPane();
    private final Button menu = FigureMenus.button();

    public SweepsView(SweepsViewModel model, Repainter repainter) {
        this.model = model;
        chart = new ChartPane(model.figure(), repainter);
        SplitPane halves = new SplitPane(queue(), figure());
        halves.setOrientation(Orientation.VERTICAL);
        halves.setDividerPositions(TABLE_SHARE);
        halves.setMinHeight(0);
        node.getStyleClass().add("sweeps");
        node.setTop(new SweepChoicesView(model).node());
        node.setCenter(halves);
        node.setMinSize(0, 0);
    }

    /** The pane's body. */
    public Region node() {
        return node;
    }

    /** Gives the figure its menu. */
    public void offer(FigureMenus menus) {
        menus.onto(chart, menu, List.of(new PaneFigure(Messages.text("sweep.title"), model::copy)));
    }

    public void apply(Palette palette) {
        chart.apply(palette);
    }

    // ---- the queue

    private Node queue() {
        Button go = button("sweep.go", model::go);
        Button hold = button("sweep.hold", model::hold);
        Button up = button("sweep.up", () -> move(-1));
        Button down = button("sweep.down", () -> move(1));
        Button remove = button(
                "sweep.remove",
                () -> model.remove(List.copyOf(table.getSelectionModel().getSelectedItems())));
        go.disableProperty()
                .bind(model.stateProperty().isEqualTo(SweepRunner.State.RUNNING).or(model.finishedProperty()));
        model.stateProperty()
                .subscribe(state ->
                        hold.setDisable(state == SweepRunner.State.HELD || state == SweepRunner.State.HOLDING));
        for (Button button : List.of(up, down, remove)) {
            button.disableProperty()
                    .bind(table.getSelectionModel().selectedItemProperty().isNull());
        }
        HBox tools = new HBox(go, hold, up, down, remove);
        tools.getStyleClass().add("sweep-line");
        fillTable();
        VBox box = new VBox(tools, table);
        box.getStyleClass().add("sweep-box");
        box.setMinHeight(0);
        VBox.setVgrow(table, Priority.ALWAYS);
        return box;
    }

    private void move(int by) {
        model.move(by);
        table.requestFocus();
    }

    private void fillTable() {
        table.setItems(model.rows());
        table.setPlaceholder(new Label(Messages.text("sweep.queue.empty")));
        table.setAccessibleText(Messages.text("sweep.queue"));
        table.setMinHeight(0);
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getColumns().add(column("sweep.column.run", model::settings, 190));
        table.getColumns()
                .add(number(
                        "sweep.column.runSeed", run -> Long.toString(run.run().seed()), 62));
        table.getColumns().add(state());
        table.getColumns().add(progress());
        table.getColumns()
                .add(number("sweep.column.accuracy", run -> percent(run.numbers(), SweepNumbers::accuracy), 96));
        table.getColumns().add(number("sweep.column.best", run -> percent(run.numbers(), SweepNumbers::best), 80));
        table.getColumns()
                .add(number(
                        "sweep.column.loss",
                        run -> run.numbers() == null
                                ? ""
                                : Numbers.three(run.numbers().loss()),
                        70));
        table.getSelectionModel()
                .selectedItemProperty()
                .subscribe(run -> model.selectedProperty().set(run));
        model.selectedProperty().subscribe(run -> {
            if (run != null && !run.equals(table.getSelectionModel().getSelectedItem())) {
                table.getSelectionModel().clearAndSelect(model.rows().indexOf(run));
            }
        });
    }

    // messages: sweep.column.*
    private static TableColumn<QueuedRun, String> column(String key, Function<QueuedRun, String> words, double width) {
        TableColumn<QueuedRun, String> column = new TableColumn<>();
        heading(column, key);
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(words.apply(cell.getValue())));
        column.setPrefWidth(width);
        column.setSortable(false); // the order is that of the turns
        column.setReorderable(false);
        return column;
    }

    private static void heading(TableColumn<QueuedRun, ?> column, String key) {
        Label name = new Label(Messages.text(key));
        name.setTooltip(new Tooltip(Messages.text(key + ".tip")));
        column.setGraphic(name);
    }

    private static TableColumn<QueuedRun, String> number(String key, Function<QueuedRun, String> words, double width) {
        TableColumn<QueuedRun, String> column = column(key, words, width);
        column.getStyleClass().add("sweep-number");
        column.setMinWidth(width);
        return column;
    }

    private static TableColumn<QueuedRun, Double> progress() {
        TableColumn<QueuedRun, Double> column = new TableColumn<>();
        heading(column, "sweep.column.progress");
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(
                (double) cell.getValue().epochs() / cell.getValue().run().epochs()));
        column.setCellFactory(ProgressBarTableCell.forTableColumn());
        column.setPrefWidth(90);
        column.setMinWidth(80);
        column.setSortable(false);
        column.setReorderable(false);
        return column;
    }

    /** Why a run failed may be longer than the column is wide. */
    private static TableColumn<QueuedRun, String> state() {
        TableColumn<QueuedRun, String> column = column("sweep.column.state", SweepsView::state, 90);
        column.setCellFactory(_ -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable String words, boolean empty) {
                super.updateItem(words, empty);
                boolean none = empty || words == null;
                setText(none ? null : words);
                setTooltip(none ? null : new Tooltip(words));
            }
        });
        return column;
    }

    private static String state(QueuedRun run) {
        String word =
                Messages.text("sweep.run." + run.state().name().toLowerCase(Locale.ROOT)); // messages: sweep.run.*
        return run.note().isEmpty() ? word : Messages.text("sweep.run.why", word, run.note());
    }

    private static String percent(@Nullable SweepNumbers numbers, Function<SweepNumbers, Double> value) {
        return numbers == null ? "" : Numbers.percent(value.apply(numbers));
    }

    // ---- the figure

    private Node figure() {
        ChoiceBox<SweepFigure.Metric> metric = new ChoiceBox<>();
        metric.getItems().setAll(SweepFigure.Metric.values());
        metric.setConverter(new StringConverter<>() {
            @Override
            public String toString(SweepFigure.Metric chosen) {
                return chosen.title();
            }

            @Override
            public SweepFigure.Metric fromString(String text) {
                throw new UnsupportedOperationException("only chosen");
            }
        });
        metric.setMinWidth(Region.USE_PREF_SIZE);
        metric.valueProperty().bindBidirectional(model.metricProperty());
        Label name = named("sweep.drawn", metric); // messages: sweep.drawn.*
        Label reading = words("sweep-hint");
        reading.setMinHeight(Region.USE_COMPUTED_SIZE);
        StringProperty read = new SimpleStringProperty("");
        chart.onReadout(read::set);
        reading.textProperty()
                .bind(Bindings.when(read.isEmpty()).then(model.titleProperty()).otherwise(read));
        reading.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(reading, Priority.ALWAYS);
        HBox tools = new HBox(name, metric, reading, menu);
        tools.setAlignment(Pos.CENTER_LEFT);
        tools.getStyleClass().add("sweep-line");
        VBox box = new VBox(tools, chart);
        box.getStyleClass().add("sweep-box");
        box.setMinHeight(0);
        VBox.setVgrow(chart, Priority.ALWAYS);
        return box;
    }
}
