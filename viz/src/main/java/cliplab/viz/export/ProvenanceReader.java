// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.export;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.ImageInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Gets back what a figure's file remembers. Any thread; a file of anybody's may be given. Stateless. */
public final class ProvenanceReader {
    /** Far beyond any figure of ours. */
    private static final long LARGEST = 256L << 20;

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};
    private static final byte[] PDF = {'%', 'P', 'D', 'F'};

    private ProvenanceReader() {}

    /**
     * @return empty for a file that is no figure of this program, or has lost what it remembered
     * @throws IOException where the file cannot be read
     */
    public static Optional<Provenance> read(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            return Optional.empty();
        }
        byte[] content = Files.readAllBytes(file);
        try {
            if (startsWith(content, PNG)) {
                return png(content);
            }
            return startsWith(content, PDF) ? pdf(content) : svg(content);
        } catch (IOException | XMLStreamException | RuntimeException e) {
            // All of the file is here: what fails is its form.
            return Optional.empty();
        }
    }

    private static boolean startsWith(byte[] content, byte[] start) {
        return content.length >= start.length && Arrays.equals(content, 0, start.length, start, 0, start.length);
    }

    private static Optional<Provenance> png(byte[] content) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (ImageInputStream stream = ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
            reader.setInput(stream, true, false);
            IIOMetadata metadata = reader.getImageMetadata(0);
            NodeList entries = ((Element) metadata.getAsTree(PngFile.FORMAT)).getElementsByTagName("iTXtEntry");
            Map<String, String> texts = new HashMap<>();
            for (int i = 0; i < entries.getLength(); i++) {
                Element entry = (Element) entries.item(i);
                texts.put(entry.getAttribute("keyword"), entry.getAttribute("text"));
            }
            return provenance(texts.get(PngFile.TITLE), texts.get(PngFile.CAPTION), texts.get(PngFile.JSON));
        } finally {
            reader.dispose();
        }
    }

    private static Optional<Provenance> pdf(byte[] content) throws IOException {
        try (PDDocument document = Loader.loadPDF(content)) {
            PDDocumentInformation information = document.getDocumentInformation();
            return provenance(
                    information.getTitle(), information.getSubject(), information.getCustomMetadataValue(PdfFile.JSON));
        }
    }

    private static Optional<Provenance> svg(byte[] content) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        // Nothing is fetched or expanded for a stranger's file.
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        XMLStreamReader reader =
                factory.createXMLStreamReader(new ByteArrayInputStream(content), StandardCharsets.UTF_8.name());
        Map<String, String> texts = new HashMap<>();
        while (reader.hasNext() && !texts.containsKey(SvgFile.JSON)) {
            if (reader.next() == XMLStreamReader.START_ELEMENT) {
                String name = reader.getLocalName();
                boolean ours = name.equals(SvgFile.JSON) && SvgFile.NAMESPACE.equals(reader.getNamespaceURI());
                if (ours || name.equals("title") || name.equals("desc")) {
                    texts.putIfAbsent(name, reader.getElementText());
                }
            }
        }
        return provenance(texts.get("title"), texts.get("desc"), texts.get(SvgFile.JSON));
    }

    private static Optional<Provenance> provenance(
            @Nullable String title, @Nullable String caption, @Nullable String json) {
        return json == null
                ? Optional.empty()
                : Optional.of(new Provenance(title == null ? "" : title, caption == null ? "" : caption, json));
    }
}
