// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.pane;

import cliplab.viz.figure.BatchReading;
import cliplab.viz.figure.BatchView;
import cliplab.viz.figure.Cell;
import cliplab.viz.figure.CellGrid;
import cliplab.viz.style.Palette;
import cliplab.viz.text.Messages;
import java.util.function.IntFunction;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/**
 * The batch in training: which images find their caption among the texts of the batch, which captions come twice, and which
 * wrong captions come nearest. Mouse or arrow keys explain an image, a click or Enter keeps it explained, Escape lets go.
 * FX thread only.
 */
public final class BatchPane {
    private static final double LIST_SHARE = 0.36;
    private static final double LIST_WIDEST = 260;
    /** Below this width, in pixels, the status line takes the shorter words. */
    private static final double NARROW = 640;

    private final PaintedRegion region = new PaintedRegion(this::paint);
    private final HardNegativeList hardest = new HardNegativeList();
    private final HBox body = new HBox(region, hardest);
    private final Label hint = new Label(Messages.text("batch.empty"));
    private final PaneFrame frame = new PaneFrame(Messages.text("batch.title"), new StackPane(body, hint));
    private final IntegerProperty selectedClass = new SimpleIntegerProperty(-1);

    private Palette palette;
    private @Nullable BatchView batch;
    private @Nullable BatchReading reading;
    private IntFunction<Image> images = _ -> {
        throw new IllegalStateException("no batch");
    };
    private CellGrid grid = new CellGrid(0, 0, 0, 0, 0, 0);
    /** Under the mouse or the arrow keys; −1 for none. */
    private int pointed = -1;
    /** Clicked; −1 for none. */
    private int kept = -1;

    public BatchPane(Palette palette) {
        this.palette = palette;
        hint.getStyleClass().add("pane-hint");
        hint.setWrapText(true);
        body.getStyleClass().add("batch-body");
        HBox.setHgrow(region, Priority.ALWAYS);
        hardest.onSelect(this::keep);
        hardest.prefWidthProperty().bind(body.widthProperty().multiply(LIST_SHARE));
        hardest.setMaxWidth(LIST_WIDEST);
        body.setMinSize(0, 0);
        body.widthProperty().subscribe(_ -> describe());
        selectedClass.subscribe(_ -> region.repaint());
        region.setOnMouseMoved(mouse -> point(at(mouse)));
        region.setOnMouseExited(_ -> point(-1));
        region.setOnMouseClicked(mouse -> {
            if (mouse.getButton() == MouseButton.PRIMARY) {
                keep(at(mouse));
            }
        });
        region.setOnKeyPressed(this::press);
        region.setAccessibleRoleDescription(Messages.text("batch.role"));
        clear();
    }

    /** What goes into a window. */
    public PaneFrame frame() {
        return frame;
    }

    /** The class that a click chose, here or elsewhere; −1 for none. */
    public IntegerProperty selectedClassProperty() {
        return selectedClass;
    }

    public void apply(Palette newPalette) {
        palette = newPalette;
        region.repaint();
    }

    /**
     * Shows a batch from the next pulse on.
     *
     * @param newReading of that batch, made on any thread
     * @param source the image of a pair; asked once for each pair, on the FX thread, when it is first drawn
     */
    public void show(BatchView newBatch, BatchReading newReading, IntFunction<Image> source) {
        batch = newBatch;
        reading = newReading;
        @Nullable Image[] fetched = new @Nullable Image[newBatch.size()];
        images = index -> {
            Image image = fetched[index];
            if (image == null) {
                image = source.apply(index);
                fetched[index] = image;
            }
            return image;
        };
        pointed = -1;
        kept = -1;
        hint.setVisible(false);
        body.setVisible(true);
        hardest.show(newBatch, newReading.hardest(), images);
        describe();
        region.repaint();
    }

    /** Back to the hint. */
    public void clear() {
        batch = null;
        reading = null;
        pointed = -1;
        kept = -1;
        hardest.clear();
        hint.setVisible(true);
        body.setVisible(false);
        frame.status("");
    }

    private void paint(GraphicsContext g, double width, double height) {
        if (batch != null && reading != null) {
            grid = CellGrid.squares(width, height, batch.size(), BatchDrawing.LARGEST);
            new BatchDrawing(g, grid, batch, reading, palette).draw(images, shown(), selectedClass.get());
        }
    }

    private int shown() {
        return pointed >= 0 ? pointed : kept;
    }

    private int at(MouseEvent mouse) {
        return grid.cellAt(region.canvasX(mouse.getX()), region.canvasY(mouse.getY()))
                .map(this::index)
                .orElse(-1);
    }

    /** −1 for the empty places after the last. */
    private int index(Cell cell) {
        int index = cell.row() * grid.columns() + cell.column();
        return batch != null && index < batch.size() ? index : -1;
    }

    private void point(int index) {
        if (index != pointed) {
            pointed = index;
            describe();
            region.repaint();
        }
    }

    private void keep(int index) {
        kept = index;
        if (batch != null && index >= 0) {
            selectedClass.set(batch.classes()[index]);
        }
        describe();
        region.repaint();
    }

    private void press(KeyEvent key) {
        if (key.isShortcutDown()) {
            return;
        }
        int to = shown();
        int columns = Math.max(1, grid.columns());
        switch (key.getCode()) {
            case UP -> to -= columns;
            case DOWN -> to = to < 0 ? 0 : to + columns;
            case LEFT -> to--;
            case RIGHT -> to++;
            case ENTER, SPACE -> keep(to);
            case ESCAPE -> {
                point(-1);
                keep(-1);
                selectedClass.set(-1);
            }
            default -> {
                return;
            }
        }
        boolean moved = key.getCode().isArrowKey();
        if (moved && batch != null && to >= 0 && to < batch.size()) {
            point(to);
        }
        if (moved || key.getCode() == KeyCode.ENTER || key.getCode() == KeyCode.SPACE) {
            key.consume();
        }
    }

    /** The image explained, or else the sum of all. */
    private void describe() {
        if (batch == null || reading == null) {
            return;
        }
        boolean narrow = body.getWidth() < NARROW;
        BatchWords words = new BatchWords(batch, reading);
        int shown = shown();
        if (shown < 0) {
            frame.status(narrow ? words.briefSummary() : words.summary());
            region.setAccessibleText(words.summary());
        } else {
            frame.status(narrow ? words.briefPair(shown) : words.pair(shown));
            region.setAccessibleText(words.pair(shown));
        }
    }
}
