// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.export;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/** A picture in pixels; title, caption and provenance in text chunks of their own. */
final class PngFile {
    static final String FORMAT = "javax_imageio_png_1.0";
    static final String TITLE = "Title";
    static final String CAPTION = "Description";
    static final String JSON = "CLIPLab";
    private static final double METRES_PER_INCH = 0.0254;

    private PngFile() {}

    static byte[] of(FigurePage page, Provenance provenance, ExportSize size) throws IOException {
        BufferedImage picture = new BufferedImage(size.pixelsWide(), size.pixelsHigh(), BufferedImage.TYPE_INT_RGB);
        Graphics2D g = picture.createGraphics();
        g.scale(picture.getWidth() / (double) size.width(), picture.getHeight() / (double) size.height());
        page.draw(g);
        g.dispose();

        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        IIOMetadata metadata =
                writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(picture), null);
        metadata.mergeTree(FORMAT, tree(provenance, size));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(picture, null, metadata), null);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static IIOMetadataNode tree(Provenance provenance, ExportSize size) {
        String perMetre = String.format(Locale.ROOT, "%d", Math.round(size.dpi() / METRES_PER_INCH));
        IIOMetadataNode resolution = new IIOMetadataNode("pHYs");
        resolution.setAttribute("pixelsPerUnitXAxis", perMetre);
        resolution.setAttribute("pixelsPerUnitYAxis", perMetre);
        resolution.setAttribute("unitSpecifier", "meter");
        IIOMetadataNode texts = new IIOMetadataNode("iTXt");
        Map.of(TITLE, provenance.title(), CAPTION, provenance.caption(), JSON, provenance.json()).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> texts.appendChild(text(entry.getKey(), entry.getValue())));
        IIOMetadataNode root = new IIOMetadataNode(FORMAT);
        root.appendChild(resolution);
        root.appendChild(texts);
        return root;
    }

    private static IIOMetadataNode text(String keyword, String value) {
        IIOMetadataNode entry = new IIOMetadataNode("iTXtEntry");
        entry.setAttribute("keyword", keyword);
        entry.setAttribute("compressionFlag", "FALSE");
        entry.setAttribute("compressionMethod", "0");
        entry.setAttribute("languageTag", "");
        entry.setAttribute("translatedKeyword", "");
        entry.setAttribute("text", value);
        return entry;
    }
}
