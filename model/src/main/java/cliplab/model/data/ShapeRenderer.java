// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.data;

/**
 * Draws one coloured shape on a background, 32×32 pixels, the same bytes on every platform: own geometry with 4×4
 * samples a pixel, IEEE arithmetic and {@link StrictMath} only. What varies, each drawn uniformly from the image's own
 * stream:
 *
 * <ul>
 *   <li>size: radius 8.5 … 9.5 pixels for a circle, other outlines to about the same area;
 *   <li>rotation: up to 3° either way for a circle or a square, which turned further begins to look round at this size; 8° for
 *       a triangle, 36° for a star, 30° for strangers;
 *   <li>position: up to 6 pixels from the centre each way, less where a large outline would leave the picture, but 4 at
 *       least, so that a tip may be cut off;
 *   <li>shade: within the colour's range of hue, saturation and brightness ({@link Shade});
 *   <li>background: brightness 0.22 … 0.68, saturation 0 … 0.15, any hue, with a gradient of up to ±0.06 across each way;
 *   <li>noise: Gaussian, deviation 0.005 … 0.015 of full scale, each sample alone.
 * </ul>
 *
 * Thread-safe: it keeps nothing.
 */
final class ShapeRenderer {
    static final int SIZE = 32;
    private static final int SAMPLES = 4;

    private ShapeRenderer() {}

    static RgbImage render(String colour, String shape, RandomStream random) {
        Outline outline = Outline.named(shape);
        double[] foreground = Shade.named(colour).draw(random);
        double[] background = Shade.rgb(random.uniform(0, 360), random.uniform(0, 0.15), random.uniform(0.22, 0.68));
        double radius = random.uniform(8.5, 9.5);
        double angle = random.uniform(-outline.tilt(), outline.tilt());
        double room = Math.clamp(SIZE / 2.0 - 0.5 - radius * outline.reach(), 4, 6);
        double centreX = SIZE / 2.0 + random.uniform(-room, room);
        double centreY = SIZE / 2.0 + random.uniform(-room, room);
        double slopeX = random.uniform(-0.06, 0.06) / SIZE;
        double slopeY = random.uniform(-0.06, 0.06) / SIZE;
        double noise = random.uniform(0.005, 0.015);

        double cos = StrictMath.cos(angle) / radius;
        double sin = StrictMath.sin(angle) / radius;
        byte[] pixels = new byte[SIZE * SIZE * RgbImage.CHANNELS];
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                double cover = coverage(outline, x - centreX, y - centreY, cos, sin);
                double light = slopeX * (x - SIZE / 2.0) + slopeY * (y - SIZE / 2.0);
                for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
                    double clean = cover * foreground[channel] + (1 - cover) * (background[channel] + light);
                    double noisy = clean + noise * random.nextGaussian();
                    pixels[(y * SIZE + x) * RgbImage.CHANNELS + channel] =
                            (byte) Math.floor(Math.max(0, Math.min(1, noisy)) * 255 + 0.5);
                }
            }
        }
        return new RgbImage(SIZE, SIZE, pixels);
    }

    /** The share of the pixel at (dx, dy) from the centre that the outline covers, 0 … 1 in sixteenths. */
    private static double coverage(Outline outline, double dx, double dy, double cos, double sin) {
        int hits = 0;
        for (int j = 0; j < SAMPLES; j++) {
            double v = dy + (j + 0.5) / SAMPLES;
            for (int i = 0; i < SAMPLES; i++) {
                double u = dx + (i + 0.5) / SAMPLES;
                if (outline.contains(cos * u + sin * v, cos * v - sin * u)) {
                    hits++;
                }
            }
        }
        return hits / (double) (SAMPLES * SAMPLES);
    }
}
