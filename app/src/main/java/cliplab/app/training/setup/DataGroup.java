// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training.setup;

import cliplab.viz.text.Messages;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The fourth lever: wrong captions, and classes left out. */
final class DataGroup extends VBox {
    DataGroup(SetupModel model, ClassGrid grid) {
        getStyleClass().add("setup-group");
        SetupControls controls = model.controls();
        HBox noise = new HBox(Sliders.share(controls.captionNoise), NumberField.ofDouble(controls.captionNoise));
        noise.getStyleClass().add("setup-line");
        getChildren()
                .addAll(
                        new ControlRow(controls.captionNoise, noise)
                                .answeredBy(model.readingsProperty()
                                        .map(now ->
                                                Messages.text("setup.noise.reading", now.mislabelled(), now.pairs()))),
                        new ControlRow(controls.withheld, grid)
                                .answeredBy(model.readingsProperty()
                                        .map(now -> Messages.text(
                                                "setup.withheld.reading",
                                                now.pairs(),
                                                now.pairs() / Readings.PAIRS_PER_CLASS))));
    }
}
