// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.data;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;

/** Reads pictures from files: PNG, JPEG, GIF, BMP and TIFF, as the JDK decodes them. Thread-safe: it keeps nothing. */
public final class ImageFile {
    /** A picture of more pixels is refused before it is decoded. */
    public static final long MAX_PIXELS = 40_000_000;

    private ImageFile() {}

    /**
     * Decodes the first picture of a file. Transparent parts are laid over white.
     *
     * @throws UnreadableImageException where there is no file, it is no picture, is cut short or too large
     */
    public static RgbImage read(Path file) throws UnreadableImageException {
        if (Files.isDirectory(file)) {
            throw new UnreadableImageException(file + ": a folder, not a picture");
        }
        if (!Files.isRegularFile(file)) {
            throw new UnreadableImageException(file + ": there is no such file");
        }
        try (ImageInputStream stream = ImageIO.createImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers =
                    stream == null ? Collections.emptyIterator() : ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                throw new UnreadableImageException(
                        file + ": not a picture this program reads; save it as PNG or JPEG and try again");
            }
            ImageReader reader = readers.next();
            try {
                return decode(file, reader, stream);
            } finally {
                reader.dispose();
            }
        } catch (UnreadableImageException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // decoders throw either on damaged data
            throw new UnreadableImageException(file + ": the picture is cut short or damaged");
        }
    }

    private static RgbImage decode(Path file, ImageReader reader, ImageInputStream stream) throws IOException {
        reader.setInput(stream, true, true);
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > MAX_PIXELS) {
            throw new UnreadableImageException(file + ": " + pixels / 1_000_000
                    + " megapixels are too many; shrink it to " + MAX_PIXELS / 1_000_000 + " or fewer");
        }
        // A JPEG that ends early decodes to a half-grey picture with no more than a warning.
        AtomicBoolean warned = new AtomicBoolean();
        IIOReadWarningListener listener = (source, warning) -> warned.set(true);
        reader.addIIOReadWarningListener(listener);
        BufferedImage image = reader.read(0);
        if (warned.get()) {
            throw new UnreadableImageException(file + ": the picture is cut short or damaged");
        }
        return toRgb(image);
    }

    private static RgbImage toRgb(BufferedImage image) {
        boolean grey = image.getColorModel() instanceof ComponentColorModel model
                && model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] pixels = new byte[Math.multiplyExact(Math.multiplyExact(width, height), RgbImage.CHANNELS)];
        for (int y = 0, at = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int argb = grey ? greySample(image, x, y) : image.getRGB(x, y);
                int alpha = argb >>> 24;
                for (int shift = 16; shift >= 0; shift -= 8) {
                    int sample = argb >> shift & 0xFF;
                    pixels[at++] = (byte) ((sample * alpha + 255 * (255 - alpha) + 127) / 255);
                }
            }
        }
        return new RgbImage(width, height, pixels);
    }

    /** A grey's samples as they are in the file: getRGB would brighten them, taking them for linear light. */
    private static int greySample(BufferedImage image, int x, int y) {
        int light = eightBits(image, x, y, 0);
        int alpha = image.getColorModel().hasAlpha() ? eightBits(image, x, y, 1) : 255;
        return alpha << 24 | light * 0x010101;
    }

    private static int eightBits(BufferedImage image, int x, int y, int band) {
        int largest = (1 << image.getColorModel().getComponentSize(band)) - 1;
        return (image.getRaster().getSample(x, y, band) * 255 + largest / 2) / largest;
    }
}
