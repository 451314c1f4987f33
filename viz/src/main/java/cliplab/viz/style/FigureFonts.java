// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.style;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.logging.Logger;

/** The fonts that ship with the program, for figures: AWT knows nothing of those that JavaFX has loaded. Any thread. */
public final class FigureFonts {
    private static final Logger LOG = Logger.getLogger(FigureFonts.class.getName());
    private static final List<String> FILES = List.of("Inter-Regular", "Inter-SemiBold", "Inter-Bold");

    private FigureFonts() {}

    /** Makes "Inter" and "Inter Semi Bold" known to AWT, where the system may not have them. Before the first figure. */
    public static void register() {
        for (String name : FILES) {
            try (InputStream file = FigureFonts.class.getResourceAsStream("/cliplab/assets/fonts/" + name + ".otf")) {
                if (file == null) {
                    LOG.warning(() -> name + " is not on the class path; the system's font stands in");
                    continue;
                }
                // False where the system has the font: then that one serves.
                boolean _ = GraphicsEnvironment.getLocalGraphicsEnvironment()
                        .registerFont(Font.createFont(Font.TRUETYPE_FONT, file));
            } catch (IOException | FontFormatException e) {
                LOG.warning(() -> name + " cannot be loaded: " + e);
            }
        }
    }
}
