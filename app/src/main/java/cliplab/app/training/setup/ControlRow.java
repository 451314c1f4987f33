// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training.setup;

import cliplab.viz.text.Messages;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** A control as it is shown: its name, when it applies, what moves it, the number that answers, and what is wrong. */
final class ControlRow extends VBox {
    ControlRow(Control<?> control, Node editor) {
        getStyleClass().add("setup-row");
        Label name = new Label(control.label());
        name.getStyleClass().add("setup-name");
        name.setTooltip(new Tooltip(control.tooltip()));
        name.setLabelFor(editor);
        name.setMinWidth(0);
        HBox head = new HBox(name, spacer(), badge(control));
        head.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(head, editor, line("setup-problem", control.problemProperty()));
    }

    /** @param text the number that answers the control */
    ControlRow answeredBy(ObservableValue<String> text) {
        getChildren().add(getChildren().size() - 1, line("setup-reading", text));
        return this;
    }

    private static Region spacer() {
        Region spacer = new Region();
        HBox.setHgrow(spacer, Priority.ALWAYS);
        return spacer;
    }

    /** A line of text that takes no room while it is empty. */
    static Label line(String styleClass, ObservableValue<String> text) {
        Label line = new Label();
        line.getStyleClass().add(styleClass);
        line.textProperty().bind(text);
        line.setWrapText(true);
        line.setMinHeight(Region.USE_PREF_SIZE);
        line.visibleProperty().bind(line.textProperty().isNotEmpty());
        line.managedProperty().bind(line.visibleProperty());
        return line;
    }

    private static Label badge(Control<?> control) {
        String when = Messages.text(
                switch (control.applies()) {
                    case NEXT_STEP -> "setup.applies.step";
                    case AT_ONCE -> "setup.applies.once";
                    case ON_RESTART -> "setup.applies.restart";
                });
        Label badge = new Label();
        badge.getStyleClass().add("setup-badge");
        badge.setGraphic(new FontIcon(
                switch (control.applies()) {
                    case NEXT_STEP -> Feather.SKIP_FORWARD;
                    case AT_ONCE -> Feather.ZAP;
                    case ON_RESTART -> Feather.ROTATE_CW;
                }));
        badge.setTooltip(new Tooltip(when));
        badge.setAccessibleText(when);
        badge.setMinWidth(Region.USE_PREF_SIZE);
        badge.textProperty()
                .bind(Bindings.when(control.pendingRestartProperty())
                        .then(Messages.text("setup.pending"))
                        .otherwise(""));
        control.pendingRestartProperty().addListener((_, _, pending) -> {
            if (pending) {
                badge.getStyleClass().add("setup-pending");
            } else {
                badge.getStyleClass().remove("setup-pending");
            }
        });
        return badge;
    }
}
