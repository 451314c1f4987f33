// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.style;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.Font;
import org.junit.jupiter.api.Test;

class FigureFontsTest {
    @Test
    void headlessAwtKnowsTheFontsThatShip() {
        FigureFonts.register();
        FigureFonts.register(); // again does no harm
        for (FigureFonts face : FigureFonts.values()) {
            // In a size that nobody drew before: AWT keeps what it found once.
            Font font = face.size(37);
            assertEquals(face.fontName(), font.getFontName());
            assertEquals(-1, font.canDisplayUpTo("log N ≤ 4.16 τ → − · “…” ü"));
        }
    }
}
