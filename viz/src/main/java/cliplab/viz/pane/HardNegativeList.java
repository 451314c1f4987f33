// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.pane;

import cliplab.viz.figure.BatchReading.HardNegative;
import cliplab.viz.figure.BatchView;
import cliplab.viz.text.Messages;
import cliplab.viz.text.Numbers;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Images beside the wrong caption that comes nearest, the hardest first. */
final class HardNegativeList extends VBox {
    private static final double IMAGE_SIDE = 32;

    private final ListView<HardNegative> list = new ListView<>();
    private @Nullable BatchView batch;
    private IntFunction<Image> images = _ -> {
        throw new IllegalStateException("no batch");
    };

    HardNegativeList() {
        getStyleClass().add("hard-negatives");
        Label heading = new Label(Messages.text("batch.hardest"));
        heading.getStyleClass().add("hard-negatives-heading");
        heading.setTooltip(new Tooltip(Messages.text("batch.hardest.tip")));
        heading.setLabelFor(list);
        list.getStyleClass().addAll("hard-negatives-list", "dense");
        list.setAccessibleText(Messages.text("batch.hardest"));
        list.setTooltip(new Tooltip(Messages.text("batch.hardest.tip")));
        list.setCellFactory(_ -> new Row());
        setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(heading, list);
        setMinSize(0, 0);
    }

    void show(BatchView newBatch, List<HardNegative> hardest, IntFunction<Image> newImages) {
        batch = newBatch;
        images = newImages;
        list.getSelectionModel().clearSelection();
        list.getItems().setAll(hardest);
    }

    void clear() {
        list.getItems().clear();
        batch = null;
    }

    /** @param action is given the image's index */
    void onSelect(IntConsumer action) {
        list.getSelectionModel().selectedItemProperty().subscribe(item -> {
            if (item != null) {
                action.accept(item.image());
            }
        });
    }

    private final class Row extends ListCell<HardNegative> {
        private final ImageView picture = new ImageView();
        private final Label margin = new Label();
        private final Label caption = new Label();
        private final HBox row = new HBox(picture, new VBox(caption, margin));

        Row() {
            picture.setFitWidth(IMAGE_SIDE);
            picture.setFitHeight(IMAGE_SIDE);
            picture.setSmooth(false);
            row.getStyleClass().add("hard-negative");
            margin.getStyleClass().add("hard-negative-margin");
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable HardNegative item, boolean empty) {
            super.updateItem(item, empty);
            setText(null);
            if (item == null || empty || batch == null) {
                setGraphic(null);
                return;
            }
            picture.setImage(images.apply(item.image()));
            margin.setText(Messages.text("batch.hardest.margin", Numbers.signed(item.margin())));
            caption.setText(batch.captions().get(item.text()));
            setAccessibleText(batch.captions().get(item.image()) + ", " + margin.getText() + ": " + caption.getText());
            setGraphic(row);
        }
    }
}
