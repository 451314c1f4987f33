// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.export;

import cliplab.viz.style.FigureFonts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jfree.svg.SVGGraphics2D;
import org.jfree.svg.SVGUtils;

/** Vectors and text; the letters that occur are embedded, so that it looks the same where there is no such font. */
final class SvgFile {
    /** Names of ours beside those of SVG. */
    static final String NAMESPACE = "https://cliplab.org/ns/figure";

    static final String JSON = "settings";
    private static final int DECIMALS = 3;

    private SvgFile() {}

    static byte[] of(FigurePage page, Provenance provenance, ExportSize size) throws IOException {
        SVGGraphics2D g = new SVGGraphics2D(size.width(), size.height());
        // Otherwise the time of day.
        g.setDefsKeyPrefix("f");
        g.setGeomDoubleConverter(SVGUtils.createDoubleConverter(DECIMALS));
        g.setFontFunction(SvgFile::families);
        page.draw(g);
        String element =
                g.getSVGElement(null, true, new org.jfree.svg.ViewBox(0, 0, size.width(), size.height()), null, null);
        int inside = element.indexOf('>') + 1;
        String text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + element.substring(0, inside)
                + "\n<title>" + escaped(provenance.title()) + "</title>"
                + "\n<desc>" + escaped(provenance.caption()) + "</desc>"
                + "\n<metadata><" + JSON + " xmlns=\"" + NAMESPACE + "\">" + escaped(provenance.json())
                + "</" + JSON + "></metadata>"
                + "\n<style>" + FontFaces.css(element) + "text{font-kerning:none;white-space:pre}</style>\n"
                + element.substring(inside)
                + "\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** All of it, unlike JFreeSVG's own, which takes "&amp;" for escaped already. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String families(String family) {
        return family.equals(FigureFonts.FAMILY) ? '"' + family + "\", Inter, sans-serif" : "sans-serif";
    }
}
