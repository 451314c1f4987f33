// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.platform;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.logging.Logger;
import javafx.scene.text.Font;

/** The fonts that ship with the program. */
public final class Fonts {
    private static final Logger LOG = Logger.getLogger(Fonts.class.getName());
    private static final List<String> FILES = List.of("Inter-Regular", "Inter-SemiBold", "Inter-Bold");
    private static final double ANY_SIZE = 13;

    private Fonts() {}

    /** Makes them known to JavaFX, where the system may not have them. Before the first scene; FX thread. */
    public static void load() {
        for (String name : FILES) {
            try (InputStream file = Fonts.class.getResourceAsStream("/cliplab/assets/fonts/" + name + ".otf")) {
                if (file == null || Font.loadFont(file, ANY_SIZE) == null) {
                    LOG.warning(() -> name + " cannot be loaded; the system's font stands in");
                }
            } catch (IOException e) {
                LOG.warning(() -> name + " cannot be read: " + e);
            }
        }
    }
}
