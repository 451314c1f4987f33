// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.reports;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

/**
 * Puts an exported figure into a page among others: names that would meet those of another figure get a prefix of their own, and
 * what the page says once (fonts, style, provenance) is left out. Stateless.
 */
final class InlineSvg {
    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final String XLINK = "http://www.w3.org/1999/xlink";
    private static final Set<String> SAID_BY_THE_PAGE = Set.of("metadata", "style", "title", "desc");
    /** A page decides for itself how large a figure is. */
    private static final Set<String> SIZE = Set.of("width", "height");

    private InlineSvg() {}

    /**
     * Copies.
     *
     * @param prefix of its names, unlike that of any other figure of the page
     * @param label what is said of it where it cannot be seen
     */
    static void copy(byte[] svg, String prefix, String label, XMLStreamWriter out) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XMLStreamReader in =
                factory.createXMLStreamReader(new ByteArrayInputStream(svg), StandardCharsets.UTF_8.name());
        int depth = 0;
        while (in.hasNext()) {
            switch (in.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (SAID_BY_THE_PAGE.contains(in.getLocalName())) {
                        skip(in);
                    } else {
                        start(in, prefix, depth == 0, out);
                        if (depth++ == 0) {
                            out.writeAttribute("role", "img");
                            out.writeAttribute("aria-label", label);
                        }
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    out.writeEndElement();
                    depth--;
                }
                case XMLStreamConstants.CHARACTERS -> out.writeCharacters(in.getText());
                default -> {}
            }
        }
    }

    private static void skip(XMLStreamReader in) throws XMLStreamException {
        for (int depth = 1; depth > 0; ) {
            int event = in.next();
            depth += event == XMLStreamConstants.START_ELEMENT ? 1 : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
        }
    }

    private static void start(XMLStreamReader in, String prefix, boolean root, XMLStreamWriter out)
            throws XMLStreamException {
        out.writeStartElement("", in.getLocalName(), SVG);
        if (root) {
            out.writeDefaultNamespace(SVG);
            out.writeNamespace("xlink", XLINK);
        }
        for (int i = 0; i < in.getAttributeCount(); i++) {
            String name = in.getAttributeLocalName(i);
            String space = in.getAttributeNamespace(i);
            if (root && SIZE.contains(name)) {
                continue;
            }
            String value = renamed(name, in.getAttributeValue(i), prefix);
            if (XLINK.equals(space)) {
                out.writeAttribute("xlink", XLINK, name, value);
            } else if (space == null || space.isEmpty()) {
                out.writeAttribute(name, value);
            }
        }
    }

    private static String renamed(String name, String value, String prefix) {
        if (name.equals("id")) {
            return prefix + value;
        }
        return name.equals("href") && value.startsWith("#")
                ? "#" + prefix + value.substring(1)
                : value.replace("url(#", "url(#" + prefix);
    }
}
