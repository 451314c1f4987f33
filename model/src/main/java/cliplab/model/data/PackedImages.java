// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.data;

import java.util.List;

/** Pictures in one array in memory. Immutable once built; the array given is not copied and must not change after. */
public final class PackedImages implements Images {
    private final int height;
    private final int width;
    private final byte[] pixels;

    /** @param pixels count × height × width × 3 bytes */
    public PackedImages(int height, int width, byte[] pixels) {
        if (pixels.length % (height * width * RgbImage.CHANNELS) != 0) {
            throw new IllegalArgumentException("the pixels do not make whole pictures");
        }
        this.height = height;
        this.width = width;
        this.pixels = pixels;
    }

    /** @param images at least one, all of one size */
    public static PackedImages of(List<RgbImage> images) {
        RgbImage first = images.getFirst();
        int bytes = first.height() * first.width() * RgbImage.CHANNELS;
        byte[] pixels = new byte[Math.multiplyExact(images.size(), bytes)];
        for (int i = 0; i < images.size(); i++) {
            RgbImage image = images.get(i);
            if (image.height() != first.height() || image.width() != first.width()) {
                throw new IllegalArgumentException("pictures of different sizes");
            }
            System.arraycopy(image.pixels(), 0, pixels, i * bytes, bytes);
        }
        return new PackedImages(first.height(), first.width(), pixels);
    }

    @Override
    public int count() {
        return pixels.length / bytesPerImage();
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public void copyTo(int index, byte[] target, int offset) {
        System.arraycopy(pixels, index * bytesPerImage(), target, offset, bytesPerImage());
    }
}
