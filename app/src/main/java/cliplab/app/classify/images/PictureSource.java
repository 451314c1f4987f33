// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.images;

import static cliplab.viz.text.Messages.text;

import cliplab.model.data.ImageFile;
import cliplab.model.data.ImagePreprocessor;
import cliplab.model.data.Picture;
import cliplab.model.data.RgbImage;
import cliplab.model.data.UnreadableImageException;
import java.nio.file.Path;
import javafx.scene.image.Image;

/** A picture that can be read when somebody wants it. Immutable: any thread, and {@link #read} may take a second. */
public sealed interface PictureSource {
    /** What a person knows it by. */
    String name();

    /**
     * Reads the picture, upright, and fits it for a network.
     *
     * @throws UnreadableImageException says in a sentence which picture cannot be used, why, and what to do
     */
    Picture read(ImagePreprocessor preprocessor) throws UnreadableImageException;

    private static Picture fit(String name, RgbImage upright, ImagePreprocessor preprocessor)
            throws UnreadableImageException {
        try {
            return Picture.of(name, upright, preprocessor);
        } catch (IllegalArgumentException e) {
            throw new UnreadableImageException(text("classify.images.strip", name));
        }
    }

    /** A file, or a folder, which {@link PictureLoader} looks into. */
    record OfFile(Path file) implements PictureSource {
        @Override
        public String name() {
            Path last = file.getFileName();
            return last == null ? file.toString() : last.toString();
        }

        @Override
        public Picture read(ImagePreprocessor preprocessor) throws UnreadableImageException {
            return fit(name(), ImageFile.read(file), preprocessor);
        }
    }

    /** A whole picture file in memory; the bytes are not copied and must not change. */
    record OfBytes(String name, byte[] bytes) implements PictureSource {
        @Override
        public Picture read(ImagePreprocessor preprocessor) throws UnreadableImageException {
            return fit(name, ImageFile.read(name, bytes), preprocessor);
        }
    }

    /** Pixels drawn or chosen inside the program. */
    record OfPixels(String name, RgbImage image) implements PictureSource {
        @Override
        public Picture read(ImagePreprocessor preprocessor) throws UnreadableImageException {
            return fit(name, image, preprocessor);
        }
    }

    /** A picture as the toolkit hands it over; its pixels are copied only when it is read. */
    record OfImage(String name, Image image) implements PictureSource {
        @Override
        public Picture read(ImagePreprocessor preprocessor) throws UnreadableImageException {
            return fit(name, ImagePixels.overWhite(name, image), preprocessor);
        }
    }
}
