// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training.panes;

import cliplab.model.data.Images;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.jspecify.annotations.Nullable;

/** Pictures of a dataset as JavaFX shows them, made when first asked for. FX thread only. */
final class Thumbnails {
    private final Images images;
    private final @Nullable Image[] made;

    Thumbnails(Images images) {
        this.images = images;
        made = new @Nullable Image[images.count()];
    }

    Image of(int index) {
        Image image = made[index];
        if (image == null) {
            byte[] pixels = new byte[images.bytesPerImage()];
            images.copyTo(index, pixels, 0);
            int width = images.width();
            WritableImage drawn = new WritableImage(width, images.height());
            drawn.getPixelWriter()
                    .setPixels(0, 0, width, images.height(), PixelFormat.getByteRgbInstance(), pixels, 0, 3 * width);
            image = drawn;
            made[index] = image;
        }
        return image;
    }
}
