// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.data;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * The rows of a decoded picture as red, green and blue, over white. Samples are taken as they are in the file: AWT's
 * {@code getRGB} would brighten greys, taking them for linear light, and convert by whatever profile the file names, where PIL
 * does neither.
 */
interface Rows {
    /** Fills {@code rgb} with row {@code y}. */
    void read(int y, byte[] rgb);

    static Rows of(BufferedImage image) {
        image.coerceData(false);
        ColorModel colours = image.getColorModel();
        if (colours instanceof IndexColorModel palette) {
            return new Indexed(image.getRaster(), palette);
        }
        int type = colours.getTransferType();
        boolean whole = type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT;
        if (colours instanceof ComponentColorModel model && whole) {
            int kind = model.getColorSpace().getType();
            if (kind == ColorSpace.TYPE_GRAY || kind == ColorSpace.TYPE_RGB || kind == ColorSpace.TYPE_CMYK) {
                return new Components(image.getRaster(), model);
            }
        }
        return new Packed(image);
    }

    /** Palettes, one bit included. */
    final class Indexed implements Rows {
        private final Raster raster;
        private final int[] colours;

        Indexed(Raster raster, IndexColorModel palette) {
            this.raster = raster;
            colours = new int[palette.getMapSize()];
            palette.getRGBs(colours);
        }

        @Override
        public void read(int y, byte[] rgb) {
            int[] indices = raster.getSamples(0, y, raster.getWidth(), 1, 0, (int[]) null);
            for (int x = 0; x < indices.length; x++) {
                // A damaged file may name colours it does not have.
                overWhite(indices[x] < colours.length ? colours[indices[x]] : 0xFF000000, rgb, x);
            }
        }
    }

    /** Greys, RGB and CMYK of whole samples, with alpha or without; of 16 bits the upper eight count, as in PIL. */
    final class Components implements Rows {
        private final Raster raster;
        private final int colours;
        private final boolean alpha;
        private final int largest;
        private final int shift;

        Components(Raster raster, ComponentColorModel model) {
            this.raster = raster;
            colours = model.getNumColorComponents();
            alpha = model.hasAlpha();
            int bits = model.getComponentSize(0);
            shift = Math.max(0, bits - 8);
            largest = (1 << Math.min(bits, 8)) - 1;
        }

        @Override
        public void read(int y, byte[] rgb) {
            int[] samples = raster.getPixels(0, y, raster.getWidth(), 1, (int[]) null);
            int bands = raster.getNumBands();
            for (int x = 0, from = 0; x < raster.getWidth(); x++, from += bands) {
                for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
                    int sample = colour(samples, from, channel);
                    if (alpha) {
                        sample = over(sample, eight(samples[from + bands - 1]));
                    }
                    rgb[x * RgbImage.CHANNELS + channel] = (byte) sample;
                }
            }
        }

        private int colour(int[] samples, int from, int channel) {
            return switch (colours) {
                case 1 -> eight(samples[from]);
                case 4 -> (255 - eight(samples[from + channel])) * (255 - eight(samples[from + 3])) / 255;
                default -> eight(samples[from + channel]);
            };
        }

        private int eight(int sample) {
            int top = sample >> shift;
            return largest == 255 ? top : (top * 255 + largest / 2) / largest;
        }
    }

    /** Whatever else AWT knows, through its own conversion. */
    final class Packed implements Rows {
        private final BufferedImage image;

        Packed(BufferedImage image) {
            this.image = image;
        }

        @Override
        public void read(int y, byte[] rgb) {
            int[] row = image.getRGB(0, y, image.getWidth(), 1, null, 0, image.getWidth());
            for (int x = 0; x < row.length; x++) {
                overWhite(row[x], rgb, x);
            }
        }
    }

    private static void overWhite(int argb, byte[] rgb, int x) {
        int alpha = argb >>> 24;
        for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
            rgb[x * RgbImage.CHANNELS + channel] = (byte) over(argb >> (16 - 8 * channel) & 0xFF, alpha);
        }
    }

    private static int over(int sample, int alpha) {
        return (sample * alpha + 255 * (255 - alpha) + 127) / 255;
    }
}
