// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training.setup;

import javafx.beans.value.ObservableStringValue;
import org.controlsfx.validation.ValidationMessage;
import org.controlsfx.validation.decoration.GraphicValidationDecoration;

/** The mark at a field that has a problem. */
final class Marks {
    private Marks() {}

    static void show(javafx.scene.control.Control field, ObservableStringValue problem) {
        GraphicValidationDecoration decoration = new GraphicValidationDecoration();
        problem.addListener((_, _, sentence) -> {
            decoration.removeDecorations(field);
            if (!sentence.isEmpty()) {
                decoration.applyValidationDecoration(ValidationMessage.error(field, sentence));
            }
        });
    }
}
