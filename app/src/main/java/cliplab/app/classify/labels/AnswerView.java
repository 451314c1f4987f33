// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.labels;

import static cliplab.viz.text.Messages.text;

import cliplab.app.classify.ClassifierModel;
import cliplab.app.classify.PictureItem;
import cliplab.app.classify.Reading;
import cliplab.model.data.Picture;
import cliplab.model.data.RgbImage;
import cliplab.model.eval.ZeroShotAnswer;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The picture chosen, as a person sees it and as the network receives it, and the answer in words. The
 * network's pixels are enlarged by a whole number and never smoothed. FX thread only.
 */
public final class AnswerView extends VBox {
    private static final double TALLEST = 192;
    /** In pixels, the width of the network's picture and its caption. */
    private static final double RECEIVED = 196;

    private final ClassifierModel model;
    private final StringProperty note = new SimpleStringProperty("");
    private final Shown seen = new Shown();
    private final Shown received = new Shown();
    private final HBox pictures = new HBox(seen, received);
    private final Label hint = words("answer-hint");
    private final StackPane empty = new StackPane(hint);
    private final Label headline = words("answer-headline");
    private final Label entropy = words("answer-detail");
    private final Label top = words("answer-detail");
    private double tallest = TALLEST;
    /** How many times the network's pixels are enlarged; 0 before. */
    private int times;

    public AnswerView(ClassifierModel model) {
        this.model = model;
        getStyleClass().add("answer-view");
        pictures.getStyleClass().add("answer-pictures");
        pictures.setMinHeight(Region.USE_PREF_SIZE);
        empty.getStyleClass().add("answer-empty");
        hint.setGraphic(new FontIcon(Feather.IMAGE));
        hint.setText(text("classify.answer.nopicture"));
        received.image.setSmooth(false);
        received.setMinWidth(RECEIVED);
        seen.setMinWidth(0);
        pictures.setMinWidth(0);
        getChildren().addAll(empty, pictures, headline, entropy, top);
        pictures.widthProperty().subscribe(this::fit);
        model.gallery().selectedProperty().subscribe(_ -> show());
        model.answerProperty().subscribe(_ -> say());
        model.readingProperty().subscribe(_ -> say());
        model.problemProperty().subscribe(_ -> say());
        model.questionProperty().subscribe(_ -> say());
        model.thresholdProperty().subscribe(_ -> say());
        note.subscribe(_ -> say());
    }

    /** What to say while there is no network, as a sentence. */
    public StringProperty noteProperty() {
        return note;
    }

    /** @param height in pixels that the pictures may take */
    public void setTallest(double height) {
        if (height != tallest) {
            tallest = height;
            fit();
        }
    }

    /** What the view says of the picture. */
    public String headline() {
        return headline.getText();
    }

    private static Label words(String styleClass) {
        Label label = new Label();
        label.getStyleClass().add(styleClass);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.managedProperty().bind(label.textProperty().isNotEmpty());
        return label;
    }

    private @Nullable Picture picture() {
        PictureItem item = model.gallery().selectedProperty().get();
        return item == null ? null : item.picture();
    }

    private void show() {
        Picture picture = picture();
        boolean there = picture != null;
        empty.setVisible(!there);
        empty.setManaged(!there);
        pictures.setVisible(there);
        pictures.setManaged(there);
        if (picture != null) {
            seen.show(picture.preview(), 1);
            seen.caption.setText(text("classify.answer.seen", picture.width(), picture.height()));
            seen.image.setAccessibleText(picture.name());
            RgbImage pixels = picture.pixels();
            received.caption.setText(text("classify.answer.received", pixels.width(), pixels.height()));
            received.image.setAccessibleText(text("classify.answer.received.spoken"));
        }
        times = 0;
        fit();
        say();
    }

    private void fit() {
        empty.setPrefHeight(tallest);
        empty.setMinHeight(tallest);
        Picture picture = picture();
        double room = pictures.getWidth() - pictures.getSpacing() - RECEIVED;
        if (picture == null || room <= 0) {
            return;
        }
        seen.fit(room, tallest, picture.preview());
        RgbImage pixels = picture.pixels();
        double most = Math.min(RECEIVED, tallest);
        int whole = Math.max(1, (int) (most / Math.max(pixels.width(), pixels.height())));
        if (whole != times) {
            times = whole;
            received.show(pixels, times);
            received.fit(
                    Math.min(most, (double) times * pixels.width()),
                    Math.min(most, (double) times * pixels.height()),
                    pixels);
        }
    }

    private void say() {
        ZeroShotAnswer answer = current();
        headline.setText(
                answer == null
                        ? missing()
                        : AnswerSentences.headline(
                                answer, model.thresholdProperty().get()));
        entropy.setText(answer == null ? "" : AnswerSentences.entropy(answer) + unasked());
        top.setText(answer == null ? "" : AnswerSentences.top(answer));
    }

    private String unasked() {
        long written =
                model.labels().stream().filter(row -> !row.text().isBlank()).count();
        // Not those of the answer, which may be about the labels of a moment ago.
        int asked = model.questionProperty().get().labels().size();
        return written <= asked ? "" : " " + text("classify.answer.unasked", written - asked);
    }

    /** The answer, if it is about the picture that is shown. */
    private @Nullable ZeroShotAnswer current() {
        Reading reading = model.readingProperty().get();
        Picture picture = picture();
        return reading == null || picture == null || !picture.equals(reading.picture())
                ? null
                : model.answerProperty().get();
    }

    private String missing() {
        if (model.networkProperty().getValue() == null) {
            return note.get();
        }
        if (model.questionProperty().get().labels().isEmpty()) {
            return text("classify.answer.nolabel");
        }
        if (picture() == null) {
            return "";
        }
        return model.problemProperty().get() == null ? text("classify.answer.waiting") : text("classify.answer.failed");
    }

    /** A picture over its caption. */
    private static final class Shown extends VBox {
        private final ImageView image = new ImageView();
        private final Label caption = new Label();

        Shown() {
            getStyleClass().add("answer-picture");
            setAlignment(Pos.BOTTOM_LEFT);
            caption.getStyleClass().add("answer-caption");
            image.setPreserveRatio(true);
            getChildren().addAll(image, caption);
        }

        /** @param times how often each pixel is repeated in a row, and each row; a view of its own would blur them */
        void show(RgbImage pixels, int times) {
            int width = pixels.width() * times;
            int height = pixels.height() * times;
            byte[] rgb = times == 1 ? pixels.pixels() : new byte[width * height * RgbImage.CHANNELS];
            for (int i = 0; times > 1 && i < rgb.length; i++) {
                int pixel = i / RgbImage.CHANNELS;
                rgb[i] = (byte) pixels.sample(pixel % width / times, pixel / width / times, i % RgbImage.CHANNELS);
            }
            WritableImage drawn = new WritableImage(width, height);
            drawn.getPixelWriter()
                    .setPixels(
                            0, 0, width, height, PixelFormat.getByteRgbInstance(), rgb, 0, RgbImage.CHANNELS * width);
            image.setImage(drawn);
        }

        /** As large as fits into a place. */
        void fit(double width, double height, RgbImage pixels) {
            double scale = Math.min(width / pixels.width(), height / pixels.height());
            image.setFitWidth(Math.max(1, scale * pixels.width()));
            image.setFitHeight(Math.max(1, scale * pixels.height()));
        }
    }
}
