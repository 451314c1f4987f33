// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.pane;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.nio.IntBuffer;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;

/**
 * A picture in the device's pixels that Java2D draws a chart into and JavaFX shows. Drawing touches only the back picture and
 * could happen on any thread; {@link #show} copies it at once, so that a half-drawn chart is never on screen.
 */
final class ChartSurface {
    private final int width;
    private final int height;
    private final BufferedImage back;
    private final PixelBuffer<IntBuffer> front;
    private final WritableImage image;

    /** In pixels of the device, > 0. */
    ChartSurface(int width, int height) {
        this.width = width;
        this.height = height;
        back = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE);
        front = new PixelBuffer<>(
                width, height, IntBuffer.allocate(width * height), PixelFormat.getIntArgbPreInstance());
        image = new WritableImage(front);
    }

    boolean fits(int otherWidth, int otherHeight) {
        return width == otherWidth && height == otherHeight;
    }

    WritableImage image() {
        return image;
    }

    /** @param scale pixels of the device to a unit of the chart */
    void draw(JFreeChart chart, double scale, ChartRenderingInfo info) {
        Graphics2D g = back.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.scale(scale, scale);
        chart.draw(g, new Rectangle2D.Double(0, 0, width / scale, height / scale), info);
        g.dispose();
    }

    /** FX thread. */
    void show() {
        int[] pixels = ((DataBufferInt) back.getRaster().getDataBuffer()).getData();
        front.updateBuffer(buffer -> {
            buffer.getBuffer().put(0, pixels);
            return null;
        });
    }
}
