// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.pane;

import cliplab.viz.figure.ProductReading;
import cliplab.viz.style.Palette;
import cliplab.viz.text.Messages;
import cliplab.viz.text.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.text.TextAlignment;

/** Paints two vectors as bar codes, their products as a third and as bars, and the products' running sum. Used once. */
final class VectorDrawing {
    /** Room for the words above each strip. */
    private static final double HEAD = 17;

    private static final double GAP = 5;
    private static final int CODES = 3;
    private static final int STRIPS = 5;
    private static final double LEGEND = 44;

    private final GraphicsContext g;
    private final double width;
    private final PaintedRegion region;
    private final ProductReading reading;
    private final int[] order;
    private final int place;
    private final Palette palette;
    /** The places of the order, the weakest product first: where several share a pixel, the strongest is seen. */
    private final int[] weakestFirst;

    /** How high a bar code is, in whole pixels. */
    private final double strip;
    /** Of each strip drawn so far. */
    private final List<Double> tops = new ArrayList<>();
    /** Where the words of the next one begin. */
    private double next;

    /** @param place in the order that is pointed at; −1 for none */
    VectorDrawing(
            GraphicsContext g,
            double width,
            double height,
            PaintedRegion region,
            ProductReading reading,
            int[] order,
            int place,
            Palette palette) {
        this.g = g;
        this.width = width;
        this.region = region;
        this.reading = reading;
        this.order = order;
        this.place = place;
        this.palette = palette;
        // Bars and the running sum are twice as high as a bar code.
        strip = Math.max(4, Math.floor((height - STRIPS * HEAD - (STRIPS - 1) * GAP - 2) / (2 * STRIPS - CODES)));
        weakestFirst = IntStream.range(0, order.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer p) -> Math.abs(reading.products()[order[p]])))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Where the place of a dimension begins, in pixels; places are parted only where there is room. */
    static double x(int place, int places, double width) {
        double x = place * width / places;
        return width >= 2.0 * places ? Math.rint(x) : x;
    }

    void draw(String label) {
        g.setTextBaseline(VPos.CENTER);
        code(Messages.text("vectors.row.image"), d -> reading.image()[d]);
        code(Messages.text("vectors.row.label", label), d -> reading.label()[d]);
        code(Messages.text("vectors.row.products"), d -> reading.products()[d]);
        bars(largest(d -> reading.products()[d]));
        sum();
        if (place >= 0) {
            point();
        }
    }

    /** Where the next strip begins, below its words. */
    private double begin(double height) {
        double top = Math.rint(next + HEAD);
        tops.add(top);
        next = top + height + GAP;
        return top;
    }

    private double largest(IntToDoubleFunction value) {
        return IntStream.range(0, reading.dimensions())
                .mapToDouble(value)
                .map(Math::abs)
                .max()
                .orElse(0);
    }

    private double left(int at) {
        return x(at, order.length, width);
    }

    private double span(int at) {
        double gap = width >= 4.0 * order.length ? 1 : 0;
        return Math.max(1, left(at + 1) - left(at) - gap);
    }

    /** One bar code with its name and scale. */
    private void code(String name, IntToDoubleFunction value) {
        double bound = largest(value);
        head(name, LEGEND + 2 * numberWidth(bound));
        legend(bound);
        double top = begin(strip);
        for (int at : weakestFirst) {
            g.setFill(colour(value.applyAsDouble(order[at]), bound));
            g.fillRect(left(at), top, span(at), strip);
        }
    }

    private Paint colour(double value, double bound) {
        return Palette.fx(palette.diverging(bound == 0 ? 0 : value / bound));
    }

    private double numberWidth(double bound) {
        return region.textWidth(Numbers.end(-bound), region.font(10)) + 6;
    }

    private void head(String name, double taken) {
        g.setTextAlign(TextAlignment.LEFT);
        g.setFont(region.font(11));
        g.setFill(Palette.fx(palette.text()));
        g.fillText(name, 0, next + HEAD / 2, Math.max(20, width - taken - 6));
    }

    /** The colours from −bound to bound, at the right of a strip's name. */
    private void legend(double bound) {
        double room = numberWidth(bound);
        double from = width - room - LEGEND;
        for (int x = 0; x < LEGEND; x++) {
            g.setFill(colour(2 * x / (LEGEND - 1) - 1, 1));
            g.fillRect(from + x, next + 5, 1, 7);
        }
        g.setStroke(Palette.fx(palette.muted()));
        g.setLineWidth(1);
        g.strokeRect(Math.rint(from) - 0.5, Math.rint(next + 5) - 0.5, LEGEND + 1, 8);
        g.setFont(region.font(10));
        g.setFill(Palette.fx(palette.muted()));
        g.setTextAlign(TextAlignment.RIGHT);
        g.fillText(Numbers.end(bound), width, next + HEAD / 2);
        g.fillText(Numbers.end(-bound), from - 4, next + HEAD / 2);
    }

    private void bars(double bound) {
        head(Messages.text("vectors.row.bars", Numbers.end(-bound), Numbers.end(bound)), 0);
        double top = begin(2 * strip);
        double zero = top + strip;
        ground(top, 2 * strip);
        for (int at : weakestFirst) {
            double product = reading.products()[order[at]];
            double length = bound == 0 ? 0 : strip * Math.abs(product) / bound;
            g.setFill(Palette.fx(product < 0 ? palette.scaleLow() : palette.scaleHigh()));
            g.fillRect(left(at), product < 0 ? zero : zero - length, span(at), length);
        }
        g.setFill(Palette.fx(palette.muted()));
        g.fillRect(0, zero - 0.5, width, 1);
    }

    private void ground(double top, double height) {
        g.setFill(Palette.fx(palette.plot()));
        g.fillRect(0, top, width, height);
        g.setStroke(Palette.fx(palette.grid()));
        g.setLineWidth(1);
        g.strokeRect(0.5, top + 0.5, width - 1, height - 1);
    }

    /** A stair that ends at the cosine, between the lowest and highest sum on the way and 0. */
    private void sum() {
        double[] sums = reading.running(order);
        double low = Math.min(0, Arrays.stream(sums).min().orElse(0));
        double high = Math.max(0, Arrays.stream(sums).max().orElse(0));
        head(
                place < 0
                        ? Messages.text("vectors.row.sum", Numbers.end(low), Numbers.end(high))
                        : Messages.text("vectors.row.sum.here", Numbers.six(sums[place])),
                0);
        double height = 2 * strip;
        double top = begin(height);
        ground(top, height);
        double unit = high == low ? 0 : (height - 4) / (high - low);
        double zero = top + 2 + high * unit;
        g.setFill(Palette.fx(palette.muted()));
        g.fillRect(0, Math.rint(zero) - 0.5, width, 1);
        double[] xs = new double[2 * sums.length];
        double[] ys = new double[2 * sums.length];
        for (int at = 0; at < sums.length; at++) {
            xs[2 * at] = left(at);
            xs[2 * at + 1] = left(at + 1);
            ys[2 * at] = zero - sums[at] * unit;
            ys[2 * at + 1] = ys[2 * at];
        }
        g.setStroke(Palette.fx(palette.accent()));
        g.setLineWidth(1.5);
        g.strokePolyline(xs, ys, xs.length);
    }

    /** A frame around the dimension in every bar code, a line through it below. */
    private void point() {
        Color ink = Palette.fx(palette.accent());
        double x = left(place);
        double wide = span(place);
        double middle = Math.rint(x + wide / 2) + 0.5;
        for (int i = 0; i < CODES; i++) {
            frame(x, tops.get(i), wide, Palette.fx(palette.background()), 3);
            frame(x, tops.get(i), wide, ink, 1.5);
        }
        g.setLineWidth(1);
        g.setLineDashes(3, 3);
        for (double top : tops.subList(CODES, STRIPS)) {
            g.strokeLine(middle, top, middle, top + 2 * strip);
        }
        g.setLineDashes();
    }

    private void frame(double x, double y, double wide, Color ink, double line) {
        g.setStroke(ink);
        g.setLineWidth(line);
        g.strokeRect(x - 1, y - 1, wide + 2, strip + 2);
    }
}
