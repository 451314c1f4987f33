// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.pane;

import java.awt.geom.Rectangle2D;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.shape.Line;
import javafx.scene.shape.Rectangle;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.Range;

/**
 * Mouse and keys over a chart: crosshair with read-out, zoom by dragging and by wheel, everything back by double click. The
 * crosshair is a node over the picture, so that moving it paints nothing.
 */
final class ChartPointer {
    private static final double NOTCH = 0.8;
    private static final double FLAT = 12;
    private static final double STRIDE = 0.01;

    private final ChartPane pane;
    private final Line crosshair = new Line();
    private final Rectangle zoomBox = new Rectangle();
    private Point2D pressed = Point2D.ZERO;
    private double share = Double.NaN; // of the data area's width

    ChartPointer(ChartPane pane) {
        this.pane = pane;
        crosshair.getStyleClass().add("chart-crosshair");
        zoomBox.getStyleClass().add("chart-zoom");
        crosshair.setManaged(false);
        crosshair.setMouseTransparent(true);
        crosshair.setVisible(false);
        zoomBox.setManaged(false);
        zoomBox.setMouseTransparent(true);
        zoomBox.setVisible(false);
        pane.setOnMouseMoved(event -> hover(at(event)));
        pane.setOnMouseExited(_ -> leave());
        pane.setOnMousePressed(event -> {
            pane.requestFocus();
            pressed = at(event);
        });
        pane.setOnMouseDragged(this::drag);
        pane.setOnMouseReleased(this::release);
        pane.setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
                reset();
            }
        });
        pane.setOnScroll(this::scroll);
        pane.setOnKeyPressed(this::key);
        pane.focusedProperty().subscribe(focused -> {
            if (!focused) {
                leave();
            }
        });
    }

    Line crosshair() {
        return crosshair;
    }

    Rectangle zoomBox() {
        return zoomBox;
    }

    private static Point2D at(MouseEvent event) {
        return new Point2D(event.getX(), event.getY());
    }

    private XYPlot plot() {
        return pane.figure().chart().getXYPlot();
    }

    private void hover(Point2D point) {
        if (!pane.overData(point)) {
            leave();
            return;
        }
        Rectangle2D area = pane.dataArea();
        share = (point.getX() - area.getX()) / area.getWidth();
        painted();
    }

    private void leave() {
        if (!Double.isNaN(share)) {
            share = Double.NaN;
            crosshair.setVisible(false);
            pane.readout("");
        }
    }

    /** The numbers under a mouse that rests change as the run goes on. */
    void painted() {
        if (Double.isNaN(share)) {
            return;
        }
        Rectangle2D area = pane.dataArea();
        double x = Math.round(area.getX() + share * area.getWidth()) + 0.5;
        crosshair.setStartX(x);
        crosshair.setEndX(x);
        crosshair.setStartY(area.getMinY());
        crosshair.setEndY(area.getMaxY());
        crosshair.setVisible(true);
        double place = area.getX() + share * area.getWidth();
        pane.readout(
                pane.figure().readout(plot().getDomainAxis().java2DToValue(place, area, plot().getDomainAxisEdge())));
    }

    private void drag(MouseEvent event) {
        if (event.getButton() != MouseButton.PRIMARY || !pane.overData(pressed)) {
            return;
        }
        Rectangle2D area = pane.dataArea();
        double x = Math.clamp(event.getX(), area.getMinX(), area.getMaxX());
        double y = Math.clamp(event.getY(), area.getMinY(), area.getMaxY());
        // A flat drag zooms along the run alone, and its box says so.
        boolean flat = Math.abs(y - pressed.getY()) < FLAT;
        zoomBox.setX(Math.min(x, pressed.getX()));
        zoomBox.setWidth(Math.abs(x - pressed.getX()));
        zoomBox.setY(flat ? area.getMinY() : Math.min(y, pressed.getY()));
        zoomBox.setHeight(flat ? area.getHeight() : Math.abs(y - pressed.getY()));
        zoomBox.setVisible(true);
    }

    private void release(MouseEvent event) {
        if (!zoomBox.isVisible()) {
            return;
        }
        zoomBox.setVisible(false);
        Rectangle2D area = pane.dataArea();
        if (zoomBox.getWidth() < 4) {
            return;
        }
        double left = (zoomBox.getX() - area.getX()) / area.getWidth();
        zoom(left, left + zoomBox.getWidth() / area.getWidth());
        if (zoomBox.getHeight() < area.getHeight()) {
            double bottom = (area.getMaxY() - zoomBox.getY() - zoomBox.getHeight()) / area.getHeight();
            plot().zoomRangeAxes(
                            bottom,
                            bottom + zoomBox.getHeight() / area.getHeight(),
                            pane.plotInfo(),
                            new java.awt.geom.Point2D.Double(event.getX(), event.getY()));
        }
    }

    private void zoom(double left, double right) {
        ValueAxis axis = plot().getDomainAxis();
        Range whole = plot().getDataRange(axis);
        axis.zoomRange(left, right);
        if (whole != null) {
            // Nothing lies outside the run.
            double low = Math.max(whole.getLowerBound(), axis.getLowerBound());
            double high = Math.min(whole.getUpperBound(), axis.getUpperBound());
            if (low < high && high - low < whole.getLength()) {
                axis.setRange(low, high);
            } else {
                axis.setAutoRange(true);
            }
        }
        pane.changed();
    }

    private void zoomAround(double centre, double factor) {
        zoom(centre - centre * factor, centre + (1 - centre) * factor);
    }

    private void scroll(ScrollEvent event) {
        if (pane.overData(new Point2D(event.getX(), event.getY())) && event.getDeltaY() != 0) {
            Rectangle2D area = pane.dataArea();
            double centre = (event.getX() - area.getX()) / area.getWidth();
            zoomAround(centre, event.getDeltaY() > 0 ? NOTCH : 1 / NOTCH);
            event.consume();
        }
    }

    private void key(KeyEvent event) {
        if (event.isShortcutDown()) {
            return;
        }
        double centre = Double.isNaN(share) ? 0.5 : share;
        switch (event.getCode()) {
            case PLUS, ADD, EQUALS -> zoomAround(centre, NOTCH);
            case MINUS, SUBTRACT -> zoomAround(centre, 1 / NOTCH);
            case DIGIT0, NUMPAD0 -> reset();
            case LEFT -> stride(centre - STRIDE);
            case RIGHT -> stride(centre + STRIDE);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void stride(double to) {
        if (pane.figure().hint().isEmpty()) {
            share = Math.clamp(to, 0, 1);
            painted();
        }
    }

    void reset() {
        XYPlot plot = plot();
        plot.getDomainAxis().setAutoRange(true);
        for (int i = 0; i < plot.getRangeAxisCount(); i++) {
            plot.getRangeAxis(i).setAutoRange(true);
        }
        pane.changed();
    }
}
