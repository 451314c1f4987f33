// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.pane;

import cliplab.viz.figure.LayerRow;
import cliplab.viz.figure.LayerTable;
import cliplab.viz.text.Messages;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Polyline;

/**
 * Two towers of boxes side by side, image and text, that meet in the cosine and end in the loss. The first part of the table
 * is the left tower, the second the right one; whatever follows belongs to where they meet.
 */
final class NetworkDiagram extends VBox {
    private static final PseudoClass LIT = PseudoClass.getPseudoClass("lit");
    private static final double LOWEST = 16;
    private static final double HIGHEST = 46;
    private static final double ARROW = 7;

    private final Map<Label, Block> boxes = new HashMap<>();
    private final Consumer<Set<LayerRow>> onHover;
    private boolean narrow;

    /** What a box stands for, and its words where there is little room and where there is more. */
    private record Block(Set<LayerRow> rows, String brief, String full) {}

    /** @param onHover is given the layers of the box under the mouse or with the focus, none when there is none */
    NetworkDiagram(Consumer<Set<LayerRow>> onHover) {
        this.onHover = onHover;
        getStyleClass().add("network-diagram");
        setAlignment(Pos.TOP_CENTER);
        setMinHeight(0);
        setAccessibleText(Messages.text("network.diagram"));
    }

    void show(LayerTable table) {
        boxes.clear();
        getChildren().clear();
        List<String> parts = table.towers();
        HBox lanes = new HBox();
        lanes.getStyleClass().add("network-lanes");
        int longest = 0;
        for (int lane = 0; lane < Math.min(2, parts.size()); lane++) {
            List<List<LayerRow>> blocks = table.blocks(parts.get(lane));
            VBox tower = tower(Messages.text(lane == 0 ? "network.image" : "network.text"), blocks);
            // Equal widths, whatever stands in the boxes.
            tower.setPrefWidth(0);
            HBox.setHgrow(tower, Priority.ALWAYS);
            lanes.getChildren().add(tower);
            longest = Math.max(longest, blocks.size() + 2);
        }
        lanes.setMaxHeight(longest * (HIGHEST + ARROW));
        VBox.setVgrow(lanes, Priority.ALWAYS);
        List<LayerRow> meeting = parts.stream()
                .skip(2)
                .flatMap(part -> table.layers(part).stream())
                .toList();
        String cosine = Messages.text("network.join");
        Label join = layerBox(meeting, cosine, cosine);
        Label loss = endBox(Messages.text("network.loss"));
        join.setMaxHeight(HIGHEST);
        loss.setMaxHeight(HIGHEST);
        getChildren().addAll(lanes, arrow(), join, arrow(), loss);
    }

    private VBox tower(String input, List<List<LayerRow>> blocks) {
        VBox tower = new VBox(endBox(input));
        for (List<LayerRow> rows : blocks) {
            String full = names(rows) + "\n" + rows.getLast().outputShape();
            tower.getChildren().addAll(arrow(), layerBox(rows, rows.getFirst().name(), full));
        }
        tower.getChildren().addAll(arrow(), endBox(Messages.text("network.vector")));
        return tower;
    }

    private Label layerBox(List<LayerRow> rows, String brief, String full) {
        Block block = new Block(Set.copyOf(rows), brief, full);
        Label box = box(narrow ? brief : full);
        boxes.put(box, block);
        String output = rows.isEmpty() ? "" : rows.getLast().outputShape();
        int count = rows.stream().mapToInt(LayerRow::parameters).sum();
        String explained = Messages.text("network.box", names(rows), output, count);
        box.setTooltip(new Tooltip(explained));
        box.setAccessibleText(explained);
        box.setFocusTraversable(true);
        box.hoverProperty().subscribe(over -> onHover.accept(over ? block.rows() : Set.of()));
        box.focusedProperty().subscribe(focused -> onHover.accept(focused ? block.rows() : Set.of()));
        return box;
    }

    /** What goes in or comes out. */
    private static Label endBox(String name) {
        Label box = box(name);
        box.getStyleClass().add("network-end");
        return box;
    }

    private static Label box(String words) {
        Label box = new Label(words);
        box.getStyleClass().add("network-box");
        box.setMinSize(0, LOWEST);
        box.setPrefHeight(LOWEST);
        box.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        VBox.setVgrow(box, Priority.ALWAYS);
        return box;
    }

    private static Node arrow() {
        Polyline line = new Polyline(0, 0, 0, ARROW, -2.5, ARROW - 2.5, 0, ARROW, 2.5, ARROW - 2.5);
        line.getStyleClass().add("network-arrow");
        HBox centred = new HBox(line);
        centred.setAlignment(Pos.CENTER);
        return centred;
    }

    private static String names(List<LayerRow> rows) {
        return rows.stream().map(LayerRow::name).collect(Collectors.joining(", "));
    }

    /** Fewer words in the boxes, or all of them. */
    void setNarrow(boolean isNarrow) {
        narrow = isNarrow;
        boxes.forEach((box, block) -> box.setText(narrow ? block.brief() : block.full()));
    }

    /** Marks the boxes that hold any of these layers. */
    void light(Set<LayerRow> rows) {
        boxes.forEach((box, block) ->
                box.pseudoClassStateChanged(LIT, block.rows().stream().anyMatch(rows::contains)));
    }
}
