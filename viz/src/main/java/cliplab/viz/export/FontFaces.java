// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.export;

import cliplab.viz.style.FigureFonts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TTFSubsetter;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/** The program's fonts as CSS that a document carries inside, so that it looks the same where there is no such font. Stateless. */
public final class FontFaces {
    /** What a browser needs of a font; without tables that would point at letters left out. */
    private static final List<String> TABLES =
            List.of("head", "hhea", "maxp", "OS/2", "name", "post", "cmap", "loca", "glyf", "hmtx");

    private FontFaces() {}

    /** Rules for the regular and the bold font, each with no more than the letters that occur in {@code letters}. */
    public static String css(String letters) throws IOException {
        StringBuilder css = new StringBuilder();
        for (FigureFonts font : FigureFonts.values()) {
            css.append("@font-face{font-family:'")
                    .append(FigureFonts.FAMILY)
                    .append("';font-weight:")
                    .append(font == FigureFonts.BOLD ? "bold" : "normal")
                    .append(";src:url(data:font/ttf;base64,")
                    .append(Base64.getEncoder().encodeToString(subset(font, letters)))
                    .append(") format('truetype')}");
        }
        return css.toString();
    }

    private static byte[] subset(FigureFonts font, String letters) throws IOException {
        try (InputStream file = font.open();
                TrueTypeFont whole = new TTFParser().parse(new RandomAccessReadBuffer(file))) {
            TTFSubsetter subsetter = new TTFSubsetter(whole, TABLES);
            subsetter.addAll(letters.codePoints().boxed().collect(Collectors.toSet()));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            subsetter.writeToStream(bytes);
            return bytes.toByteArray();
        }
    }
}
