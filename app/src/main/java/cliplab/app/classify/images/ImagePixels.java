// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.images;

import static cliplab.viz.text.Messages.text;

import cliplab.model.data.ImageFile;
import cliplab.model.data.RgbImage;
import cliplab.model.data.UnreadableImageException;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.PixelReader;

/** From the toolkit's pictures to ours. Any thread, for a picture that does not change. */
final class ImagePixels {
    private ImagePixels() {}

    static RgbImage overWhite(String name, Image image) throws UnreadableImageException {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        PixelReader reader = image.getPixelReader();
        if (reader == null || width < 1 || height < 1) {
            throw new UnreadableImageException(text("classify.images.empty-image", name));
        }
        if ((long) width * height > ImageFile.MAX_PIXELS) {
            throw new UnreadableImageException(
                    text("classify.images.too-large", name, ImageFile.MAX_PIXELS / 1_000_000));
        }
        byte[] pixels = new byte[width * height * RgbImage.CHANNELS];
        byte[] row = new byte[width * 4];
        for (int y = 0, to = 0; y < height; y++) {
            reader.getPixels(0, y, width, 1, PixelFormat.getByteBgraInstance(), row, 0, row.length);
            for (int from = 0; from < row.length; from += 4) {
                int alpha = row[from + 3] & 0xFF;
                pixels[to++] = over(row[from + 2] & 0xFF, alpha);
                pixels[to++] = over(row[from + 1] & 0xFF, alpha);
                pixels[to++] = over(row[from] & 0xFF, alpha);
            }
        }
        return new RgbImage(width, height, pixels);
    }

    private static byte over(int sample, int alpha) {
        return (byte) ((sample * alpha + 255 * (255 - alpha) + 127) / 255);
    }
}
