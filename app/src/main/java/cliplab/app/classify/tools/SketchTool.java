// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.tools;

import cliplab.app.classify.Gallery;
import cliplab.app.classify.PictureItem;
import cliplab.app.classify.images.PictureSource;
import cliplab.app.platform.FxImages;
import cliplab.model.data.ImagePreprocessor;
import cliplab.model.data.Picture;
import cliplab.model.data.RgbImage;
import cliplab.model.data.Sketch;
import cliplab.viz.text.Messages;
import java.util.List;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** A pad to draw on in the toy's colours and shapes; the answer follows the brush. FX thread only. */
public final class SketchTool implements Tool {
    private static final double SHOWN = 288;
    private static final String BRUSH = "";

    private final Gallery gallery;
    private final Supplier<ImagePreprocessor> preprocessor;
    private final Sketch sketch = new Sketch();
    private final ImageView paper = new ImageView();
    private final ToggleGroup inks = new ToggleGroup();
    private final ToggleGroup marks = new ToggleGroup();
    private final Slider size = new Slider(1, 14, Sketch.TYPICAL_RADIUS);
    private final Slider brushSize = new Slider(0.5, 5, 1.5);
    private final Button undo = button(Feather.CORNER_UP_LEFT, "sketch.undo", "sketch.undo.tip");
    private final Button clear = button(Feather.TRASH_2, "sketch.clear", "sketch.clear.tip");
    private final Button keep = button(Feather.PLUS_SQUARE, "sketch.keep", "sketch.keep.tip");
    private final VBox box;
    private @Nullable PictureItem item;
    private int kept;

    /** @param preprocessor of the network asked */
    public SketchTool(Gallery gallery, Supplier<ImagePreprocessor> preprocessor) {
        this.gallery = gallery;
        this.preprocessor = preprocessor;
        paper.setFitWidth(SHOWN);
        paper.setFitHeight(SHOWN);
        paper.setAccessibleText(Messages.text("sketch.paper"));
        StackPane easel = new StackPane(paper);
        easel.getStyleClass().add("sketch-paper");
        easel.setMaxSize(SHOWN, SHOWN);
        paper.setOnMousePressed(this::pressed);
        paper.setOnMouseDragged(this::dragged);
        paper.setFocusTraversable(true);
        paper.setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.ENTER || key.getCode() == KeyCode.SPACE) {
                mark(Sketch.UNITS / 2.0, Sketch.UNITS / 2.0);
                key.consume();
            }
        });
        Slider ground = new Slider(0, 1, sketch.ground());
        ground.valueProperty().subscribe(value -> {
            sketch.ground(value.doubleValue());
            show();
            if (!sketch.isEmpty()) {
                offer();
            }
        });
        undo.setOnAction(_ -> change(sketch::undo));
        clear.setOnAction(_ -> change(sketch::clear));
        keep.setOnAction(_ -> keep());
        HBox buttons = new HBox(undo, clear, keep);
        buttons.getStyleClass().add("tool-line");
        Label hint = new Label(Messages.text("sketch.hint"));
        hint.setWrapText(true);
        hint.getStyleClass().add("tool-words");
        size.disableProperty().bind(marks.selectedToggleProperty().map(toggle -> BRUSH.equals(toggle.getUserData())));
        brushSize.disableProperty().bind(size.disableProperty().not());
        box = new VBox(
                hint,
                inks(),
                marks(),
                line("sketch.size", size),
                line("sketch.brush.size", brushSize),
                line("sketch.ground", ground),
                easel,
                buttons);
        box.getStyleClass().add("tool");
        show();
    }

    private static Button button(Feather icon, String key, String tip) {
        Button button = new Button(Messages.text(key), new FontIcon(icon));
        button.setTooltip(new Tooltip(Messages.text(tip)));
        return button;
    }

    private static HBox line(String key, Slider slider) {
        Label name = new Label(Messages.text(key));
        name.setLabelFor(slider);
        name.setMinWidth(110);
        slider.setTooltip(new Tooltip(Messages.text(key)));
        slider.setAccessibleText(Messages.text(key));
        HBox.setHgrow(slider, Priority.ALWAYS);
        HBox line = new HBox(name, slider);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("tool-line");
        return line;
    }

    private FlowPane inks() {
        FlowPane row = new FlowPane();
        row.getStyleClass().add("tool-line");
        for (Sketch.Ink ink : Sketch.inks()) {
            ToggleButton swatch = new ToggleButton();
            Circle spot = new Circle(7, Color.rgb(ink.red(), ink.green(), ink.blue()));
            spot.getStyleClass().add("sketch-ink");
            swatch.setGraphic(spot);
            add(swatch, inks, ink, ink.name());
            row.getChildren().add(swatch);
        }
        inks.selectToggle(inks.getToggles().getFirst());
        return row;
    }

    private FlowPane marks() {
        FlowPane row = new FlowPane();
        row.getStyleClass().add("tool-line");
        ToggleButton brush = new ToggleButton(Messages.text("sketch.brush"));
        add(brush, marks, BRUSH, Messages.text("sketch.brush"));
        row.getChildren().add(brush);
        for (String shape : Sketch.shapes()) {
            ToggleButton stamp = new ToggleButton(shape);
            add(stamp, marks, shape, Messages.text("sketch.stamp", shape));
            row.getChildren().add(stamp);
        }
        marks.selectToggle(marks.getToggles().get(1));
        return row;
    }

    private static void add(ToggleButton button, ToggleGroup group, Object meaning, String words) {
        button.setUserData(meaning);
        button.setToggleGroup(group);
        button.setTooltip(new Tooltip(words));
        button.setAccessibleText(words);
        button.getStyleClass().addAll("small", "sketch-choice");
        // A second click on the chosen one would leave none.
        button.addEventFilter(MouseEvent.MOUSE_PRESSED, press -> {
            if (button.isSelected()) {
                press.consume();
            }
        });
    }

    private static Object chosen(ToggleGroup group) {
        Toggle toggle = group.getSelectedToggle();
        return toggle == null ? group.getToggles().getFirst().getUserData() : toggle.getUserData();
    }

    private void pressed(MouseEvent press) {
        paper.requestFocus();
        if (press.getButton() == MouseButton.PRIMARY) {
            mark(units(press.getX()), units(press.getY()));
        }
    }

    private void mark(double x, double y) {
        Sketch.Ink ink = (Sketch.Ink) chosen(inks);
        String mark = (String) chosen(marks);
        change(() -> {
            if (mark.equals(BRUSH)) {
                sketch.press(ink, x, y, brushSize.getValue());
            } else {
                sketch.stamp(mark, ink, x, y, size.getValue());
            }
        });
    }

    private void dragged(MouseEvent drag) {
        if (drag.isPrimaryButtonDown() && chosen(marks).equals(BRUSH)) {
            change(() -> sketch.draw(units(drag.getX()), units(drag.getY())));
        }
    }

    private static double units(double shown) {
        return shown * Sketch.UNITS / SHOWN;
    }

    private void change(Runnable change) {
        change.run();
        show();
        offer();
    }

    private void show() {
        paper.setImage(FxImages.of(sketch.image()));
        undo.setDisable(sketch.isEmpty());
        clear.setDisable(sketch.isEmpty());
        keep.setDisable(sketch.isEmpty());
    }

    /** Puts the sketch as it is now in the place of the sketch as it was. */
    private void offer() {
        if (sketch.isEmpty() && !gallery.items().contains(item)) {
            return; // there is nothing to look at
        }
        PictureItem now = item(Messages.text("sketch.name"));
        List<PictureItem> items = gallery.items();
        int place = item == null ? -1 : items.indexOf(item);
        item = now;
        gallery.selectedProperty().set(now); // first, so that no other picture is chosen in between
        if (place < 0) {
            items.add(now);
        } else {
            items.set(place, now);
        }
    }

    private PictureItem item(String name) {
        RgbImage image = sketch.image();
        return new PictureItem(new PictureSource.OfPixels(name, image), Picture.of(name, image, preprocessor.get()));
    }

    /** Leaves a copy on the shelf, which further strokes do not touch. */
    private void keep() {
        kept++;
        gallery.items().add(item(Messages.text("sketch.kept", kept)));
    }

    @Override
    public String name() {
        return Messages.text("sketch.tab");
    }

    @Override
    public String tip() {
        return Messages.text("sketch.tip");
    }

    @Override
    public Node node() {
        return box;
    }
}
