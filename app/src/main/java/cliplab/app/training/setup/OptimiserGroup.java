// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training.setup;

import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** How far a step goes. */
final class OptimiserGroup extends VBox {
    private static final double LOWEST_RATE = 1e-5;
    private static final double HIGHEST_RATE = 0.1;

    OptimiserGroup(SetupControls controls) {
        getStyleClass().add("setup-group");
        HBox rate = new HBox(
                Sliders.logarithmic(controls.learningRate, LOWEST_RATE, HIGHEST_RATE),
                NumberField.ofDouble(controls.learningRate));
        rate.getStyleClass().add("setup-line");
        getChildren()
                .addAll(
                        new ControlRow(controls.learningRate, rate),
                        new ControlRow(controls.weightDecay, NumberField.ofDouble(controls.weightDecay)));
    }
}
