// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training.setup;

import cliplab.model.data.CaptionGrammar;
import cliplab.viz.text.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Line;
import org.jspecify.annotations.Nullable;

/** The sixteen classes, colours down and shapes across; a pressed one is withheld: dimmed and crossed out. */
final class ClassGrid extends GridPane {
    private static final int COLUMNS = CaptionGrammar.SHAPES.size();
    private static final double PICTURE = 36;

    private final List<ImageView> pictures = new ArrayList<>();

    ClassGrid(SetupModel model, IntFunction<? extends @Nullable Image> thumbnails) {
        getStyleClass().add("class-grid");
        setId(model.controls().withheld.id());
        List<String> names = CaptionGrammar.labels().names();
        for (int i = 0; i < names.size(); i++) {
            add(cell(model, names.get(i)), i % COLUMNS, i / COLUMNS);
        }
        show(thumbnails);
    }

    /** @param thumbnails by class; null for none yet */
    void show(IntFunction<? extends @Nullable Image> thumbnails) {
        for (int i = 0; i < pictures.size(); i++) {
            pictures.get(i).setImage(thumbnails.apply(i));
        }
    }

    private ToggleButton cell(SetupModel model, String name) {
        ImageView picture = new ImageView();
        picture.setFitWidth(PICTURE);
        picture.setFitHeight(PICTURE);
        pictures.add(picture);
        Line falling = new Line(0, 0, PICTURE, PICTURE);
        Line rising = new Line(0, PICTURE, PICTURE, 0);
        StackPane graphic = new StackPane(picture, falling, rising);
        ToggleButton cell = new ToggleButton();
        cell.setGraphic(graphic);
        cell.setId("withhold-" + name.replace(' ', '-'));
        cell.getStyleClass().add("class-cell");
        cell.setMaxWidth(Double.MAX_VALUE);
        cell.setMinWidth(0);
        setHgrow(cell, Priority.ALWAYS);
        Tooltip tooltip = new Tooltip();
        cell.setTooltip(tooltip);
        for (Line line : List.of(falling, rising)) {
            line.getStyleClass().add("class-cross");
            line.visibleProperty().bind(cell.selectedProperty());
        }
        Runnable follow = () -> {
            boolean out = model.controls().withheld.get().contains(name);
            cell.setSelected(out);
            String said = Messages.text(out ? "setup.withheld.cell.out" : "setup.withheld.cell", name);
            tooltip.setText(said);
            cell.setAccessibleText(said);
        };
        model.controls().withheld.valueProperty().addListener((_, _, _) -> follow.run());
        follow.run();
        cell.setOnAction(_ -> model.withhold(name, cell.isSelected()));
        return cell;
    }
}
