// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training.setup;

import cliplab.model.loss.Direction;
import cliplab.viz.text.Messages;
import java.util.List;
import javafx.scene.layout.VBox;

/** What is minimised. */
final class LossGroup extends VBox {
    LossGroup(SetupControls controls) {
        getStyleClass().add("setup-group");
        ControlRow direction = new ControlRow(
                controls.direction,
                Choices.segmented(controls.direction, List.of(Direction.values()), LossGroup::name));
        direction.disableProperty().bind(controls.loss.valueProperty().map(loss -> loss == LossKind.SIGMOID));
        getChildren()
                .addAll(
                        new ControlRow(
                                controls.loss,
                                Choices.segmented(controls.loss, List.of(LossKind.values()), LossGroup::name)),
                        direction);
    }

    private static String name(LossKind loss) {
        return Messages.text(
                switch (loss) {
                    case INFONCE -> "setup.loss.infonce";
                    case SIGMOID -> "setup.loss.sigmoid";
                });
    }

    private static String name(Direction direction) {
        return Messages.text(
                switch (direction) {
                    case BOTH -> "setup.direction.both";
                    case IMAGE_TO_TEXT -> "setup.direction.image";
                    case TEXT_TO_IMAGE -> "setup.direction.text";
                });
    }
}
