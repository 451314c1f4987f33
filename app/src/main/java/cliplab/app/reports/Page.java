// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.reports;

import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A document in the making, well-formed for readers of HTML and of XML alike. Belongs to the thread that makes it. */
final class Page {
    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter out;

    Page() {
        try {
            out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    /** A line of a table of two columns. */
    record Fact(String name, String value) {}

    /** @param attributes name, value, name, value … */
    Page open(String element, String... attributes) {
        try {
            out.writeStartElement(element);
            attributes(attributes);
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
        return this;
    }

    private void attributes(String... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            out.writeAttribute(attributes[i], attributes[i + 1]);
        }
    }

    Page text(String words) {
        try {
            out.writeCharacters(printable(words));
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
        return this;
    }

    Page close() {
        try {
            out.writeEndElement();
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
        return this;
    }

    /** An element that holds words and nothing else. */
    Page leaf(String element, String words, String... attributes) {
        return open(element, attributes).text(words).close();
    }

    /** An element that never holds anything, such as {@code img}. */
    Page empty(String element, String... attributes) {
        try {
            out.writeEmptyElement(element);
            attributes(attributes);
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
        return this;
    }

    /** A section with its heading, to be closed. */
    Page section(String id, String heading) {
        return open("section", "id", id).leaf("h2", heading);
    }

    /** A table of two columns, wide ones scroll. */
    Page facts(List<Fact> facts) {
        open("div", "class", "scroll").open("table", "class", "facts").open("tbody");
        for (Fact fact : facts) {
            open("tr").leaf("th", fact.name(), "scope", "row");
            leaf("td", fact.value()).close();
        }
        return close().close().close();
    }

    /** The head of a table. */
    Page head(List<String> columns) {
        open("thead").open("tr");
        columns.forEach(column -> leaf("th", column, "scope", "col"));
        return close().close();
    }

    /** For what is written in XML already; call nothing else of this page meanwhile. */
    XMLStreamWriter writer() {
        return out;
    }

    /** All so far. */
    @Override
    public String toString() {
        try {
            out.flush();
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
        return text.toString();
    }

    /** Neither HTML nor XML has control characters. */
    private static String printable(String words) {
        return words.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F\\uFFFE\\uFFFF]", "\uFFFD");
    }

    private static IllegalStateException impossible(XMLStreamException error) {
        return new IllegalStateException("a text in memory cannot be written", error);
    }
}
