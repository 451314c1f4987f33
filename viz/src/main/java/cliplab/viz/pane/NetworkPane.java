// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.pane;

import cliplab.viz.figure.LayerRow;
import cliplab.viz.figure.LayerTable;
import cliplab.viz.figure.LayerTable.Line;
import cliplab.viz.text.Messages;
import cliplab.viz.text.Numbers;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.css.PseudoClass;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The network layer by layer: shapes, counts and their sum, and a small picture of how they hang together. FX thread only. */
public final class NetworkPane {
    private static final PseudoClass TOWER = PseudoClass.getPseudoClass("tower");
    private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");
    private static final double NARROW_WIDTH = 640;
    private static final PseudoClass LIT = PseudoClass.getPseudoClass("lit");
    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
    private static final double DIAGRAM_SHARE = 0.27;
    private static final double DIAGRAM_WIDEST = 300;

    private final TableView<Line> lines = new TableView<>();
    private final Label total = new Label();
    private final NetworkDiagram diagram = new NetworkDiagram(this::find);
    private final HBox body = new HBox();
    private final Label hint = new Label(Messages.text("network.empty"));
    private final PaneFrame frame = new PaneFrame(Messages.text("network.title"), new StackPane(body, hint));
    private LayerTable table = new LayerTable(List.of());
    private Set<LayerRow> lit = Set.of();

    public NetworkPane() {
        addColumn("network.layer", 30, line -> switch (line) {
            case Line.Tower tower -> tower.name();
            case Line.Layer layer -> layer.row().name();
        });
        addColumn("network.output", 20, line -> switch (line) {
            case Line.Tower _ -> "";
            case Line.Layer layer -> layer.row().outputShape();
        });
        addColumn("network.shape", 33, line -> switch (line) {
            case Line.Tower _ -> "";
            case Line.Layer layer -> layer.row().parameterShape();
        });
        addColumn("network.count", 17, line -> switch (line) {
                    case Line.Tower tower -> Numbers.count(tower.parameters());
                    case Line.Layer layer -> Numbers.count(layer.row().parameters());
                })
                .getStyleClass()
                .add("number");
        lines.getStyleClass().addAll("network-table", "dense");
        lines.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        lines.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        lines.setAccessibleText(Messages.text("network.table", COPY.getDisplayText()));
        lines.setRowFactory(_ -> new Row());
        lines.setMinSize(0, 0);
        lines.setOnKeyPressed(key -> {
            if (COPY.match(key)) {
                copy();
                key.consume();
            }
        });
        MenuItem copy = new MenuItem(Messages.text("network.copy"));
        copy.setAccelerator(COPY);
        copy.setOnAction(_ -> copy());
        lines.setContextMenu(new ContextMenu(copy));
        VBox.setVgrow(lines, Priority.ALWAYS);

        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox totals = new HBox(new Label(Messages.text("network.total")), gap, total);
        totals.getStyleClass().add("network-total");
        VBox numbers = new VBox(lines, totals);
        numbers.setMinSize(0, 0);
        HBox.setHgrow(numbers, Priority.ALWAYS);
        diagram.prefWidthProperty().bind(body.widthProperty().multiply(DIAGRAM_SHARE));
        diagram.minWidthProperty().bind(Bindings.min(diagram.prefWidthProperty(), DIAGRAM_WIDEST));
        diagram.setMaxWidth(DIAGRAM_WIDEST);
        body.getStyleClass().add("network-body");
        body.setMinSize(0, 0);
        body.getChildren().addAll(diagram, numbers);
        body.widthProperty().subscribe(width -> {
            boolean narrow = width.doubleValue() < NARROW_WIDTH;
            body.pseudoClassStateChanged(NARROW, narrow);
            diagram.setNarrow(narrow);
        });
        body.setVisible(false);
        hint.getStyleClass().add("pane-hint");
        hint.setWrapText(true);
    }

    private TableColumn<Line, String> addColumn(String key, double share, Function<Line, String> text) {
        TableColumn<Line, String> column = new TableColumn<>(Messages.text(key));
        column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(text.apply(cell.getValue())));
        // Towers stay together.
        column.setSortable(false);
        column.setReorderable(false);
        column.setPrefWidth(share * 4);
        lines.getColumns().add(column);
        return column;
    }

    /** What goes into a window. */
    public PaneFrame frame() {
        return frame;
    }

    /** @param rows in the order of the network: the image encoder first, then the text encoder, then what joins them */
    public void show(List<LayerRow> rows) {
        table = new LayerTable(rows);
        lit = Set.of();
        lines.getItems().setAll(table.lines());
        total.setText(Numbers.count(table.total()));
        diagram.show(table);
        hint.setVisible(false);
        body.setVisible(true);
        frame.status(Messages.text("network.summary", rows.size(), table.total()));
    }

    private void light(Set<LayerRow> rows) {
        if (!lit.equals(rows)) {
            lit = rows;
            diagram.light(rows);
            lines.refresh();
        }
    }

    /** What a box of the diagram holds, brought into view as well. */
    private void find(Set<LayerRow> rows) {
        light(rows);
        lines.getItems().stream().filter(this::isLit).findFirst().ifPresent(lines::scrollTo);
    }

    private boolean isLit(@Nullable Line line) {
        return line instanceof Line.Layer(LayerRow row) && lit.contains(row);
    }

    /** The chosen layers, or all where none is chosen; a tower's heading stands for its layers. */
    private void copy() {
        List<Line> chosen = lines.getSelectionModel().getSelectedItems();
        List<LayerRow> rows = (chosen.isEmpty() ? table.lines() : List.copyOf(chosen))
                .stream()
                        .flatMap(line -> switch (line) {
                            case Line.Tower tower -> table.layers(tower.name()).stream();
                            case Line.Layer layer -> List.of(layer.row()).stream();
                        })
                        .distinct()
                        .toList();
        ClipboardContent content = new ClipboardContent();
        content.putString(LayerTable.tabSeparated(
                List.of(
                        Messages.text("network.tower"),
                        Messages.text("network.layer"),
                        Messages.text("network.output"),
                        Messages.text("network.shape"),
                        Messages.text("network.count")),
                rows));
        Clipboard.getSystemClipboard().setContent(content);
    }

    private final class Row extends TableRow<Line> {
        Row() {
            hoverProperty().subscribe(over -> {
                Line line = getItem();
                light(over && line instanceof Line.Layer(LayerRow row) ? Set.of(row) : Set.of());
            });
        }

        @Override
        protected void updateItem(@Nullable Line item, boolean empty) {
            super.updateItem(item, empty);
            pseudoClassStateChanged(TOWER, item instanceof Line.Tower);
            pseudoClassStateChanged(LIT, isLit(item));
        }
    }
}
