// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.data;

import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.w3c.dom.Node;

/** Decodes the first picture of one file, as stored: neither turned nor converted by profiles. Of one thread. */
abstract class Decoder implements AutoCloseable {
    final ImageReader reader;

    Decoder(ImageReader reader, ImageInputStream stream, boolean ignoreMetadata) {
        this.reader = reader;
        reader.setInput(stream, true, ignoreMetadata);
    }

    static Decoder of(ImageFormat format, ImageInputStream stream, Metadata tags) throws IOException {
        return switch (format) {
            case JPEG -> new Jpeg(stream, tags);
            case GIF -> new Gif(stream);
            case WEBP -> new WebP(stream);
            case TIFF -> new Tiff(stream, tags);
            case PNG, BMP -> new Plain(format, stream);
        };
    }

    private static ImageReader ofJdk(String format) {
        return ImageIO.getImageReadersByFormatName(format).next();
    }

    /** In pixels, by the header. */
    int width() throws IOException {
        return reader.getWidth(0);
    }

    int height() throws IOException {
        return reader.getHeight(0);
    }

    abstract Rows decode() throws IOException;

    @Override
    public void close() {
        reader.dispose();
    }

    private static class Plain extends Decoder {
        Plain(ImageFormat format, ImageInputStream stream) {
            super(ofJdk(format.name()), stream, true);
        }

        @Override
        Rows decode() throws IOException {
            return Rows.of(reader.read(0));
        }
    }

    /** The description often stands at the end; of a part of it the decoder makes another picture. */
    private static final class Tiff extends Plain {
        Tiff(ImageInputStream stream, Metadata tags) throws EOFException {
            super(ImageFormat.TIFF, stream);
            ExifIFD0Directory description = tags.getFirstDirectoryOfType(ExifIFD0Directory.class);
            if (description == null || pointsNowhere(description)) {
                throw new EOFException();
            }
        }

        /** By the tag reader's own words, which it also finds for what does no harm. */
        private static boolean pointsNowhere(Directory description) {
            for (String error : description.getErrors()) {
                if (error.startsWith("Illegal")) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The samples before any conversion; see {@link JpegColours}. */
    private static final class Jpeg extends Decoder {
        /** A file that ends early decodes to a half-grey picture with no more than such a warning. */
        private static final Pattern DAMAGE = Pattern.compile(
                "missing EOI|premature end|bad Huffman|instead of RST|inconsistent progression",
                Pattern.CASE_INSENSITIVE);

        private final Metadata tags;
        private final AtomicBoolean damaged = new AtomicBoolean();

        Jpeg(ImageInputStream stream, Metadata tags) {
            super(ofJdk("JPEG"), stream, true);
            this.tags = tags;
            reader.addIIOReadWarningListener((source, warning) -> {
                if (DAMAGE.matcher(warning).find()) {
                    damaged.set(true);
                }
            });
        }

        @Override
        Rows decode() throws IOException {
            Raster raster = reader.readRaster(0, null);
            if (damaged.get()) {
                throw new EOFException();
            }
            JpegColours colours = JpegColours.of(raster.getNumBands(), tags);
            byte[] samples = new byte[raster.getWidth() * colours.bands()];
            return (y, rgb) -> {
                raster.getDataElements(0, y, raster.getWidth(), 1, samples);
                colours.toRgb(samples, rgb);
            };
        }
    }

    /** A frame may be smaller than the picture it belongs to; around the first there is nothing, which is white. */
    private static final class Gif extends Decoder {
        private final int screenWidth;
        private final int screenHeight;
        private final int left;
        private final int top;

        Gif(ImageInputStream stream) throws IOException {
            super(ofJdk("GIF"), stream, false);
            stream.mark();
            stream.seek(6);
            screenWidth = stream.read() | stream.read() << 8;
            screenHeight = stream.read() | stream.read() << 8;
            stream.reset();
            Node place = reader.getImageMetadata(0).getAsTree("javax_imageio_gif_image_1.0");
            left = attribute(place, "imageLeftPosition");
            top = attribute(place, "imageTopPosition");
        }

        private static int attribute(Node tree, String name) throws IOException {
            for (Node node = tree.getFirstChild(); node != null; node = node.getNextSibling()) {
                Node value = "ImageDescriptor".equals(node.getNodeName())
                        ? node.getAttributes().getNamedItem(name)
                        : null;
                if (value != null) {
                    return Integer.parseInt(value.getNodeValue());
                }
            }
            throw new IIOException("a frame without a place");
        }

        @Override
        int width() throws IOException {
            return Math.max(screenWidth, left + reader.getWidth(0));
        }

        @Override
        int height() throws IOException {
            return Math.max(screenHeight, top + reader.getHeight(0));
        }

        @Override
        Rows decode() throws IOException {
            BufferedImage frame = reader.read(0);
            Rows rows = Rows.of(frame);
            byte[] part = new byte[frame.getWidth() * RgbImage.CHANNELS];
            return (y, rgb) -> {
                Arrays.fill(rgb, (byte) 255);
                if (y >= top && y < top + frame.getHeight()) {
                    rows.read(y - top, part);
                    System.arraycopy(part, 0, rgb, left * RgbImage.CHANNELS, part.length);
                }
            };
        }
    }

    private static final class WebP extends Decoder {
        WebP(ImageInputStream stream) throws IOException {
            super(new WebPImageReaderSpi().createReaderInstance(null), stream, true);
            checkWhole(stream);
        }

        /** The decoder fills up what is missing with whatever comes; the length in the header tells. */
        private static void checkWhole(ImageInputStream stream) throws IOException {
            stream.mark();
            stream.seek(4);
            long length = 8 + (stream.read() | stream.read() << 8 | stream.read() << 16 | (long) stream.read() << 24);
            stream.seek(length - 1);
            boolean whole = stream.read() >= 0;
            stream.reset();
            if (!whole) {
                throw new EOFException();
            }
        }

        /** In the colours of the file's own profile, which is to convert nothing. */
        @Override
        Rows decode() throws IOException {
            ImageReadParam asStored = reader.getDefaultReadParam();
            asStored.setDestinationType(reader.getRawImageType(0));
            return Rows.of(reader.read(0, asStored));
        }
    }
}
