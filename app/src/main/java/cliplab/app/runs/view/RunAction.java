// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.runs.view;

import cliplab.viz.text.Messages;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * Something that can be done with the runs chosen: a button, a line of the context menu and perhaps a key.
 *
 * @param key of its name; with {@code .tip} at its end, of its tip
 * @param shortcut heard by the table; null for none
 * @param possible for these runs
 */
record RunAction(
        String key,
        Feather icon,
        @Nullable KeyCombination shortcut,
        Predicate<List<RunItem>> possible,
        Consumer<List<RunItem>> action) {

    /** @param chosen what it is done with */
    Button button(ObservableValue<List<RunItem>> chosen) {
        Button button = new Button(Messages.text(key), new FontIcon(icon));
        button.getStyleClass().add("small");
        button.setTooltip(new Tooltip(Messages.text(key + ".tip")));
        button.setAccessibleHelp(Messages.text(key + ".tip"));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> run(chosen.getValue()));
        button.disableProperty().bind(chosen.map(runs -> !possible.test(runs)));
        return button;
    }

    MenuItem item(ObservableValue<List<RunItem>> chosen) {
        MenuItem item = new MenuItem(Messages.text(key), new FontIcon(icon));
        item.setOnAction(_ -> run(chosen.getValue()));
        item.disableProperty().bind(chosen.map(runs -> !possible.test(runs)));
        return item;
    }

    void run(List<RunItem> chosen) {
        if (possible.test(chosen)) {
            action.accept(chosen);
        }
    }
}
