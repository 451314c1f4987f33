// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.data;

import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.imaging.png.PngMetadataReader;
import com.drew.imaging.tiff.TiffMetadataReader;
import com.drew.imaging.webp.WebpMetadataReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.adobe.AdobeJpegReader;
import com.drew.metadata.exif.ExifReader;
import com.drew.metadata.jfif.JfifReader;
import com.drew.metadata.jpeg.JpegReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** What a file says of its picture beside the pixels. Damaged tags are no tags: the picture itself may be sound. */
final class ImageTags {
    private ImageTags() {}

    /** @param bytes closed here */
    static Metadata read(ImageFormat format, InputStream bytes) throws IOException {
        try (InputStream stream = new BufferedInputStream(bytes)) {
            return switch (format) {
                case JPEG ->
                    JpegMetadataReader.readMetadata(
                            stream,
                            List.of(new ExifReader(), new JfifReader(), new AdobeJpegReader(), new JpegReader()));
                case TIFF -> TiffMetadataReader.readMetadata(stream);
                case PNG -> PngMetadataReader.readMetadata(stream);
                case WEBP -> WebpMetadataReader.readMetadata(stream);
                case GIF, BMP -> new Metadata();
            };
        } catch (ImageProcessingException | IOException | RuntimeException e) {
            return new Metadata();
        }
    }
}
