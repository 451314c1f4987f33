// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.pane;

import cliplab.viz.style.Palette;
import cliplab.viz.text.Messages;
import java.util.List;
import javafx.animation.AnimationTimer;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;

/**
 * Dots and stars that glide, with selection, zoom and hover. Drawn by {@link ProjectionPainter}; here is what moves. FX thread
 * only; draws nothing and glides nowhere while it cannot be seen.
 */
final class ProjectionCanvas extends Region {
    private static final long GLIDE = 400_000_000;
    private static final long FRAME = 50_000_000;
    private static final double REACH = 9;
    private static final double WHEEL = 1.0015;
    private static final double KEY_ZOOM = 1.25;
    private static final double CLOSEST = 20;

    private final Canvas canvas = new Canvas();
    private final ProjectionPainter painter = new ProjectionPainter();
    private final Glide glide = new Glide();
    private final IntegerProperty selected = new SimpleIntegerProperty(-1);
    private final ReadOnlyIntegerWrapper hovered = new ReadOnlyIntegerWrapper(-1);
    private List<String> captions = List.of();
    private int[] classOfImage = {};
    private double zoom = 1;
    private double panX;
    private double panY;
    private double pressX;
    private double pressY;
    private double[] pixelX = {};
    private double[] pixelY = {};
    private double[][] offsets = {};

    private final AnimationTimer timer = new AnimationTimer() {
        private long begun;
        private long drawn;

        @Override
        public void start() {
            begun = 0;
            super.start();
        }

        @Override
        public void handle(long now) {
            begun = begun == 0 ? now : begun;
            if (now - begun >= GLIDE || !seen()) {
                stop();
                glide.at(1);
                draw();
            } else if (now - drawn >= FRAME) {
                drawn = now;
                glide.at((now - begun) / (double) GLIDE);
                draw();
            }
        }
    };

    ProjectionCanvas() {
        getStyleClass().add("map-canvas");
        getChildren().add(canvas);
        setFocusTraversable(true);
        setAccessibleText(Messages.text("map.canvas"));
        setAccessibleHelp(Messages.text("map.keys"));
        selected.subscribe(this::selectionChanged);
        hovered.subscribe(this::draw);
        setOnMouseMoved(move -> hovered.set(pointAt(move.getX(), move.getY())));
        setOnMouseExited(_ -> hovered.set(-1));
        setOnMousePressed(this::pressed);
        setOnMouseDragged(this::dragged);
        setOnMouseClicked(this::clicked);
        setOnScroll(this::scrolled);
        setOnKeyPressed(this::typed);
        sceneProperty().subscribe(this::draw);
    }

    /** Other points: the picture is empty until they are laid out. */
    void describe(List<String> captions, int[] classOfImage) {
        this.captions = List.copyOf(captions);
        this.classOfImage = classOfImage.clone();
        selected.set(-1);
        lay(new double[0], new double[0]);
        reset();
    }

    /** Glides there from what is shown. */
    void lay(double[] x, double[] y) {
        timer.stop();
        boolean fresh = glide.size() != x.length;
        glide.towards(x, y);
        hovered.set(-1);
        if (fresh || !seen()) {
            glide.at(1);
        } else {
            timer.start();
        }
        arrange();
    }

    void apply(Palette palette) {
        painter.apply(palette);
        draw();
    }

    void font(String family, double size) {
        painter.font(family, size);
        arrange();
    }

    IntegerProperty selectedProperty() {
        return selected;
    }

    ReadOnlyIntegerProperty hoveredProperty() {
        return hovered.getReadOnlyProperty();
    }

    /** Where a point lies, in pixels of this node. */
    double pixelX(int point) {
        return pixelX[point];
    }

    double pixelY(int point) {
        return pixelY[point];
    }

    boolean isStar(int point) {
        return point >= classOfImage.length;
    }

    int classOf(int point) {
        return isStar(point) ? point - classOfImage.length : classOfImage[point];
    }

    private boolean seen() {
        for (Node node = this; node != null; node = node.getParent()) {
            if (!node.isVisible()) {
                return false;
            }
        }
        return getScene() != null
                && getScene().getWindow() != null
                && getScene().getWindow().isShowing();
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        arrange();
    }

    /** Finds places for the words, where the points are going to be. */
    private void arrange() {
        int size = glide.size();
        double[] x = new double[size];
        double[] y = new double[size];
        double scale = scale();
        for (int i = 0; i < size; i++) {
            x[i] = getWidth() / 2 + panX + glide.targetX(i) * scale;
            y[i] = getHeight() / 2 + panY - glide.targetY(i) * scale;
        }
        offsets = size == 0 ? new double[0][] : painter.arrange(x, y, captions, getWidth(), getHeight());
        draw();
    }

    private double scale() {
        double margin = painter.margin(getWidth(), getHeight());
        return zoom * glide.fit(Math.max(1, getWidth() - 3 * margin), Math.max(1, getHeight() - 2 * margin));
    }

    private void draw() {
        int size = glide.size();
        pixelX = new double[size];
        pixelY = new double[size];
        double scale = scale();
        for (int i = 0; i < size; i++) {
            pixelX[i] = getWidth() / 2 + panX + glide.x(i) * scale;
            pixelY[i] = getHeight() / 2 + panY - glide.y(i) * scale;
        }
        if (getScene() != null && canvas.getWidth() > 0 && canvas.getHeight() > 0) {
            painter.paint(canvas, pixelX, pixelY, classOfImage, captions, offsets, selected.get(), hovered.get());
        }
    }

    private void selectionChanged() {
        int chosen = selected.get();
        setAccessibleText(
                chosen < 0 || chosen >= captions.size()
                        ? Messages.text("map.canvas")
                        : Messages.text("map.canvas.selected", captions.get(chosen)));
        draw();
    }

    /** The nearest point within reach of the pointer, a star before a dot; −1 for none. */
    private int pointAt(double x, double y) {
        int best = -1;
        double nearest = REACH;
        for (int i = 0; i < pixelX.length; i++) {
            double distance = Math.hypot(pixelX[i] - x, pixelY[i] - y) - (isStar(i) ? 3 : 0);
            if (distance <= nearest) {
                nearest = distance;
                best = i;
            }
        }
        return best;
    }

    private void pressed(MouseEvent press) {
        requestFocus();
        pressX = press.getX() - panX;
        pressY = press.getY() - panY;
    }

    private void dragged(MouseEvent drag) {
        if (zoom > 1 && !drag.isStillSincePress()) {
            panX = drag.getX() - pressX;
            panY = drag.getY() - pressY;
            arrange();
        }
    }

    private void clicked(MouseEvent click) {
        if (!click.isStillSincePress()) {
            return;
        }
        int point = pointAt(click.getX(), click.getY());
        if (click.getClickCount() == 2 && point < 0) {
            reset();
        }
        selected.set(point < 0 ? -1 : classOf(point));
    }

    private void scrolled(ScrollEvent scroll) {
        zoom(Math.pow(WHEEL, scroll.getDeltaY()), scroll.getX(), scroll.getY());
        scroll.consume();
    }

    /** What lies under the pointer stays there. */
    private void zoom(double factor, double x, double y) {
        double next = Math.clamp(zoom * factor, 1, CLOSEST);
        double kept = next / zoom;
        panX = next == 1 ? 0 : (x - getWidth() / 2) * (1 - kept) + panX * kept;
        panY = next == 1 ? 0 : (y - getHeight() / 2) * (1 - kept) + panY * kept;
        zoom = next;
        arrange();
    }

    private void reset() {
        zoom(0, 0, 0);
    }

    private void typed(KeyEvent key) {
        if (key.isShortcutDown()) {
            return;
        }
        int classes = captions.size();
        switch (key.getCode()) {
            case LEFT, UP -> selected.set(classes == 0 ? -1 : Math.floorMod(Math.max(selected.get(), 0) - 1, classes));
            case RIGHT, DOWN -> selected.set(classes == 0 ? -1 : (selected.get() + 1) % classes);
            case ESCAPE -> selected.set(-1);
            case PLUS, EQUALS, ADD -> zoom(KEY_ZOOM, getWidth() / 2, getHeight() / 2);
            case MINUS, SUBTRACT -> zoom(1 / KEY_ZOOM, getWidth() / 2, getHeight() / 2);
            case DIGIT0, NUMPAD0 -> reset();
            default -> {
                return;
            }
        }
        key.consume();
    }
}
