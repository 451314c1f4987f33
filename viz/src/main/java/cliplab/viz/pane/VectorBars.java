// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.pane;

import cliplab.viz.figure.ProductReading;
import cliplab.viz.style.Palette;
import cliplab.viz.text.Messages;
import cliplab.viz.text.Numbers;
import java.util.stream.IntStream;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;

/**
 * An image's and a label's vector as bar codes, and their product term by term, which sums to the cosine. Mouse or arrow keys
 * read a dimension, Escape lets go. FX thread only.
 */
public final class VectorBars extends VBox {
    private final PaintedRegion region = new PaintedRegion(this::paint);
    private final ToggleButton byContribution = new ToggleButton(Messages.text("vectors.order.contribution"));
    private final Label readOut = new Label();

    private Palette palette;
    private @Nullable ProductReading reading;
    private String label = "";
    /** Dimensions in the order they are drawn. */
    private int[] order = {};
    /** Under the mouse or the arrow keys; −1 for none. */
    private int place = -1;

    public VectorBars(Palette palette) {
        this.palette = palette;
        getStyleClass().add("vector-bars");
        ToggleButton byDimension = new ToggleButton(Messages.text("vectors.order.dimension"));
        byDimension.setTooltip(new Tooltip(Messages.text("vectors.order.dimension.tip")));
        byContribution.setTooltip(new Tooltip(Messages.text("vectors.order.contribution.tip")));
        byDimension.setSelected(true);
        SegmentedButton orders = new SegmentedButton(byDimension, byContribution);
        // One of the two is always chosen.
        byDimension.setOnAction(_ -> byDimension.setSelected(true));
        byContribution.setOnAction(_ -> byContribution.setSelected(true));
        byContribution.selectedProperty().subscribe(_ -> reorder());
        Region spacer = new Region();
        HBox.setHgrow(spacer, Priority.ALWAYS);
        HBox bar = new HBox(new Label(Messages.text("vectors.order")), spacer, orders);
        bar.getStyleClass().add("vector-order");
        readOut.getStyleClass().add("vector-read-out");
        readOut.setMinWidth(0);
        readOut.setMinHeight(USE_PREF_SIZE);
        region.setOnMouseMoved(mouse -> point(at(mouse)));
        region.setOnMouseExited(_ -> point(-1));
        region.setOnKeyPressed(this::press);
        region.setAccessibleRoleDescription(Messages.text("vectors.role"));
        setVgrow(region, Priority.ALWAYS);
        getChildren().addAll(bar, region, readOut);
        setMinSize(0, 0);
        describe();
    }

    public void apply(Palette newPalette) {
        palette = newPalette;
        region.repaint();
    }

    /**
     * Shows two vectors from the next pulse on; cheap to call often.
     *
     * @param newLabel the words of the label
     */
    public void show(ProductReading newReading, String newLabel) {
        reading = newReading;
        label = newLabel;
        reorder();
    }

    private void reorder() {
        ProductReading now = reading;
        if (now == null) {
            return;
        }
        order = byContribution.isSelected()
                ? now.byContribution()
                : IntStream.range(0, now.dimensions()).toArray();
        place = Math.min(place, order.length - 1);
        describe();
        region.repaint();
    }

    private void paint(GraphicsContext g, double width, double height) {
        if (reading != null) {
            new VectorDrawing(g, width, height, region, reading, order, place, palette).draw(label);
        }
    }

    private int at(MouseEvent mouse) {
        double x = region.canvasX(mouse.getX());
        double width = region.getWidth()
                - region.getInsets().getLeft()
                - region.getInsets().getRight();
        return IntStream.range(0, order.length)
                .filter(i ->
                        x >= VectorDrawing.x(i, order.length, width) && x < VectorDrawing.x(i + 1, order.length, width))
                .findFirst()
                .orElse(-1);
    }

    private void point(int to) {
        if (to != place) {
            place = to;
            describe();
            region.repaint();
        }
    }

    private void press(KeyEvent key) {
        if (key.isShortcutDown() || order.length == 0) {
            return;
        }
        int last = order.length - 1;
        switch (key.getCode()) {
            case LEFT -> point(place < 0 ? last : Math.max(0, place - 1));
            case RIGHT -> point(Math.min(last, place + 1));
            case HOME -> point(0);
            case END -> point(last);
            case ESCAPE -> {
                if (place < 0) {
                    return;
                }
                point(-1);
            }
            default -> {
                return;
            }
        }
        key.consume();
    }

    /** The dimension pointed at, or else how to point. */
    private void describe() {
        if (reading == null || place < 0) {
            readOut.setText(Messages.text("vectors.read.hint"));
        } else {
            int dimension = order[place];
            readOut.setText(Messages.text(
                    "vectors.read",
                    dimension + 1,
                    Numbers.six(reading.image()[dimension]),
                    Numbers.six(reading.label()[dimension]),
                    Numbers.six(reading.products()[dimension])));
        }
        region.setAccessibleText(readOut.getText());
    }
}
