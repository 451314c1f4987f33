// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.pane;

import cliplab.viz.figure.Cell;
import cliplab.viz.figure.CellGrid;
import cliplab.viz.figure.SimilarityReading;
import cliplab.viz.figure.SimilarityView;
import cliplab.viz.style.Palette;
import cliplab.viz.text.Messages;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import org.controlsfx.control.PopOver;
import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;

/**
 * The heatmap of one image of each class with every caption: what is nearest to what, by how much, and where it goes
 * wrong. Mouse or arrow keys read a cell, a click or Enter opens it, Escape lets the selection go. FX thread only.
 */
public final class SimilarityPane {
    /** Below this width, in pixels, the status line takes the shorter words. */
    private static final double NARROW = 640;

    private final PaintedRegion region = new PaintedRegion(this::paint);
    private final Label hint = new Label(Messages.text("similarity.empty"));
    private final PaneFrame frame = new PaneFrame(Messages.text("similarity.title"), new StackPane(region, hint));
    private final ToggleButton softmax = new ToggleButton(Messages.text("similarity.softmax"));
    private final CellCard card = new CellCard();
    private final PopOver popOver = new PopOver(card);
    private final IntegerProperty selectedClass = new SimpleIntegerProperty(-1);

    private Palette palette;
    private @Nullable SimilarityView view;
    private @Nullable SimilarityReading reading;
    private List<Image> images = List.of();
    private CellGrid grid = new CellGrid(0, 0, 0, 0, 0, 0);
    private @Nullable Cell cell;
    private @Nullable Cell opened;

    public SimilarityPane(Palette palette) {
        this.palette = palette;
        hint.getStyleClass().add("pane-hint");
        hint.setWrapText(true);
        ToggleButton cosine = new ToggleButton(Messages.text("similarity.cosine"));
        cosine.setTooltip(new Tooltip(Messages.text("similarity.cosine.tip")));
        softmax.setTooltip(new Tooltip(Messages.text("similarity.softmax.tip")));
        SegmentedButton modes = new SegmentedButton(cosine, softmax);
        cosine.setSelected(true);
        // One of the two is always chosen.
        cosine.setOnAction(_ -> cosine.setSelected(true));
        softmax.setOnAction(_ -> softmax.setSelected(true));
        softmax.selectedProperty().subscribe(_ -> region.repaint());
        frame.tools().getChildren().add(modes);
        popOver.setAutoHide(true);
        popOver.setHideOnEscape(true);
        popOver.setAnimated(false);
        popOver.setOnHidden(_ -> opened = null);
        region.widthProperty().subscribe(_ -> describe());
        selectedClass.subscribe(_ -> region.repaint());
        region.setOnMouseMoved(mouse -> point(at(mouse)));
        region.setOnMouseExited(_ -> point(null));
        region.setOnMouseClicked(this::click);
        region.setOnKeyPressed(this::press);
        region.setAccessibleRoleDescription(Messages.text("similarity.role"));
        clear();
    }

    /** What goes into a window. */
    public PaneFrame frame() {
        return frame;
    }

    /** The class whose row and column stand out; −1 for none. */
    public IntegerProperty selectedClassProperty() {
        return selectedClass;
    }

    /** Whether probabilities are shown instead of cosines. */
    public BooleanProperty softmaxProperty() {
        return softmax.selectedProperty();
    }

    public void apply(Palette newPalette) {
        palette = newPalette;
        region.repaint();
    }

    /**
     * Shows a matrix from the next pulse on; cheap to call often.
     *
     * @param newImages one for each row
     */
    public void show(SimilarityView newView, List<Image> newImages) {
        if (newImages.size() != newView.rows().size()) {
            throw new IllegalArgumentException(newView.rows().size() + " rows, " + newImages.size() + " images");
        }
        view = newView;
        reading = SimilarityReading.of(newView);
        images = List.copyOf(newImages);
        hint.setVisible(false);
        region.setVisible(true);
        cell = inside(cell) ? cell : null;
        describe();
        refreshCard();
        region.repaint();
    }

    /** Back to the hint. */
    public void clear() {
        view = null;
        reading = null;
        cell = null;
        popOver.hide();
        hint.setVisible(true);
        region.setVisible(false);
        frame.status("");
    }

    /** Where the cells were painted last. */
    CellGrid grid() {
        return grid;
    }

    private void paint(GraphicsContext g, double width, double height) {
        if (view != null && reading != null) {
            var state = new SimilarityDrawing.State(
                    view, reading, images, softmax.isSelected(), palette, cell, selectedClass.get());
            grid = new SimilarityDrawing(g, width, height, region, state).draw();
        }
    }

    private boolean inside(@Nullable Cell place) {
        return place != null
                && view != null
                && place.row() < view.rows().size()
                && place.column() < view.columns().size();
    }

    private @Nullable Cell at(MouseEvent mouse) {
        return grid.cellAt(region.canvasX(mouse.getX()), region.canvasY(mouse.getY()))
                .orElse(null);
    }

    private void point(@Nullable Cell place) {
        if (place == null ? cell != null : !place.equals(cell)) {
            cell = place;
            describe();
            region.repaint();
        }
    }

    /** A cell or an image selects the class of its row, a caption that of its column. */
    private void click(MouseEvent mouse) {
        if (view == null || mouse.getButton() != MouseButton.PRIMARY) {
            return;
        }
        int row = grid.rowAt(region.canvasY(mouse.getY()));
        int column = grid.columnAt(region.canvasX(mouse.getX()));
        Cell place = at(mouse);
        if (place != null) {
            selectedClass.set(view.rowClasses()[row]);
            open(place);
        } else if (row >= 0) {
            toggle(view.rowClasses()[row]);
        } else if (column >= 0) {
            toggle(view.columnClasses()[column]);
        }
    }

    private void toggle(int clicked) {
        selectedClass.set(selectedClass.get() == clicked ? -1 : clicked);
    }

    private void press(KeyEvent key) {
        if (key.isShortcutDown()) {
            return;
        }
        Cell from = cell;
        Cell to = switch (key.getCode()) {
            case UP -> step(from, -1, 0);
            case DOWN -> step(from, 1, 0);
            case LEFT -> step(from, 0, -1);
            case RIGHT -> step(from, 0, 1);
            default -> null;
        };
        if (to != null && inside(to)) {
            point(to);
            key.consume();
        } else if (key.getCode() == KeyCode.ENTER && from != null && view != null) {
            selectedClass.set(view.rowClasses()[from.row()]);
            open(from);
            key.consume();
        } else if (key.getCode() == KeyCode.ESCAPE && selectedClass.get() >= 0) {
            selectedClass.set(-1);
            key.consume();
        }
    }

    private Cell step(@Nullable Cell from, int down, int right) {
        return from == null ? new Cell(0, 0) : grid.step(from, down, right);
    }

    private void open(Cell place) {
        opened = place;
        refreshCard();
        var onScreen = region.localToScreen(
                grid.x(place.column()) + grid.width(place.column()) / 2,
                grid.y(place.row()) + grid.height(place.row()) / 2);
        if (onScreen != null) {
            popOver.show(region, onScreen.getX(), onScreen.getY());
        }
    }

    private void refreshCard() {
        if (opened == null) {
            return;
        }
        if (view == null || reading == null || !inside(opened)) {
            popOver.hide();
        } else {
            card.show(new SimilarityWords(view, reading), opened, images.get(opened.row()));
        }
    }

    /** The read-out of the cell, or else the sum of all. */
    private void describe() {
        if (view == null || reading == null) {
            return;
        }
        SimilarityWords words = new SimilarityWords(view, reading);
        boolean narrow = region.getWidth() < NARROW;
        Cell place = cell;
        if (place == null) {
            frame.status(narrow ? words.briefSummary() : words.summary());
            region.setAccessibleText(words.summary());
        } else {
            frame.status(narrow ? words.briefCell(place) : words.cell(place));
            region.setAccessibleText(words.cell(place));
        }
    }
}
