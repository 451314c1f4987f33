// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training.setup;

import cliplab.viz.text.Messages;
import java.util.List;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The first lever: how many pairs are told apart in one step. */
final class BatchGroup extends VBox {
    private static final List<Integer> SIZES = List.of(8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512);

    BatchGroup(SetupModel model) {
        getStyleClass().add("setup-group");
        Control<Integer> size = model.controls().batchSize;
        HBox editor = new HBox(Sliders.steps(size, SIZES), NumberField.ofInt(size));
        editor.getStyleClass().add("setup-line");
        getChildren()
                .add(new ControlRow(size, editor)
                        .answeredBy(model.readingsProperty().map(BatchGroup::answer)));
    }

    private static String answer(Readings now) {
        return Double.isNaN(now.expectedFloor())
                ? Messages.text("setup.batch.reading.nofloor", now.stepsPerEpoch(), now.chanceLine())
                : Messages.text("setup.batch.reading", now.stepsPerEpoch(), now.chanceLine(), now.expectedFloor());
    }
}
