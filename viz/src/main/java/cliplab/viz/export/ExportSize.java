// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.export;

import java.util.Locale;

/**
 * How large a picture becomes. Its unit is 1/96 inch, the pixel of the web: letters are 11 of them high, whatever the size. A
 * picture of few pixels has a small scale.
 *
 * @param width in units, {@value #LEAST} … {@value #MOST}
 * @param height in units, likewise
 * @param scale pixels to a unit, where the picture is made of pixels; 0.25 … 16, and no more than {@value #MOST_PIXELS} in all
 * @param dpi pixels to an inch that the file claims, 1 … 9600; changes nothing of the picture
 */
public record ExportSize(int width, int height, double scale, double dpi) {
    public static final int LEAST = 300;
    public static final int MOST = 8000;
    public static final int MOST_PIXELS = 40_000_000;
    private static final double UNITS_PER_INCH = 96;

    /** Half a page wide or a slide high, sharp in print. */
    public static final ExportSize USUAL = of(800, 500, 2);

    public ExportSize {
        require(width >= LEAST && width <= MOST, "the width must be from 300 to 8000", width);
        require(height >= LEAST && height <= MOST, "the height must be from 300 to 8000", height);
        require(scale >= 0.25 && scale <= 16, "the scale must be from 0.25 to 16", scale);
        require(dpi >= 1 && dpi <= 9600, "the resolution must be from 1 to 9600 dpi", dpi);
        double pixels = Math.rint(width * scale) * Math.rint(height * scale);
        require(pixels <= MOST_PIXELS, "a picture can have 40 million pixels at most", pixels);
    }

    /** Claims the resolution at which a unit is 1/96 inch, as in SVG and PDF. */
    public static ExportSize of(int width, int height, double scale) {
        return new ExportSize(width, height, scale, scale * UNITS_PER_INCH);
    }

    private static void require(boolean holds, String rule, double value) {
        if (!holds) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s, not %.10g", rule, value).replaceFirst("\\.0+$", ""));
        }
    }

    int pixelsWide() {
        return (int) Math.rint(width * scale);
    }

    int pixelsHigh() {
        return (int) Math.rint(height * scale);
    }
}
