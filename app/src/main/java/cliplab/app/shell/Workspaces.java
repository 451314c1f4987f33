// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.shell;

import cliplab.app.platform.Workspace;
import cliplab.viz.pane.PaneFrame;
import cliplab.viz.text.Messages;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/**
 * What fills the window: the panes of training with their controls, or one of several workspaces, which may also leave for windows of
 * their own and stand beside them. Empty until told what to show. FX thread only.
 */
final class Workspaces {
    private final BorderPane root;
    private final Node controls;
    private final Node panes;
    private final List<Entry> entries;
    private final Consumer<Scene> dress;
    private final ReadOnlyObjectWrapper<@Nullable Entry> shown = new ReadOnlyObjectWrapper<>();

    /** A workspace on offer and where it stands. It is made when it is first wanted. */
    static final class Entry {
        private final String key;
        private final Feather icon;
        private final Supplier<? extends Workspace> maker;
        private final StackPane place = new StackPane();
        private @Nullable Workspace made;
        private @Nullable Stage window;

        /** @param key of its name; with {@code .tip} at its end, of its tip */
        Entry(String key, Feather icon, Supplier<? extends Workspace> maker) {
            this.key = key;
            this.icon = icon;
            this.maker = maker;
            place.getStyleClass().add("pane-deck");
            place.setMinSize(0, 0);
        }

        String key() {
            return key;
        }

        Feather icon() {
            return icon;
        }
    }

    /**
     * @param entries in their order beside training
     * @param dress gives a new window's scene its looks and what else the main window's has
     */
    Workspaces(BorderPane root, Node controls, Node panes, List<Entry> entries, Consumer<Scene> dress) {
        this.root = root;
        this.controls = controls;
        this.panes = panes;
        this.entries = List.copyOf(entries);
        this.dress = dress;
    }

    List<Entry> entries() {
        return entries;
    }

    /** What the main window shows; null for training. */
    ReadOnlyObjectProperty<@Nullable Entry> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    void showTraining() {
        root.setLeft(controls);
        root.setCenter(panes);
        shown.set(null);
        tell();
    }

    /** Fills the main window with it, or brings its own window to the front. */
    void show(Entry entry) {
        made(entry);
        if (entry.window != null) {
            entry.window.setIconified(false);
            entry.window.toFront();
            entry.window.requestFocus();
            return;
        }
        root.setLeft(null);
        root.setCenter(entry.place);
        shown.set(entry);
        tell();
    }

    private Workspace made(Entry entry) {
        Workspace known = entry.made;
        if (known == null) {
            known = entry.maker.get();
            entry.made = known;
            PaneFrame frame = known.frame();
            entry.place.getChildren().setAll(frame);
            frame.onEnlarge(() -> enlarge(entry));
            frame.onDetach(() -> detach(entry));
            frame.explainEnlarge(Messages.text("workspace.enlarge"));
        }
        return known;
    }

    private void tell() {
        for (Entry entry : entries) {
            if (entry.made != null) {
                entry.made.shown(entry.equals(shown.get()) || entry.window != null);
            }
        }
    }

    private void enlarge(Entry entry) {
        Stage stage =
                entry.window != null ? entry.window : (Stage) root.getScene().getWindow();
        stage.setMaximized(!stage.isMaximized());
    }

    /** Into a window of its own and back. */
    private void detach(Entry entry) {
        if (entry.window != null) {
            entry.window.close();
            return;
        }
        PaneFrame frame = made(entry).frame();
        Stage window = PaneWindow.of(frame, root.getScene(), dress, () -> {
            entry.window = null;
            entry.place.getChildren().setAll(frame);
            tell();
        });
        entry.window = window;
        entry.place.getChildren().setAll(PaneWindow.away(frame));
        window.show();
        showTraining();
    }

    /** Ends all that were made, in windows of their own or not. */
    void close() {
        for (Entry entry : entries) {
            if (entry.window != null) {
                entry.window.close();
            }
            if (entry.made != null) {
                entry.made.close();
            }
        }
    }
}
