// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.export;

import cliplab.viz.style.FigureFonts;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2DFontTextDrawer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.util.Matrix;

/** One page of vectors and text, as large as the figure, with the letters that occur embedded. */
final class PdfFile {
    static final String JSON = "CLIPLab";
    /** PDF counts in 1/72 inch. */
    private static final float POINTS_PER_UNIT = 72 / 96f;

    private PdfFile() {}

    static byte[] of(FigurePage page, Provenance provenance, ExportSize size) throws IOException {
        try (PDDocument document = new PDDocument();
                PdfBoxGraphics2DFontTextDrawer letters = new PdfBoxGraphics2DFontTextDrawer()) {
            for (FigureFonts font : FigureFonts.values()) {
                try (InputStream file = font.open()) {
                    letters.registerFont(font.fontName(), PDType0Font.load(document, file, true));
                }
            }
            PdfBoxGraphics2D g = new PdfBoxGraphics2D(document, size.width(), size.height());
            g.setFontTextDrawer(letters);
            page.draw(g);
            g.dispose();
            PDPage sheet = new PDPage(new PDRectangle(size.width() * POINTS_PER_UNIT, size.height() * POINTS_PER_UNIT));
            document.addPage(sheet);
            try (PDPageContentStream content = new PDPageContentStream(document, sheet)) {
                content.transform(Matrix.getScaleInstance(POINTS_PER_UNIT, POINTS_PER_UNIT));
                content.drawForm(g.getXFormObject());
            }
            // No dates: the same figure is the same file.
            PDDocumentInformation information = document.getDocumentInformation();
            information.setTitle(provenance.title());
            information.setSubject(provenance.caption());
            information.setCreator("CLIP Lab");
            information.setCustomMetadataValue(JSON, provenance.json());
            document.getDocumentCatalog().setLanguage("en-GB");
            document.setDocumentId(0L);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        }
    }
}
