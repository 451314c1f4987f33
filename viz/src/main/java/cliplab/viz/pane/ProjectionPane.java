// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.pane;

import cliplab.viz.projection.Projection;
import cliplab.viz.projection.ProjectionQuality;
import cliplab.viz.style.Palette;
import cliplab.viz.text.Messages;
import java.util.List;
import java.util.function.IntFunction;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/**
 * The map of images and captions: dots in the colours of their classes and a labelled star for each caption, with the numbers
 * that say how far to trust it. What settling means, and where layouts come from, is the owner's business. FX thread only.
 */
public final class ProjectionPane {
    /** Which projection is asked for. */
    public enum Method {
        TSNE,
        PCA
    }

    private static final double POPUP_GAP = 14;
    private static final double PICTURE = 112;
    private static final double LABEL_SHARE = 0.92;

    private final ProjectionCanvas canvas = new ProjectionCanvas();
    private final Label badge = new Label();
    private final Label note = new Label();
    private final Label hint = new Label(Messages.text("map.empty"));
    private final ImageView picture = new ImageView();
    private final Label words = new Label();
    private final VBox popup = new VBox(picture, words);
    private final PaneFrame frame;
    private final ProjectionTools tools;
    private IntFunction<@Nullable Image> pictures = _ -> null;
    private IntFunction<String> texts = _ -> "";
    private @Nullable ProjectionQuality quality;

    public ProjectionPane() {
        StackPane map = new StackPane(canvas, hint, badge, popup);
        map.setMinSize(0, 0);
        VBox.setVgrow(map, Priority.ALWAYS);
        VBox body = new VBox(map, note);
        body.setMinSize(0, 0);
        overlay(badge, "map-badge", Pos.TOP_LEFT);
        overlay(hint, "map-hint", Pos.CENTER);
        hint.setWrapText(true);
        note.getStyleClass().add("map-note");
        note.setWrapText(true);
        note.setMinHeight(Region.USE_PREF_SIZE);
        popup.getStyleClass().add("map-popup");
        popup.setManaged(false);
        popup.setMouseTransparent(true);
        popup.setVisible(false);
        picture.setSmooth(false);
        picture.setPreserveRatio(true);
        picture.setFitWidth(PICTURE);
        words.setWrapText(true);
        words.setMaxWidth(2 * PICTURE);
        frame = new PaneFrame(Messages.text("map.title"), body);
        tools = new ProjectionTools(frame.tools());
        frame.widthProperty().subscribe(this::writeQuality);
        canvas.hoveredProperty().subscribe(point -> hover(point.intValue()));
        badge.fontProperty().subscribe(font -> canvas.font(font.getFamily(), font.getSize() * LABEL_SHARE));
        clear();
    }

    private static void overlay(Label label, String style, Pos place) {
        label.getStyleClass().add(style);
        label.setMouseTransparent(true);
        StackPane.setAlignment(label, place);
    }

    public PaneFrame frame() {
        return frame;
    }

    /**
     * What the points are; clears the picture.
     *
     * @param captions one for each class, in the order of the classes
     * @param classOfImage one for each image; layouts hold the images, then the captions
     */
    public void describe(List<String> captions, int[] classOfImage) {
        canvas.describe(captions, classOfImage);
        clear();
    }

    /**
     * What hovering shows.
     *
     * @param pictures of a point, or null for none; small ones are enlarged without blurring
     * @param texts beside it, such as class and nearest caption
     */
    public void pictures(IntFunction<@Nullable Image> pictures, IntFunction<String> texts) {
        this.pictures = pictures;
        this.texts = texts;
    }

    /** Glides to a layout of the points described, in 0.4 s where it can be seen; at once elsewhere. */
    public void show(Projection layout, @Nullable ProjectionQuality quality) {
        this.quality = quality;
        hint.setVisible(false);
        badge.setText(badgeOf(layout));
        badge.setVisible(true);
        canvas.lay(layout.x(), layout.y());
        writeQuality();
    }

    /** Empty, with a hint in words. */
    public void clear() {
        quality = null;
        canvas.lay(new double[0], new double[0]);
        hint.setVisible(true);
        badge.setVisible(false);
        writeQuality();
    }

    public void apply(Palette palette) {
        canvas.apply(palette);
    }

    /** The class all others fade behind; −1 for none. */
    public IntegerProperty selectedClassProperty() {
        return canvas.selectedProperty();
    }

    public ObjectProperty<Method> methodProperty() {
        return tools.methodProperty();
    }

    /** 5 … 50; changes when the slider is let go. */
    public IntegerProperty perplexityProperty() {
        return tools.perplexityProperty();
    }

    public void onSettle(Runnable action) {
        tools.onSettle(action);
    }

    public void onCancel(Runnable action) {
        tools.onCancel(action);
    }

    /** @param share of the settling that is done, 0 … 1; below 0 when there is none */
    public void settling(double share) {
        tools.settling(share);
    }

    private static String badgeOf(Projection layout) {
        return switch (layout.kind()) {
            case SETTLED -> Messages.text("map.badge.settled", layout.epoch());
            case STREAMING -> Messages.text("map.badge.streaming", layout.epoch());
            case PCA -> Messages.text("map.badge.pca", layout.epoch());
        };
    }

    /** The long form where it fits on the line, else the short one. */
    private void writeQuality() {
        ProjectionQuality shown = quality;
        show(note, shown != null && shown.disagreement() != ProjectionQuality.Disagreement.NONE);
        if (shown == null) {
            frame.status("");
            return;
        }
        note.setText(noteOf(shown));
        Object[] numbers = {
            shown.purityInPicture(),
            shown.purity(),
            shown.dimensions(),
            shown.trustworthiness(),
            shown.starsInPicture(),
            shown.stars(),
            shown.captions()
        };
        String words = Messages.text("map.quality", numbers);
        Text measure = new Text(words);
        measure.setFont(badge.getFont());
        boolean fits = measure.getLayoutBounds().getWidth() < frame.getWidth() - 2 * POPUP_GAP;
        frame.status(fits ? words : Messages.text("map.quality.short", numbers));
    }

    private static String noteOf(ProjectionQuality quality) {
        return switch (quality.disagreement()) {
            case NONE -> "";
            case TIDIER -> Messages.text("map.note.tidier");
            case UNTIDIER -> Messages.text("map.note.untidier");
            case STARS ->
                Messages.text("map.note.stars", quality.stars(), quality.captions(), quality.starsInPicture());
        };
    }

    private void hover(int point) {
        popup.setVisible(point >= 0);
        if (point < 0) {
            return;
        }
        Image image = pictures.apply(point);
        picture.setImage(image);
        show(picture, image != null);
        words.setText(texts.apply(point));
        popup.applyCss();
        popup.autosize();
        double x = canvas.pixelX(point) + POPUP_GAP;
        double y = canvas.pixelY(point) + POPUP_GAP;
        boolean left = x + popup.getWidth() > canvas.getWidth();
        boolean above = y + popup.getHeight() > canvas.getHeight();
        popup.relocate(
                Math.max(0, left ? x - 2 * POPUP_GAP - popup.getWidth() : x),
                Math.max(0, above ? y - 2 * POPUP_GAP - popup.getHeight() : y));
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
