// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.view;

import cliplab.app.classify.PictureItem;
import cliplab.app.platform.FxImages;
import cliplab.model.eval.ZeroShotAnswer;
import cliplab.viz.text.Messages;
import cliplab.viz.text.Numbers;
import java.util.Objects;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** One picture of the shelf, its name, and the label that fits it best. */
final class PictureCell extends ListCell<PictureItem> {
    private static final double SIZE = 40;

    private final ImageView image = new ImageView();
    private final Label name = new Label();
    private final Label answer = new Label();
    private final HBox row;
    private final Tooltip tip = new Tooltip();
    private Subscription answers = Subscription.EMPTY;

    private @Nullable PictureItem shown;
    private final ObservableValue<@Nullable Double> threshold;

    /** @param threshold the cosine that the best label has to be above; null where there is no such bound */
    PictureCell(ObservableValue<@Nullable Double> threshold) {
        this.threshold = threshold;
        image.setFitWidth(SIZE);
        image.setFitHeight(SIZE);
        image.setPreserveRatio(true);
        StackPane frame = new StackPane(image);
        frame.setMinSize(SIZE, SIZE);
        frame.setMaxSize(SIZE, SIZE);
        name.setMinWidth(0);
        answer.setMinWidth(0);
        answer.getStyleClass().add("shelf-answer");
        VBox words = new VBox(name, answer);
        words.setAlignment(Pos.CENTER_LEFT);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        row = new HBox(frame, words);
        row.getStyleClass().add("shelf-row");
        row.setMinWidth(0);
        setPrefWidth(0); // as wide as the list, whatever the name
    }

    @Override
    protected void updateItem(@Nullable PictureItem item, boolean empty) {
        super.updateItem(item, empty);
        PictureItem now = empty ? null : item;
        if (Objects.equals(now, shown)) {
            return; // moved, and no new picture to make
        }
        shown = now;
        answers.unsubscribe();
        answers = Subscription.EMPTY;
        if (now == null) {
            setGraphic(null);
            setTooltip(null);
            return;
        }
        image.setImage(FxImages.of(now.picture().preview()));
        name.setText(now.picture().name());
        answers = now.answerProperty()
                .subscribe(given -> show(now, given))
                .and(threshold.subscribe(_ -> show(now, now.answerProperty().get())));
        setGraphic(row);
        setTooltip(tip);
    }

    private void show(PictureItem item, @Nullable ZeroShotAnswer given) {
        answer.setText(given == null ? "" : words(given));
        tip.setText(Messages.text(
                "shelf.tip",
                item.picture().name(),
                item.picture().width(),
                item.picture().height()));
        setAccessibleText(item.picture().name() + (given == null ? "" : ", " + answer.getText()));
    }

    private String words(ZeroShotAnswer given) {
        float best = given.cosines()[given.order()[0]];
        Double bound = threshold.getValue();
        String label = bound == null || best > bound ? given.top() : Messages.text("shelf.none");
        return Messages.text("shelf.answer", label, Numbers.two(best));
    }
}
