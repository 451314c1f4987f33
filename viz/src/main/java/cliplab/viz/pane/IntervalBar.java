// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.pane;

import cliplab.viz.style.Palette;
import cliplab.viz.text.Messages;
import cliplab.viz.text.Numbers;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.StackPane;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/** A difference of shares and its interval, on an axis symmetric about 0 in percentage points. FX thread only. */
public final class IntervalBar extends StackPane {
    private static final double HEIGHT = 46;
    /** The axis ends at the next of these, in percentage points. */
    private static final double[] ENDS = {1, 2, 5, 10, 20, 50, 100};

    private final PaintedRegion region = new PaintedRegion(this::paint);
    private Palette palette;
    private @Nullable Shown shown;

    /** Shares of 1. */
    private record Shown(double low, double middle, double high) {}

    public IntervalBar(Palette palette) {
        this.palette = palette;
        getChildren().add(region);
        setMinSize(0, HEIGHT);
        setPrefHeight(HEIGHT);
        setMaxHeight(HEIGHT);
        region.setAccessibleRoleDescription(Messages.text("interval.role"));
        region.setFocusTraversable(false);
    }

    public void apply(Palette newPalette) {
        palette = newPalette;
        region.repaint();
    }

    /**
     * Shows an interval from the next pulse on.
     *
     * @param low end of the interval, −1 … 1
     * @param middle the difference itself
     * @param high end of the interval
     */
    public void show(double low, double middle, double high) {
        shown = new Shown(low, middle, high);
        region.setAccessibleText(
                Messages.text("interval.text", Numbers.points(middle), Numbers.points(low), Numbers.points(high)));
        region.repaint();
    }

    private void paint(GraphicsContext g, double width, double height) {
        Shown now = shown;
        if (now == null) {
            return;
        }
        double furthest = 100 * Math.max(Math.abs(now.low()), Math.abs(now.high()));
        double end = ENDS[ENDS.length - 1];
        for (int i = ENDS.length - 1; i >= 0 && ENDS[i] >= furthest; i--) {
            end = ENDS[i];
        }
        double margin = 24;
        double middle = Math.rint(width / 2);
        double unit = (width / 2 - margin) * 100 / end;
        double axis = Math.rint(height * 0.62);
        g.setStroke(Palette.fx(palette.muted()));
        g.setLineWidth(1);
        g.strokeLine(margin, axis + 0.5, width - margin, axis + 0.5);
        g.setFont(region.font(10));
        g.setTextBaseline(VPos.TOP);
        g.setTextAlign(TextAlignment.CENTER);
        g.setFill(Palette.fx(palette.muted()));
        for (double at : new double[] {-1, -0.5, 0, 0.5, 1}) {
            double x = Math.rint(middle + at * unit * end / 100) + 0.5;
            g.strokeLine(x, axis, x, axis + 4);
            g.fillText(at == 0 ? "0" : Numbers.points(at * end / 100), x, axis + 5);
        }
        g.strokeLine(middle + 0.5, 2, middle + 0.5, axis);
        boolean clear = now.low() > 0 || now.high() < 0;
        g.setFill(Palette.fx(clear ? palette.accent() : palette.ghost()));
        double y = axis / 2;
        double from = middle + now.low() * unit;
        double to = middle + now.high() * unit;
        g.fillRect(from, y - 3, Math.max(1, to - from), 6);
        g.fillRect(from - 1, y - 6, 2, 12);
        g.fillRect(to - 1, y - 6, 2, 12);
        double x = middle + now.middle() * unit;
        g.setFill(Palette.fx(palette.text()));
        g.fillOval(x - 4.5, y - 4.5, 9, 9);
    }
}
