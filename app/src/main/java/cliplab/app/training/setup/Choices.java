// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.util.StringConverter;
import org.controlsfx.control.SegmentedButton;

/** One of a few values, bound both ways to a control. */
final class Choices {
    private Choices() {}

    /** Side by side, for very few. */
    static <T> SegmentedButton segmented(Control<T> control, List<T> values, Function<T, String> name) {
        List<ToggleButton> buttons = new ArrayList<>();
        for (T value : values) {
            ToggleButton button = new ToggleButton(name.apply(value));
            button.setTooltip(new Tooltip(control.tooltip()));
            button.setAccessibleText(control.label() + ": " + name.apply(value));
            button.setSelected(control.get().equals(value));
            control.valueProperty().addListener((_, _, chosen) -> button.setSelected(chosen.equals(value)));
            button.setOnAction(_ -> {
                button.setSelected(true); // one is always chosen
                control.set(value);
            });
            buttons.add(button);
        }
        SegmentedButton segmented = new SegmentedButton(buttons.toArray(ToggleButton[]::new));
        segmented.setId(control.id());
        segmented.getStyleClass().add("setup-segments");
        segmented.setAccessibleText(control.label());
        return segmented;
    }

    static <T> ComboBox<T> combo(Control<T> control, List<T> values, Function<T, String> name) {
        ComboBox<T> combo = new ComboBox<>();
        combo.getItems().setAll(values);
        combo.setId(control.id());
        combo.setMaxWidth(Double.MAX_VALUE);
        combo.setMinWidth(0);
        combo.setTooltip(new Tooltip(control.tooltip()));
        combo.setAccessibleText(control.label());
        combo.setConverter(new StringConverter<>() {
            @Override
            public String toString(T value) {
                return value == null ? "" : name.apply(value);
            }

            @Override
            public T fromString(String text) {
                return control.get(); // never asked: the list cannot be edited
            }
        });
        combo.valueProperty().bindBidirectional(control.valueProperty());
        return combo;
    }
}
