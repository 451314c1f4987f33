// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.platform;

import cliplab.model.data.Images;
import cliplab.model.data.RgbImage;
import javafx.scene.image.Image;
import org.jspecify.annotations.Nullable;

/** Pictures of a dataset as JavaFX shows them, made when first asked for. FX thread only. */
public final class Thumbnails {
    private final Images images;
    private final @Nullable Image[] made;

    public Thumbnails(Images images) {
        this.images = images;
        made = new @Nullable Image[images.count()];
    }

    public Image of(int index) {
        Image image = made[index];
        if (image == null) {
            image = FxImages.of(pixels(index));
            made[index] = image;
        }
        return image;
    }

    /** A copy of a picture as it is in the dataset. */
    public RgbImage pixels(int index) {
        byte[] pixels = new byte[images.bytesPerImage()];
        images.copyTo(index, pixels, 0);
        return new RgbImage(images.width(), images.height(), pixels);
    }
}
