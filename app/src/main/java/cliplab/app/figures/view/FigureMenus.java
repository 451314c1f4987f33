// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.figures.view;

import cliplab.viz.export.ExportFormat;
import cliplab.viz.pane.PaneFrame;
import cliplab.viz.text.Messages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * Gives figures their menu, by mouse and by keyboard, and knows which of them a person means. One for all figures of the window, in
 * whichever of its windows they are. FX thread only.
 */
public final class FigureMenus {
    private static final KeyCombination BY_KEYBOARD = KeyCombination.valueOf("Shift+F10");

    private final FigureExports exports;
    private final Map<Node, List<PaneFigure>> offered = new LinkedHashMap<>();

    public FigureMenus(FigureExports exports) {
        this.exports = exports;
    }

    /** A button for a figure that has no pane of its own. */
    public static Button button() {
        Button button = new Button("", new FontIcon(Feather.SHARE));
        button.getStyleClass().addAll("button-icon", "flat", "small");
        button.setTooltip(new Tooltip(Messages.text("pane.figure")));
        button.setAccessibleText(Messages.text("pane.figure"));
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    /** @param figures of the pane, the first the one that is meant by the pane's name */
    public void onto(PaneFrame pane, List<PaneFigure> figures) {
        onto(pane, pane.offerFigure(), figures);
    }

    /**
     * @param node whose context menu it is, also from within
     * @param button opens the menu, and is what a figure is dragged out by
     */
    public void onto(Node node, Button button, List<PaneFigure> figures) {
        offered.put(node, List.copyOf(figures));
        ContextMenu menu = new ContextMenu();
        menu.getItems().setAll(items(node, figures));
        button.setOnAction(_ -> menu.show(button, Side.BOTTOM, 0, 0));
        new FigureDrag(exports, () -> figures.getFirst().copy().get()).from(button);
        node.addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, asked -> {
            menu.show(node, asked.getScreenX(), asked.getScreenY());
            asked.consume();
        });
        // Not every system makes a request for the menu of this key.
        node.addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            if (BY_KEYBOARD.match(key) || key.getCode() == KeyCode.CONTEXT_MENU) {
                menu.show(button, Side.BOTTOM, 0, 0);
                key.consume();
            }
        });
    }

    private List<MenuItem> items(Node node, List<PaneFigure> figures) {
        if (figures.size() == 1) {
            return items(node, figures.getFirst());
        }
        List<MenuItem> menus = new ArrayList<>();
        for (PaneFigure figure : figures) {
            Menu menu = new Menu(figure.title());
            menu.getItems().setAll(items(node, figure));
            menus.add(menu);
        }
        return menus;
    }

    private List<MenuItem> items(Node node, PaneFigure figure) {
        return List.of(
                item(Messages.text("figure.menu.png"), () -> export(node, figure, ExportFormat.PNG)),
                item(Messages.text("figure.menu.svg"), () -> export(node, figure, ExportFormat.SVG)),
                item(Messages.text("figure.menu.pdf"), () -> export(node, figure, ExportFormat.PDF)),
                item(Messages.text("figure.menu.csv"), () -> export(node, figure, ExportFormat.CSV)),
                new SeparatorMenuItem(),
                item(
                        Messages.text("figure.menu.copy"),
                        () -> figure.copy()
                                .get()
                                .ifPresentOrElse(exports::copyPicture, () -> exports.nothing(figure.title()))));
    }

    private static MenuItem item(String words, Runnable action) {
        MenuItem item = new MenuItem(words);
        item.setOnAction(_ -> action.run());
        return item;
    }

    /** Asks how and where, and writes the figure; that of the pane with the focus or, where none has it, of the only one in sight. */
    public void exportFocused() {
        Window window = Window.getWindows().stream()
                .filter(Window::isFocused)
                .findFirst()
                .orElse(null);
        Optional<Node> node = window == null || window.getScene() == null ? Optional.empty() : meant(window.getScene());
        node.ifPresentOrElse(
                found -> export(found, offered.getOrDefault(found, List.of()).getFirst(), null), exports::whichOne);
    }

    private Optional<Node> meant(Scene scene) {
        for (Node node = scene.getFocusOwner(); node != null; node = node.getParent()) {
            if (offered.containsKey(node)) {
                return Optional.of(node);
            }
        }
        List<Node> inSight = offered.keySet().stream()
                .filter(node -> scene.equals(node.getScene()) && isVisible(node))
                .toList();
        return inSight.size() == 1 ? Optional.of(inSight.getFirst()) : Optional.empty();
    }

    private static boolean isVisible(Node node) {
        for (Node above = node; above != null; above = above.getParent()) {
            if (!above.isVisible()) {
                return false;
            }
        }
        return true;
    }

    /** @param format null for that of the last time */
    private void export(Node node, PaneFigure figure, @Nullable ExportFormat format) {
        figure.copy()
                .get()
                .ifPresentOrElse(
                        copy -> new ExportDialog(node.getScene().getWindow(), exports, figure.title(), copy, format)
                                .show(),
                        () -> exports.nothing(figure.title()));
    }
}
