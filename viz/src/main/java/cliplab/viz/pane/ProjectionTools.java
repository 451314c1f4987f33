// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.pane;

import cliplab.viz.text.Messages;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;
import org.controlsfx.control.SegmentedButton;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The embedding pane's buttons: which projection, its perplexity, settling. FX thread only. */
final class ProjectionTools {
    private static final int LEAST_PERPLEXITY = 5;
    private static final int MOST_PERPLEXITY = 50;
    /** About half of a class: with more, classes shrink to points once they are well apart. */
    private static final int PERPLEXITY = 15;

    private final ObjectProperty<ProjectionPane.Method> method = new SimpleObjectProperty<>(ProjectionPane.Method.TSNE);
    private final IntegerProperty perplexity = new SimpleIntegerProperty(PERPLEXITY);
    private final Button perplexityButton = described(new Button(), "map.perplexity.tip");
    private final Button settle = described(new Button(Messages.text("map.settle")), "map.settle.tip");
    private final ProgressBar progress = new ProgressBar();
    private final Button cancel = described(new Button(), "map.cancel");

    ProjectionTools(HBox bar) {
        perplexityButton.setGraphic(new FontIcon(Feather.SLIDERS));
        perplexityButton.textProperty().bind(perplexity.asString());
        perplexityButton.setOnAction(_ -> slider().show(perplexityButton));
        cancel.setGraphic(new FontIcon(Feather.X));
        progress.getStyleClass().add("map-progress");
        progress.setAccessibleText(Messages.text("map.progress"));
        SegmentedButton methods = methods();
        bar.getChildren().addAll(methods, perplexityButton, settle, progress, cancel);
        settling(-1);
    }

    private static <B extends ButtonBase> B described(B button, String key) {
        button.setTooltip(new Tooltip(Messages.text(key)));
        button.setAccessibleText(Messages.text(key));
        button.getStyleClass().add("small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    private SegmentedButton methods() {
        ToggleButton tsne = described(new ToggleButton(Messages.text("map.tsne")), "map.tsne.tip");
        ToggleButton pca = described(new ToggleButton(Messages.text("map.pca")), "map.pca.tip");
        SegmentedButton methods = new SegmentedButton(tsne, pca);
        methods.setMinWidth(Region.USE_PREF_SIZE);
        tsne.setOnAction(_ -> method.set(ProjectionPane.Method.TSNE));
        pca.setOnAction(_ -> method.set(ProjectionPane.Method.PCA));
        method.subscribe(chosen -> {
            boolean byNeighbours = chosen == ProjectionPane.Method.TSNE;
            (byNeighbours ? tsne : pca).setSelected(true);
            perplexityButton.setDisable(!byNeighbours);
            settle.setDisable(!byNeighbours);
        });
        return methods;
    }

    /** The value is taken when the knob is let go: each one costs a new layout. */
    private PopOver slider() {
        Slider slider = new Slider(LEAST_PERPLEXITY, MOST_PERPLEXITY, perplexity.get());
        slider.setBlockIncrement(1);
        slider.setMajorTickUnit(15);
        slider.setShowTickLabels(true);
        slider.setAccessibleText(Messages.text("map.perplexity.tip"));
        Label value = new Label();
        slider.valueProperty()
                .subscribe(number -> value.setText(Messages.text("map.perplexity", Math.round(number.doubleValue()))));
        Runnable take = () -> {
            if (!slider.isValueChanging()) {
                perplexity.set((int) Math.round(slider.getValue()));
            }
        };
        slider.valueProperty().subscribe(take);
        slider.valueChangingProperty().subscribe(take);
        Label hint = new Label(Messages.text("map.perplexity.hint"));
        hint.getStyleClass().add("map-hint");
        hint.setWrapText(true);
        VBox content = new VBox(value, slider, hint);
        content.getStyleClass().add("map-perplexity");
        content.setAlignment(Pos.CENTER_LEFT);
        PopOver popOver = new PopOver(content);
        popOver.setArrowLocation(PopOver.ArrowLocation.TOP_CENTER);
        return popOver;
    }

    ObjectProperty<ProjectionPane.Method> methodProperty() {
        return method;
    }

    IntegerProperty perplexityProperty() {
        return perplexity;
    }

    void onSettle(Runnable action) {
        settle.setOnAction(_ -> action.run());
    }

    void onCancel(Runnable action) {
        cancel.setOnAction(_ -> action.run());
    }

    /** @param share done; below 0 when nothing is being settled */
    void settling(double share) {
        boolean busy = share >= 0;
        progress.setProgress(Math.max(0, share));
        show(settle, !busy);
        show(progress, busy);
        show(cancel, busy);
    }

    private static void show(Region node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
