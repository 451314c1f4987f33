// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training.setup;

import cliplab.app.cli.Setup;
import cliplab.viz.text.Messages;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** How long, from which seed, where, and how fast. */
final class RunGroup extends VBox {
    /** Seconds between two steps: from full speed to one step in two seconds. */
    private static final List<Double> DELAYS = List.of(0.0, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0);

    RunGroup(SetupModel model) {
        getStyleClass().add("setup-group");
        SetupControls controls = model.controls();
        getChildren()
                .addAll(
                        new ControlRow(controls.stepDelay, Sliders.steps(controls.stepDelay, DELAYS))
                                .answeredBy(controls.stepDelay.valueProperty().map(RunGroup::speed)),
                        new ControlRow(controls.epochs, epochs(controls.epochs)),
                        new ControlRow(controls.seed, seed(model)),
                        new ControlRow(
                                controls.device, Choices.combo(controls.device, Setup.DEVICES, RunGroup::device)));
    }

    private static HBox epochs(Control<Integer> epochs) {
        return line(
                NumberField.ofInt(epochs),
                button(Feather.MINUS, Messages.text("setup.epochs.less"), () -> epochs.set(epochs.get() - 1)),
                button(Feather.PLUS, Messages.text("setup.epochs.more"), () -> epochs.set(epochs.get() + 1)));
    }

    private static HBox seed(SetupModel model) {
        return line(
                NumberField.ofLong(model.controls().seed),
                button(Feather.SHUFFLE, Messages.text("setup.seed.draw"), model::drawSeed));
    }

    private static HBox line(NumberField<?> field, Button... buttons) {
        HBox line = new HBox(field);
        line.getChildren().addAll(buttons);
        line.getStyleClass().add("setup-line");
        HBox.setHgrow(field, Priority.ALWAYS);
        return line;
    }

    private static Button button(Feather icon, String what, Runnable action) {
        Button button = new Button();
        button.setGraphic(new FontIcon(icon));
        button.getStyleClass().addAll("button-icon", "flat");
        button.setTooltip(new Tooltip(what));
        button.setAccessibleText(what);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> action.run());
        return button;
    }

    private static String speed(double delay) {
        return delay == 0
                ? Messages.text("setup.slow.off")
                : Messages.text("setup.slow.reading", Numbers.text(Numbers.rounded(1 / delay)));
    }

    private static String device(String device) {
        return Messages.text(
                switch (device) {
                    case "cpu" -> "setup.device.cpu";
                    case "cuda" -> "setup.device.cuda";
                    case "mps" -> "setup.device.mps";
                    default -> "setup.device.auto";
                });
    }
}
