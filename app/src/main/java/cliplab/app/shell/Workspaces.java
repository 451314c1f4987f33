// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.shell;

import cliplab.app.classify.view.Classifier;
import cliplab.viz.pane.PaneFrame;
import cliplab.viz.text.Messages;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/**
 * What fills the window: the panes of training with their controls, or the classifier, which may also leave for a window of its own
 * and stand beside them. The classifier is made when it is first wanted. Empty until told what to show. FX thread only.
 */
final class Workspaces {
    private final BorderPane root;
    private final Node controls;
    private final Node panes;
    private final Supplier<Classifier> maker;
    private final Consumer<Scene> dress;
    private final StackPane place = new StackPane();
    private final ReadOnlyBooleanWrapper classifying = new ReadOnlyBooleanWrapper();
    private @Nullable Classifier made;
    private @Nullable Stage window;

    /** @param dress gives a new window's scene its looks */
    Workspaces(BorderPane root, Node controls, Node panes, Supplier<Classifier> maker, Consumer<Scene> dress) {
        this.root = root;
        this.controls = controls;
        this.panes = panes;
        this.maker = maker;
        this.dress = dress;
        place.getStyleClass().add("pane-deck");
        place.setMinSize(0, 0);
    }

    /** Whether the main window shows the classifier. */
    ReadOnlyBooleanProperty classifyingProperty() {
        return classifying.getReadOnlyProperty();
    }

    void showTraining() {
        root.setLeft(controls);
        root.setCenter(panes);
        classifying.set(false);
        tell();
    }

    void showClassifier() {
        classifier();
        if (window != null) {
            window.setIconified(false);
            window.toFront();
            window.requestFocus();
            return;
        }
        root.setLeft(null);
        root.setCenter(place);
        classifying.set(true);
        tell();
    }

    /** Made when it is first asked for. */
    Classifier classifier() {
        Classifier known = made;
        if (known == null) {
            known = maker.get();
            made = known;
            PaneFrame frame = known.frame();
            place.getChildren().setAll(frame);
            frame.onEnlarge(this::enlarge);
            frame.onDetach(this::detach);
            frame.explainEnlarge(Messages.text("classify.enlarge"));
        }
        return known;
    }

    private void tell() {
        if (made != null) {
            made.shown(classifying.get() || window != null);
        }
    }

    private void enlarge() {
        Stage stage = window != null ? window : (Stage) root.getScene().getWindow();
        stage.setMaximized(!stage.isMaximized());
    }

    /** Into a window of its own and back. */
    private void detach() {
        if (window != null) {
            window.close();
            return;
        }
        PaneFrame frame = classifier().frame();
        window = PaneWindow.of(frame, root.getScene(), dress, () -> {
            window = null;
            place.getChildren().setAll(frame);
            tell();
        });
        Drops.onto(window.getScene().getRoot(), this);
        place.getChildren().setAll(PaneWindow.away(frame));
        window.show();
        showTraining();
    }

    /** Ends the classifier, in a window of its own or not. */
    void close() {
        if (window != null) {
            window.close();
        }
        if (made != null) {
            made.close();
        }
    }
}
