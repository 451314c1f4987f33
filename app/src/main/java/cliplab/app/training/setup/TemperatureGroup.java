// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training.setup;

import cliplab.viz.text.Messages;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.controlsfx.control.ToggleSwitch;

/** The second lever: how sharply the network decides. */
final class TemperatureGroup extends VBox {
    private static final double LOWEST = 0.01;
    private static final double HIGHEST = 1;

    TemperatureGroup(SetupModel model) {
        getStyleClass().add("setup-group");
        Control<Double> temperature = model.controls().temperature;
        Control<Boolean> learned = model.controls().temperatureLearned;
        HBox editor = new HBox(Sliders.logarithmic(temperature, LOWEST, HIGHEST), NumberField.ofDouble(temperature));
        editor.getStyleClass().add("setup-line");
        ToggleSwitch toggle = new ToggleSwitch();
        toggle.setId(learned.id());
        toggle.getStyleClass().add("setup-switch");
        toggle.setMaxWidth(Double.MAX_VALUE);
        toggle.setTooltip(new Tooltip(learned.tooltip()));
        toggle.setAccessibleText(learned.label());
        toggle.selectedProperty().bindBidirectional(learned.valueProperty());
        toggle.textProperty()
                .bind(learned.valueProperty()
                        .map(on -> Messages.text(on ? "setup.temperature.learned" : "setup.temperature.held")));
        var answer = Bindings.createStringBinding(
                () -> Messages.text(
                        learned.get() ? "setup.temperature.reading.start" : "setup.temperature.reading",
                        model.readingsProperty().get().logitScale()),
                learned.valueProperty(),
                model.readingsProperty());
        VBox both = new VBox(toggle, editor);
        both.getStyleClass().add("setup-editors");
        getChildren().add(new ControlRow(temperature, both).answeredBy(answer));
    }
}
