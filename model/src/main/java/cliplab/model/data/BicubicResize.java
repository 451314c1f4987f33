// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.data;

/**
 * PIL's antialiased bicubic resize (Pillow's Resample.c, resampling filter BICUBIC), bit for bit: a = −0.5, support
 * stretched by the shrink factor, weights rounded to 22-bit integers, the horizontal pass rounded to 8 bits before the
 * vertical one. Memory: one intermediate picture.
 */
public final class BicubicResize {
    private static final double SUPPORT = 2;
    private static final int PRECISION = 22;

    /** For each output position the first input position and the weights from there on. */
    private record Kernel(int[] first, int[][] weights) {}

    private BicubicResize() {}

    public static RgbImage resize(RgbImage image, int width, int height) {
        RgbImage across = image.width() == width ? image : horizontal(image, kernel(image.width(), width));
        return across.height() == height ? across : vertical(across, kernel(across.height(), height));
    }

    private static Kernel kernel(int from, int to) {
        double scale = (double) from / to;
        double stretch = Math.max(scale, 1);
        double support = SUPPORT * stretch;
        int[] first = new int[to];
        int[][] weights = new int[to][];
        for (int i = 0; i < to; i++) {
            double centre = (i + 0.5) * scale;
            int low = Math.max(0, (int) (centre - support + 0.5));
            int high = Math.min(from, (int) (centre + support + 0.5));
            double[] exact = new double[high - low];
            double sum = 0;
            for (int x = 0; x < exact.length; x++) {
                exact[x] = bicubic((x + low - centre + 0.5) / stretch);
                sum += exact[x];
            }
            first[i] = low;
            weights[i] = new int[exact.length];
            for (int x = 0; x < exact.length; x++) {
                double share = exact[x] / sum * (1 << PRECISION);
                weights[i][x] = (int) (share < 0 ? share - 0.5 : share + 0.5);
            }
        }
        return new Kernel(first, weights);
    }

    /** Keys' cubic convolution with a = −0.5. */
    private static double bicubic(double x) {
        double a = -0.5;
        double t = Math.abs(x);
        if (t < 1) {
            return ((a + 2) * t - (a + 3)) * t * t + 1;
        }
        return t < 2 ? (((t - 5) * t + 8) * t - 4) * a : 0;
    }

    private static RgbImage horizontal(RgbImage image, Kernel kernel) {
        int width = kernel.first().length;
        byte[] out = new byte[Math.multiplyExact(width * RgbImage.CHANNELS, image.height())];
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < width; x++) {
                int start = (y * image.width() + kernel.first()[x]) * RgbImage.CHANNELS;
                mix(image.pixels(), start, RgbImage.CHANNELS, kernel.weights()[x], out, (y * width + x) * 3);
            }
        }
        return new RgbImage(width, image.height(), out);
    }

    private static RgbImage vertical(RgbImage image, Kernel kernel) {
        int height = kernel.first().length;
        int row = image.width() * RgbImage.CHANNELS;
        byte[] out = new byte[Math.multiplyExact(row, height)];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < image.width(); x++) {
                int start = kernel.first()[y] * row + x * RgbImage.CHANNELS;
                mix(image.pixels(), start, row, kernel.weights()[y], out, y * row + x * RgbImage.CHANNELS);
            }
        }
        return new RgbImage(image.width(), height, out);
    }

    /** One output pixel: the weighted sum of input pixels {@code stride} bytes apart, rounded and clipped. */
    private static void mix(byte[] in, int start, int stride, int[] weights, byte[] out, int at) {
        int red = 1 << (PRECISION - 1);
        int green = red;
        int blue = red;
        int p = start;
        for (int weight : weights) {
            red += (in[p] & 0xFF) * weight;
            green += (in[p + 1] & 0xFF) * weight;
            blue += (in[p + 2] & 0xFF) * weight;
            p += stride;
        }
        out[at] = (byte) Math.clamp(red >> PRECISION, 0, 255);
        out[at + 1] = (byte) Math.clamp(green >> PRECISION, 0, 255);
        out[at + 2] = (byte) Math.clamp(blue >> PRECISION, 0, 255);
    }
}
