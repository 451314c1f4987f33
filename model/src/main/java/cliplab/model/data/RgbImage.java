// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.data;

/**
 * A picture of 8-bit red, green and blue.
 *
 * @param width in pixels
 * @param height in pixels
 * @param pixels height × width × 3 bytes, row by row; not copied, and not to be changed
 */
public record RgbImage(int width, int height, byte[] pixels) {
    public static final int CHANNELS = 3;

    public RgbImage {
        if (width < 1
                || height < 1
                || pixels.length != Math.multiplyExact(Math.multiplyExact(width, height), CHANNELS)) {
            throw new IllegalArgumentException(
                    pixels.length + " bytes do not make a picture of " + width + "×" + height);
        }
    }

    /** One sample, 0 … 255. */
    public int sample(int x, int y, int channel) {
        return pixels[(y * width + x) * CHANNELS + channel] & 0xFF;
    }
}
