// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.sweeps.view;

import cliplab.viz.text.Messages;
import javafx.scene.control.Button;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

/** Controls of the pane, each with its words. FX thread only. */
final class SweepControls {
    private SweepControls() {}

    // messages: sweep.first.*
    // messages: sweep.second.*
    // messages: sweep.seeds.*
    // messages: sweep.values.*
    static void explain(Control control, String key) {
        control.setTooltip(new Tooltip(Messages.text(key + ".tip")));
        control.setAccessibleText(Messages.text(key + ".name"));
    }

    static Label named(String key, Control control) {
        explain(control, key);
        Label label = new Label(Messages.text(key + ".name"));
        label.setLabelFor(control);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    static Label words(String styleClass) {
        Label label = new Label();
        label.getStyleClass().add(styleClass);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    // messages: sweep.add.*
    // messages: sweep.measure.*
    // messages: sweep.go.*
    // messages: sweep.hold.*
    // messages: sweep.up.*
    // messages: sweep.down.*
    // messages: sweep.remove.*
    static Button button(String key, Runnable action) {
        Button button = new Button(Messages.text(key + ".name"));
        button.setTooltip(new Tooltip(Messages.text(key + ".tip")));
        button.setAccessibleText(Messages.text(key + ".name"));
        button.setAccessibleHelp(Messages.text(key + ".tip"));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> action.run());
        return button;
    }
}
