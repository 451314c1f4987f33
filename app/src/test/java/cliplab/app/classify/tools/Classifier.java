// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.tools;

import cliplab.app.classify.AskedNetwork;
import cliplab.app.classify.ClassifierModel;
import cliplab.app.classify.FakeNetwork;
import cliplab.app.classify.PictureItem;
import cliplab.app.classify.images.PictureSource;
import cliplab.model.data.Picture;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** A classifier that is answered at once, and hands for its tools. FX thread. */
public final class Classifier {
    public final ObjectProperty<@Nullable AskedNetwork> network = new SimpleObjectProperty<>();
    public final ClassifierModel model = new ClassifierModel(network, Runnable::run);

    public Classifier(AskedNetwork asked) {
        network.set(asked);
    }

    /** Puts a picture of one colour on the shelf and chooses it. */
    public Classifier with(String name, int red, int green, int blue) {
        Picture picture = FakeNetwork.plain(name, red, green, blue);
        PictureItem item = new PictureItem(new PictureSource.OfPixels(name, picture.pixels()), picture);
        model.gallery().items().add(item);
        model.gallery().selectedProperty().set(item);
        return this;
    }

    /** In a window of its own, laid out. */
    public static Stage show(Tool tool) {
        Stage stage = new Stage();
        stage.setScene(new Scene(new StackPane(tool.node()), 380, 420));
        stage.show();
        tool.shown(true);
        tool.node().applyCss();
        stage.getScene().getRoot().layout();
        return stage;
    }

    public static <T extends Node> List<T> all(Stage stage, Class<T> type) {
        stage.getScene().getRoot().applyCss();
        stage.getScene().getRoot().layout();
        return stage.getScene().getRoot().lookupAll("*").stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    public static Button button(Stage stage, String text) {
        return all(stage, Button.class).stream()
                .filter(button -> text.equals(button.getText()))
                .findFirst()
                .orElseThrow();
    }

    /** All that is written in labels and can be seen, a line each. */
    public static String words(Stage stage) {
        return String.join(
                "\n",
                all(stage, Label.class).stream()
                        .filter(Classifier::seen)
                        .map(Labeled::getText)
                        .toList());
    }

    private static boolean seen(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }
}
