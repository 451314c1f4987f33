// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.tools;

import cliplab.app.platform.Thumbnails;
import cliplab.viz.text.Messages;
import cliplab.viz.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.FlowPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Images that were found, nearest first; one of them may be marked. FX thread only. */
final class FoundImages extends FlowPane {
    private static final double SIDE = 48;

    private final List<Tile> tiles = new ArrayList<>();
    private final ToggleGroup group = new ToggleGroup();
    private final ReadOnlyIntegerWrapper marked = new ReadOnlyIntegerWrapper(-1);
    private final IntConsumer opened;

    /**
     * One of them.
     *
     * @param index in the dataset
     * @param name of its class
     * @param right whether it is what was sought; null where that is not known
     */
    record Found(
            int index, String name, float cosine, @Nullable Boolean right) {}

    /** @param opened given the index of an image that was clicked twice */
    FoundImages(IntConsumer opened) {
        this.opened = opened;
        getStyleClass().add("found-images");
        setMinWidth(0);
    }

    /** The index of the image that is marked, which may be found no longer; −1 for none. */
    ReadOnlyIntegerProperty markedProperty() {
        return marked.getReadOnlyProperty();
    }

    void unmark() {
        group.selectToggle(null);
        marked.set(-1);
    }

    void show(List<Found> found, Thumbnails pictures) {
        while (tiles.size() < found.size()) {
            tiles.add(new Tile());
        }
        getChildren().setAll(tiles.subList(0, found.size()));
        for (int i = 0; i < found.size(); i++) {
            tiles.get(i).show(found.get(i), pictures);
        }
    }

    private final class Tile extends ToggleButton {
        private final ImageView picture = new ImageView();
        private int index = -1;

        Tile() {
            getStyleClass().add("found-image");
            setToggleGroup(group);
            setContentDisplay(ContentDisplay.TOP);
            setTooltip(new Tooltip(Messages.text("retrieval.tile.tip")));
            picture.setFitWidth(SIDE);
            picture.setFitHeight(SIDE);
            picture.setSmooth(false);
            setOnAction(_ -> marked.set(isSelected() ? index : -1));
            setOnMouseClicked(click -> {
                if (click.getButton() == MouseButton.PRIMARY && click.getClickCount() == 2) {
                    opened.accept(index);
                }
            });
        }

        void show(Found found, Thumbnails pictures) {
            index = found.index();
            picture.setImage(pictures.of(index));
            setSelected(index == marked.get());
            String cosine = Numbers.four(found.cosine());
            Boolean right = found.right();
            setText(cosine + "\n" + found.name());
            if (right == null) {
                setGraphic(picture);
                setAccessibleText(Messages.text("retrieval.tile", found.name(), cosine));
            } else {
                FontIcon mark = new FontIcon(right ? Feather.CHECK : Feather.X);
                mark.getStyleClass().add(right ? "right-mark" : "wrong-mark");
                setGraphic(Lines.line(picture, mark));
                setAccessibleText(
                        right
                                ? Messages.text("retrieval.tile.right", found.name(), cosine)
                                : Messages.text("retrieval.tile.wrong", found.name(), cosine));
            }
        }
    }
}
