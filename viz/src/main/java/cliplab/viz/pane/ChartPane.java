// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.pane;

import cliplab.viz.figure.ChartFigure;
import cliplab.viz.figure.LossFigure;
import cliplab.viz.figure.LossPoint;
import cliplab.viz.style.Palette;
import cliplab.viz.text.Messages;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.HPos;
import javafx.geometry.Point2D;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import javafx.stage.Window;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jspecify.annotations.Nullable;

/**
 * Shows a figure and follows its changes by itself: the {@link Repainter} asks whether the figure's version moved. Zoom and
 * read-out are {@link ChartPointer}'s. FX thread only.
 */
public final class ChartPane extends Region {
    private static final int REMEMBERED = 64;
    /** Between two paintings, in ns: ten a second look alive, and every one more is taken from the training. */
    private static final long BREATH = 100_000_000;
    /** For what changes too slowly to be watched. */
    private static final long CALM_BREATH = 500_000_000;

    private static final int WARM = 200;

    private final ChartFigure figure;
    private final ImageView view = new ImageView();
    private final Label hint = new Label();
    private final Region focus = new Region(); // whose border lies over the picture
    private final ChartPointer pointer;
    private final ChartRenderingInfo info = new ChartRenderingInfo(null);
    private final double[] millis = new double[REMEMBERED];
    private @Nullable ChartSurface surface;
    private Consumer<String> onReadout = _ -> {};
    private boolean changed = true;
    private long paintedVersion = -1;
    private long paintedAt = System.nanoTime() - 1_000_000_000;
    private long paintings;
    private double laidWidth = -1;
    private double laidHeight = -1;
    private long breath = BREATH;

    public ChartPane(ChartFigure figure, Repainter repainter) {
        this.figure = figure;
        pointer = new ChartPointer(this);
        getStyleClass().add("chart-pane");
        hint.getStyleClass().add("chart-hint");
        hint.setWrapText(true);
        hint.setMouseTransparent(true);
        view.setMouseTransparent(true);
        focus.getStyleClass().add("chart-focus");
        focus.setMouseTransparent(true);
        getChildren().addAll(view, pointer.crosshair(), pointer.zoomBox(), hint, focus);
        setMinSize(0, 0);
        setPrefSize(490, 300);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText(figure.title());
        setAccessibleHelp(Messages.text("chart.help"));
        repainter.serve(this);
    }

    /**
     * Draws a chart that nobody sees, so that the first one on screen need not wait for classes and fonts (half a second). Any
     * thread.
     */
    public static void warmUp() {
        LossFigure figure = new LossFigure();
        figure.begin(1, 1, List.of());
        figure.append(new LossPoint(1, 1, 1, 1, 1, 1, 1));
        figure.refresh(WARM);
        new ChartSurface(WARM, WARM).draw(figure.chart(), 1, new ChartRenderingInfo(null));
    }

    ChartFigure figure() {
        return figure;
    }

    /** Says the numbers under the mouse, and "" when it leaves. */
    public void onReadout(Consumer<String> listener) {
        onReadout = listener;
    }

    void readout(String text) {
        onReadout.accept(text);
    }

    public void apply(Palette palette) {
        figure.apply(palette);
        changed();
    }

    /** Has it painted anew soon; only needed for what the figure's version does not count, such as zoom. */
    public void changed() {
        changed = true;
    }

    /** Shows everything again. */
    public void resetZoom() {
        pointer.reset();
    }

    /** What the latest painting took, in ms: choosing points, drawing and copying. */
    public double paintMillis() {
        return paintings == 0 ? Double.NaN : millis[(int) ((paintings - 1) % REMEMBERED)];
    }

    /** The median of the latest 64 paintings, in ms. */
    public double medianPaintMillis() {
        double[] sorted = Arrays.copyOf(millis, (int) Math.min(paintings, REMEMBERED));
        Arrays.sort(sorted);
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }

    public long paintings() {
        return paintings;
    }

    /** Paints this chart twice a second at most. */
    ChartPane calm() {
        breath = CALM_BREATH;
        return this;
    }

    /** Between two paintings at least, in ns. */
    long breath() {
        // What a person does is answered at once.
        return changed ? Math.min(breath, BREATH) / 4 : breath;
    }

    long paintedAt() {
        return paintedAt;
    }

    boolean stale() {
        return changed || figure.version() != paintedVersion;
    }

    boolean onScreen() {
        for (Node node = this; node != null; node = node.getParent()) {
            if (!node.isVisible()) {
                return false;
            }
        }
        return getScene() != null
                && getScene().getWindow() != null
                && getScene().getWindow().isShowing()
                && getWidth() >= 1
                && getHeight() >= 1;
    }

    /** Where the data lay in the latest painting. */
    Rectangle2D dataArea() {
        return info.getPlotInfo().getDataArea();
    }

    PlotRenderingInfo plotInfo() {
        return info.getPlotInfo();
    }

    void paint() {
        long start = System.nanoTime();
        changed = false;
        paintedVersion = figure.version();
        hint.setText(figure.hint());
        view.setVisible(hint.getText().isEmpty());
        if (view.isVisible()) {
            Window window = getScene().getWindow();
            double scale = Math.max(1, window.getRenderScaleX());
            int width = (int) Math.ceil(getWidth() * scale);
            int height = (int) Math.ceil(getHeight() * scale);
            ChartSurface target = surface;
            if (target == null || !target.fits(width, height)) {
                target = new ChartSurface(width, height);
                surface = target;
            }
            figure.refresh(width);
            target.draw(figure.chart(), scale, info);
            target.show();
            view.setImage(target.image());
            view.setFitWidth(width / scale);
            view.setFitHeight(height / scale);
        }
        pointer.painted();
        paintedAt = System.nanoTime();
        millis[(int) (paintings % REMEMBERED)] = (paintedAt - start) / 1e6;
        paintings++;
    }

    /** In units of this pane. */
    boolean overData(Point2D point) {
        return view.isVisible() && dataArea().contains(point.getX(), point.getY());
    }

    @Override
    protected void layoutChildren() {
        // A new picture asks for a layout too, and must not ask for another picture in turn.
        if (getWidth() != laidWidth || getHeight() != laidHeight) {
            laidWidth = getWidth();
            laidHeight = getHeight();
            changed();
        }
        view.relocate(0, 0);
        focus.resizeRelocate(0, 0, getWidth(), getHeight());
        double width = Math.min(getWidth(), hint.prefWidth(-1));
        double height = hint.prefHeight(width);
        layoutInArea(
                hint, (getWidth() - width) / 2, (getHeight() - height) / 2, width, height, 0, HPos.CENTER, VPos.CENTER);
    }
}
