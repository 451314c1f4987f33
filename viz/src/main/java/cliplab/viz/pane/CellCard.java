// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.pane;

import cliplab.viz.figure.Cell;
import cliplab.viz.text.Messages;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** One cell of the heatmap, large: image, caption and what they have to do with each other. */
final class CellCard extends HBox {
    private static final double IMAGE_SIDE = 160;

    private final ImageView picture = new ImageView();
    private final Label name = new Label();
    private final Label caption = new Label();
    private final GridPane facts = new GridPane();

    CellCard() {
        getStyleClass().add("cell-card");
        picture.setFitWidth(IMAGE_SIDE);
        picture.setFitHeight(IMAGE_SIDE);
        name.getStyleClass().add("cell-card-name");
        caption.getStyleClass().add("cell-card-caption");
        facts.getStyleClass().add("cell-card-facts");
        getChildren().addAll(picture, new VBox(name, caption, facts));
    }

    void show(SimilarityWords words, Cell cell, Image image) {
        String shown = words.view().rows().get(cell.row());
        picture.setImage(enlarged(image));
        picture.setAccessibleText(shown);
        name.setText(shown);
        caption.setText(
                Messages.text("similarity.card.caption", words.view().columns().get(cell.column())));
        facts.getChildren().clear();
        fact("similarity.card.cosine", words.cosine(cell));
        fact("similarity.card.softmax", words.softmax(cell));
        fact(
                "similarity.card.rank",
                Messages.text(
                        "similarity.card.rank.value",
                        words.rank(cell),
                        words.view().columns().size()));
        fact("similarity.card.shared", words.shared(cell));
        fact("similarity.card.margin", words.margin(cell.row()));
    }

    private void fact(String key, String value) {
        Label label = new Label(Messages.text(key));
        label.getStyleClass().add("cell-card-label");
        label.setMinWidth(Region.USE_PREF_SIZE);
        facts.addRow(facts.getRowCount(), label, new Label(value));
    }

    /** Each pixel as a square, because an image has few; an ImageView that is told not to smooth still may. */
    private static Image enlarged(Image image) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int factor = (int) Math.max(1, IMAGE_SIDE / Math.max(1, Math.max(width, height)));
        PixelReader pixels = image.getPixelReader();
        if (factor == 1 || pixels == null) {
            return image;
        }
        WritableImage large = new WritableImage(width * factor, height * factor);
        for (int y = 0; y < height * factor; y++) {
            for (int x = 0; x < width * factor; x++) {
                large.getPixelWriter().setArgb(x, y, pixels.getArgb(x / factor, y / factor));
            }
        }
        return large;
    }
}
