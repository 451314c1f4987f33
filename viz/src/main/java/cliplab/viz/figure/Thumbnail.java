// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import java.awt.image.BufferedImage;

/**
 * A small picture in a figure. The array belongs to the record from then on.
 *
 * @param rgb row by row, three bytes a pixel
 */
public record Thumbnail(int width, int height, byte[] rgb) {
    public Thumbnail {
        if (rgb.length != 3 * width * height) {
            throw new IllegalArgumentException(rgb.length + " bytes for " + width + " × " + height + " pixels");
        }
    }

    BufferedImage image() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            int pixel = (rgb[3 * i] & 0xff) << 16 | (rgb[3 * i + 1] & 0xff) << 8 | (rgb[3 * i + 2] & 0xff);
            image.setRGB(i % width, i / width, pixel);
        }
        return image;
    }
}
