// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A picture drawn by hand in the colours and shapes of the toy's world, and in some that are strange to it. Lengths are in pixels of
 * the pictures the toy is trained on, of which a sketch is as wide, but drawn finer. Not thread-safe.
 */
public final class Sketch {
    /** Width and height of the drawing in its unit, pixels of a training picture. */
    public static final int UNITS = ShapeRenderer.SIZE;
    /** Width and height of {@link #image()}. */
    public static final int SIZE = 256;
    /** Radius of a shape as large as the trained ones. */
    public static final double TYPICAL_RADIUS = 9;
    /** Brightness in the middle of what the trained grounds have. */
    public static final double TYPICAL_GROUND = 0.45;

    private static final double SCALE = (double) SIZE / UNITS;
    private static final int SAMPLES = 3;

    private sealed interface Mark {
        /** Whether a place is inked. */
        boolean covers(double x, double y);

        /** Half the width of a square about (x, y) that holds the mark. */
        double reach();

        double x();

        double y();

        Ink ink();
    }

    private record Stamp(Outline outline, Ink ink, double x, double y, double radius) implements Mark {
        @Override
        public boolean covers(double atX, double atY) {
            return outline.contains((atX - x) / radius, (atY - y) / radius);
        }

        @Override
        public double reach() {
            return radius * outline.reach();
        }
    }

    /** The way of a round brush. */
    private record Line(Ink ink, double fromX, double fromY, double toX, double toY, double radius) implements Mark {
        @Override
        public boolean covers(double atX, double atY) {
            double dx = toX - fromX;
            double dy = toY - fromY;
            double length = dx * dx + dy * dy;
            double along = length == 0 ? 0 : Math.clamp(((atX - fromX) * dx + (atY - fromY) * dy) / length, 0.0, 1.0);
            return Math.hypot(atX - fromX - along * dx, atY - fromY - along * dy) <= radius;
        }

        @Override
        public double reach() {
            return Math.max(Math.abs(toX - fromX), Math.abs(toY - fromY)) / 2 + radius;
        }

        @Override
        public double x() {
            return (fromX + toX) / 2;
        }

        @Override
        public double y() {
            return (fromY + toY) / 2;
        }
    }

    /** A colour to draw with; red, green and blue 0 … 255. */
    public record Ink(String name, int red, int green, int blue) {}

    private final List<List<Mark>> strokes = new ArrayList<>();
    private final byte[] pixels = new byte[SIZE * SIZE * RgbImage.CHANNELS];
    private double ground = TYPICAL_GROUND;

    public Sketch() {
        redraw();
    }

    /** The trained colours in their purest shade, the strange ones, and black, grey and white. */
    public static List<Ink> inks() {
        List<Ink> inks = new ArrayList<>();
        for (List<String> names : List.of(CaptionGrammar.COLOURS, Strangers.COLOURS)) {
            names.forEach(name -> inks.add(ink(name)));
        }
        inks.add(new Ink("black", 0, 0, 0));
        inks.add(new Ink("grey", 128, 128, 128));
        inks.add(new Ink("white", 255, 255, 255));
        return inks;
    }

    private static Ink ink(String name) {
        Shade shade = Shade.named(name);
        double[] rgb = Shade.rgb(shade.hue(), middle(shade.saturation()), middle(shade.value()));
        return new Ink(name, bits(rgb[0]), bits(rgb[1]), bits(rgb[2]));
    }

    private static double middle(Shade.Range range) {
        return (range.low() + range.high()) / 2;
    }

    private static int bits(double share) {
        return (int) Math.round(255 * share);
    }

    /** The trained shapes and the strange ones. */
    public static List<String> shapes() {
        List<String> shapes = new ArrayList<>(CaptionGrammar.SHAPES);
        shapes.addAll(Strangers.SHAPES);
        return shapes;
    }

    /** A whole shape, upright about (x, y). */
    public void stamp(String shape, Ink ink, double x, double y, double radius) {
        add(true, new Stamp(Outline.named(shape), ink, x, y, radius));
    }

    /** A round brush is put down at (x, y). */
    public void press(Ink ink, double x, double y, double radius) {
        add(true, new Line(ink, x, y, x, y, radius));
    }

    /** The brush is drawn on from where it was; nothing where it was not put down. */
    public void draw(double x, double y) {
        if (!strokes.isEmpty() && strokes.getLast().getLast() instanceof Line last) {
            add(false, new Line(last.ink(), last.toX(), last.toY(), x, y, last.radius()));
        }
    }

    private void add(boolean begins, Mark mark) {
        if (begins) {
            strokes.add(new ArrayList<>());
        }
        strokes.getLast().add(mark);
        paint(mark);
    }

    /** Takes back the last stroke or stamp; nothing on an empty sketch. */
    public void undo() {
        if (!strokes.isEmpty()) {
            strokes.removeLast();
            redraw();
        }
    }

    public void clear() {
        strokes.clear();
        redraw();
    }

    public boolean isEmpty() {
        return strokes.isEmpty();
    }

    /** @param brightness of a plain grey ground, 0 … 1 */
    public void ground(double brightness) {
        ground = brightness;
        redraw();
    }

    public double ground() {
        return ground;
    }

    /** The sketch as it is now. */
    public RgbImage image() {
        return new RgbImage(SIZE, SIZE, pixels.clone());
    }

    private void redraw() {
        Arrays.fill(pixels, (byte) bits(ground));
        strokes.forEach(stroke -> stroke.forEach(this::paint));
    }

    private void paint(Mark mark) {
        int left = Math.clamp((long) Math.floor((mark.x() - mark.reach()) * SCALE), 0, SIZE);
        int right = Math.clamp((long) Math.ceil((mark.x() + mark.reach()) * SCALE), 0, SIZE);
        int top = Math.clamp((long) Math.floor((mark.y() - mark.reach()) * SCALE), 0, SIZE);
        int bottom = Math.clamp((long) Math.ceil((mark.y() + mark.reach()) * SCALE), 0, SIZE);
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int hits = hits(mark, x, y);
                if (hits > 0) {
                    blend(mark.ink(), x, y, hits);
                }
            }
        }
    }

    private static int hits(Mark mark, int x, int y) {
        int hits = 0;
        for (int j = 0; j < SAMPLES; j++) {
            for (int i = 0; i < SAMPLES; i++) {
                if (mark.covers((x + (i + 0.5) / SAMPLES) / SCALE, (y + (j + 0.5) / SAMPLES) / SCALE)) {
                    hits++;
                }
            }
        }
        return hits;
    }

    private void blend(Ink ink, int x, int y, int hits) {
        int at = (y * SIZE + x) * RgbImage.CHANNELS;
        int[] colour = {ink.red(), ink.green(), ink.blue()};
        int all = SAMPLES * SAMPLES;
        for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
            int below = pixels[at + channel] & 0xFF;
            pixels[at + channel] = (byte) ((colour[channel] * hits + below * (all - hits) + all / 2) / all);
        }
    }
}
