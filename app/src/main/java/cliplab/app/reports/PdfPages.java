// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.reports;

import cliplab.app.runs.Version;
import cliplab.viz.style.FigureFonts;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Lays a document out on pages, with the fonts that ship with the program embedded. Stateless. */
final class PdfPages {
    private static final int REGULAR = 400;
    private static final int BOLD = 700;

    private PdfPages() {}

    static byte[] of(String document) throws IOException {
        XRLog.setLoggingEnabled(false); // it would talk on the standard error stream, of our own pages
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new PdfRendererBuilder()
                .useFont(FigureFonts.REGULAR::open, FigureFonts.FAMILY, REGULAR, FontStyle.NORMAL, true)
                .useFont(FigureFonts.BOLD::open, FigureFonts.FAMILY, BOLD, FontStyle.NORMAL, true)
                // Tagged for readers that speak; also, it then looks for no font of the system, nor notes them in the
                // home folder.
                .usePdfUaAccessibility(true)
                .withHtmlContent(document, null)
                .withProducer("CLIP Lab " + Version.program())
                .toStream(bytes)
                .run();
        return bytes.toByteArray();
    }
}
