// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.shell;

import cliplab.viz.text.Messages;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyCombination;

/** The menu bar, and with it every keyboard shortcut. FX thread only. */
final class Menus {
    private final MenuBar bar = new MenuBar();

    Menus() {
        bar.setUseSystemMenuBar(true);
    }

    MenuBar bar() {
        return bar;
    }

    /** Adds a menu and returns it. */
    Menu menu(String key) {
        Menu menu = new Menu(Messages.text(key));
        bar.getMenus().add(menu);
        return menu;
    }

    /** @param shortcut such as "Shortcut+P", or "" for none */
    static MenuItem item(Menu menu, String key, String shortcut, Runnable action) {
        MenuItem item = new MenuItem(Messages.text(key));
        if (!shortcut.isEmpty()) {
            item.setAccelerator(KeyCombination.valueOf(shortcut));
        }
        item.setOnAction(_ -> action.run());
        menu.getItems().add(item);
        return item;
    }

    static void separate(Menu menu) {
        menu.getItems().add(new SeparatorMenuItem());
    }
}
