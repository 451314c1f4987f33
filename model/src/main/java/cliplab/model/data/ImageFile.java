// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.data;

import com.drew.metadata.Metadata;
import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageInputStream;

/**
 * Reads pictures: PNG, JPEG, GIF, BMP, TIFF and WebP, told apart by what is in them and not by their names. The first picture of
 * several is read, set upright as its tags say, and laid over white where it is transparent. Thread-safe: it keeps nothing.
 */
public final class ImageFile {
    /** A picture of more pixels is refused before it is decoded. */
    public static final long MAX_PIXELS = 40_000_000;

    private static final String FORBIDDEN = "you are not allowed to read it; change its permissions and try again.";
    private static final String INSTEAD = "export it as JPEG or PNG and try again.";

    private ImageFile() {}

    /** Where the bytes of a picture come from; each stream begins anew. */
    private interface Bytes {
        InputStream stream() throws IOException;

        ImageInputStream seekable() throws IOException;
    }

    private record InFile(Path file) implements Bytes {
        @Override
        public InputStream stream() throws IOException {
            return Files.newInputStream(file);
        }

        @Override
        public ImageInputStream seekable() throws IOException {
            ImageInputStream stream = ImageIO.createImageInputStream(file.toFile());
            if (stream == null) {
                throw new IOException("no stream");
            }
            return stream;
        }
    }

    private record InMemory(byte[] bytes) implements Bytes {
        @Override
        public InputStream stream() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public ImageInputStream seekable() {
            return new ByteArrayImageInputStream(bytes);
        }
    }

    /**
     * Decodes a file.
     *
     * @throws UnreadableImageException where there is no file, it is no picture, is cut short or too large
     */
    public static RgbImage read(Path file) throws UnreadableImageException {
        if (Files.isDirectory(file)) {
            throw refusal(file, "a folder, not a picture; give the pictures in it.");
        }
        if (Files.notExists(file)) {
            throw refusal(file, "there is no such file; look whether it was moved or renamed.");
        }
        if (!Files.exists(file)) {
            throw refusal(file, FORBIDDEN);
        }
        if (!Files.isRegularFile(file)) {
            throw refusal(file, "not a file with a picture in it.");
        }
        return read(file.toString(), new InFile(file));
    }

    /**
     * Decodes what lies in memory, such as from the clipboard.
     *
     * @param name for the person, in refusals
     * @param bytes a whole file; not changed
     * @throws UnreadableImageException where it is no picture, is cut short or too large
     */
    public static RgbImage read(String name, byte[] bytes) throws UnreadableImageException {
        return read(name, new InMemory(bytes));
    }

    private static RgbImage read(String name, Bytes bytes) throws UnreadableImageException {
        ImageFormat format = format(name, bytes);
        try (ImageInputStream stream = bytes.seekable()) {
            Metadata tags = ImageTags.read(format, bytes.stream());
            try (Decoder decoder = Decoder.of(format, stream, tags)) {
                checkSize(name, decoder.width(), decoder.height());
                return upright(decoder, Orientation.of(tags));
            }
        } catch (UnreadableImageException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // decoders throw either on damaged data
            throw refusal(name, "the picture is cut short or damaged; get it anew from where it came from.");
        } catch (OutOfMemoryError e) {
            throw refusal(name, "the picture needs more memory than there is; shrink it and try again.");
        }
    }

    private static ImageFormat format(String name, Bytes bytes) throws UnreadableImageException {
        byte[] head;
        try (InputStream stream = bytes.stream()) {
            head = stream.readNBytes(ImageFormat.HEAD);
        } catch (AccessDeniedException e) {
            throw refusal(name, FORBIDDEN);
        } catch (IOException e) {
            throw refusal(name, "it cannot be read from its disk; copy it elsewhere and try again.");
        }
        if (head.length == 0) {
            throw refusal(name, "the file is empty, 0 bytes; get it anew from where it came from.");
        }
        Optional<String> known = ImageFormat.known(head);
        if (known.isPresent()) {
            throw refusal(name, known.get() + " pictures cannot be read here; " + INSTEAD);
        }
        return ImageFormat.of(head)
                .orElseThrow(() -> refusal(
                        name, "not a picture this program reads (PNG, JPEG, GIF, BMP, TIFF, WebP); " + INSTEAD));
    }

    /** By the header, so that a picture that would not fit into memory is never begun. */
    private static void checkSize(String name, int width, int height) throws UnreadableImageException {
        long pixels = (long) width * height;
        if (pixels > MAX_PIXELS) {
            throw refusal(
                    name,
                    "%d×%d are %d megapixels, too many; shrink it to %d or fewer."
                            .formatted(width, height, pixels / 1_000_000, MAX_PIXELS / 1_000_000));
        }
        if (ImagePreprocessor.isStrip(width, height)) {
            throw refusal(
                    name,
                    "%d×%d is over 1,000 times as long as wide; cut out the part that matters."
                            .formatted(width, height));
        }
    }

    private static RgbImage upright(Decoder decoder, Orientation orientation) throws IOException {
        int width = decoder.width();
        int height = decoder.height();
        Rows rows = decoder.decode();
        byte[] pixels = new byte[Math.multiplyExact(Math.multiplyExact(width, height), RgbImage.CHANNELS)];
        byte[] row = new byte[width * RgbImage.CHANNELS];
        for (int y = 0; y < height; y++) {
            rows.read(y, row);
            orientation.place(row, y, width, height, pixels);
        }
        return new RgbImage(orientation.width(width, height), orientation.height(width, height), pixels);
    }

    private static UnreadableImageException refusal(Object name, String what) {
        return new UnreadableImageException(name + ": " + what);
    }

    /**
     * Writes a picture as PNG or JPEG, whichever the file's ending says.
     *
     * @throws IOException where the ending is another or the file cannot be written
     */
    public static void write(RgbImage picture, Path file) throws IOException {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
        int[] row = new int[picture.width()];
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < row.length; x++) {
                row[x] = picture.sample(x, y, 0) << 16 | picture.sample(x, y, 1) << 8 | picture.sample(x, y, 2);
            }
            image.setRGB(0, y, row.length, 1, row, 0, row.length);
        }
        String name = String.valueOf(file.getFileName());
        if (!ImageIO.write(image, name.substring(name.lastIndexOf('.') + 1), file.toFile())) {
            throw new IOException(file + ": a picture is written as .png or .jpg");
        }
    }
}
