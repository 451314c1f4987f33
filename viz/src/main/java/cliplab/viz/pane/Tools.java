// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.pane;

import cliplab.viz.text.Messages;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The small buttons in the bars of panes. */
final class Tools {
    private Tools() {}

    /** A word that is on or off. */
    static ToggleButton toggle(String word, String tip, boolean on, Consumer<Boolean> action) {
        ToggleButton toggle = dress(new ToggleButton(word), word, tip);
        toggle.setSelected(on);
        toggle.selectedProperty().addListener((_, _, now) -> action.accept(now));
        return toggle;
    }

    /** A picture that is on or off. */
    static ToggleButton toggle(Feather picture, String name, String tip, Consumer<Boolean> action) {
        ToggleButton toggle = toggle(name, tip, false, action);
        toggle.setText("");
        toggle.setGraphic(new FontIcon(picture));
        toggle.getStyleClass().add("button-icon");
        return toggle;
    }

    /** A picture to press. */
    static Button icon(Feather picture, String name, String tip) {
        Button button = dress(new Button("", new FontIcon(picture)), name, tip);
        button.getStyleClass().addAll("button-icon", "flat");
        return button;
    }

    private static <B extends ButtonBase> B dress(B button, String name, String tip) {
        button.getStyleClass().addAll("small", "pane-tool");
        button.setAccessibleText(name);
        button.setTooltip(new Tooltip(tip));
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    /** Shows everything again in the charts given. */
    static Button resetZoom(ChartPane... charts) {
        Button reset = icon(Feather.ZOOM_OUT, Messages.text("chart.zoom.reset"), Messages.text("chart.zoom.reset.tip"));
        reset.setOnAction(_ -> List.of(charts).forEach(ChartPane::resetZoom));
        return reset;
    }
}
