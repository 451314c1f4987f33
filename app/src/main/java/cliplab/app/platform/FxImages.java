// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.platform;

import cliplab.model.data.RgbImage;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/** Pictures of the model as JavaFX shows them. */
public final class FxImages {
    private FxImages() {}

    /** A copy; any thread. */
    public static Image of(RgbImage picture) {
        int width = picture.width();
        WritableImage image = new WritableImage(width, picture.height());
        image.getPixelWriter()
                .setPixels(
                        0,
                        0,
                        width,
                        picture.height(),
                        PixelFormat.getByteRgbInstance(),
                        picture.pixels(),
                        0,
                        RgbImage.CHANNELS * width);
        return image;
    }
}
