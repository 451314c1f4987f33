// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.shell;

import cliplab.viz.pane.PaneFrame;
import cliplab.viz.text.Messages;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/** A window of its own for a pane. FX thread only. */
final class PaneWindow {
    private PaneWindow() {}

    /**
     * Takes a pane out of its place, into a window that is still to be shown.
     *
     * @param from the scene it leaves, whose keys hold in the new one as well
     * @param dress gives the new window's scene its looks
     * @param closed puts the pane back
     */
    static Stage of(PaneFrame pane, Scene from, Consumer<Scene> dress, Runnable closed) {
        double width = Math.max(560, pane.getWidth());
        double height = Math.max(420, pane.getHeight());
        Stage window = new Stage();
        window.setTitle(pane.name());
        Scene scene = new Scene(new StackPane(pane), width, height);
        dress.accept(scene);
        scene.getAccelerators().putAll(from.getAccelerators());
        scene.getAccelerators().put(KeyCombination.valueOf("Shortcut+W"), window::close);
        if (from.getWindow() instanceof Stage owner) {
            window.getIcons().setAll(owner.getIcons());
        }
        window.setScene(scene);
        window.setOnHidden(_ -> closed.run());
        return window;
    }

    /** What stands in the pane's place meanwhile. */
    static Label away(PaneFrame pane) {
        Label away = new Label(Messages.text("pane.away", pane.name()));
        away.getStyleClass().add("pane-hint");
        away.setWrapText(true);
        return away;
    }
}
