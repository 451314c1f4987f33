// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.pane;

import javafx.animation.AnimationTimer;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/**
 * A canvas as large as its place, painted only when something changed and at most 25 times a second, however often that
 * is. FX thread only.
 */
final class PaintedRegion extends Region {
    private static final long INTERVAL_NANOS = 40_000_000;

    /** Paints everything; the ground is clear. */
    interface Painter {
        void paint(GraphicsContext g, double width, double height);
    }

    private final Canvas canvas = new Canvas();
    /** Takes the font of the style sheet, which a canvas does not know, and measures. */
    private final Text ruler = new Text();

    private final Painter painter;
    private final AnimationTimer pulse = new AnimationTimer() {
        @Override
        public void handle(long now) {
            repaint();
        }
    };
    private long painted = System.nanoTime() - INTERVAL_NANOS;
    private boolean stale = true;

    PaintedRegion(Painter painter) {
        this.painter = painter;
        getStyleClass().add("painted");
        getChildren().addAll(canvas, ruler);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setFocusTraversable(true);
        setMinSize(0, 0);
        setOnMousePressed(_ -> requestFocus());
        sceneProperty().subscribe(_ -> repaint());
        ruler.fontProperty().subscribe(_ -> repaint());
    }

    /** Something changed: paints with the next pulse that is allowed to, or once there is a scene again. */
    void repaint() {
        stale = true;
        if (getScene() == null) {
            pulse.stop();
        } else if (System.nanoTime() - painted < INTERVAL_NANOS) {
            pulse.start();
        } else {
            pulse.stop();
            requestLayout();
        }
    }

    /** The style sheet's font in another size. */
    Font font(double size) {
        return Font.font(ruler.getFont().getFamily(), size);
    }

    /** In pixels. */
    double textWidth(String text, Font font) {
        Text measured = new Text(text);
        measured.setFont(font);
        return measured.getLayoutBounds().getWidth();
    }

    @Override
    protected void layoutChildren() {
        double width = snapSizeX(getWidth() - snappedLeftInset() - snappedRightInset());
        double height = snapSizeY(getHeight() - snappedTopInset() - snappedBottomInset());
        canvas.relocate(snappedLeftInset(), snappedTopInset());
        if (stale || width != canvas.getWidth() || height != canvas.getHeight()) {
            canvas.setWidth(width);
            canvas.setHeight(height);
            paint();
        }
    }

    /** Where on the canvas a mouse event of this region is. */
    double canvasX(double x) {
        return x - canvas.getLayoutX();
    }

    double canvasY(double y) {
        return y - canvas.getLayoutY();
    }

    private void paint() {
        stale = false;
        painted = System.nanoTime();
        pulse.stop();
        GraphicsContext g = canvas.getGraphicsContext2D();
        // Clearing all of it also drops what was painted while nobody looked.
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        painter.paint(g, canvas.getWidth(), canvas.getHeight());
    }
}
