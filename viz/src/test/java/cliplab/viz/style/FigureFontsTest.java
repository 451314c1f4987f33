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
        assertEquals("Inter", new Font("Inter", Font.PLAIN, 12).getFamily());
        assertEquals("Inter Semi Bold", new Font("Inter Semi Bold", Font.PLAIN, 12).getFamily());
        assertEquals(-1, new Font("Inter", Font.PLAIN, 12).canDisplayUpTo("log N ≤ 4.16 τ →"));
    }
}
