// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.style;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import javax.swing.text.StyleContext;

/**
 * The fonts that ship with the program, for figures: AWT knows nothing of those that JavaFX has loaded. Inter under a name of
 * its own, so that no font of the system takes its place and a figure is the same everywhere. Any thread.
 */
public enum FigureFonts {
    REGULAR(Font.PLAIN, "InterFigures-Regular"),
    BOLD(Font.BOLD, "InterFigures-Bold");

    /** The family of both. */
    public static final String FAMILY = "Inter Figures";

    private static final StyleContext SYSTEM = new StyleContext();

    private final int style;
    private final String file;

    FigureFonts(int style, String file) {
        this.style = style;
        this.file = file;
    }

    /** Loaded once, by whoever needs them first. */
    private static final class Registered {
        static {
            for (FigureFonts font : values()) {
                try (InputStream stream = font.open()) {
                    boolean _ = GraphicsEnvironment.getLocalGraphicsEnvironment()
                            .registerFont(Font.createFont(Font.TRUETYPE_FONT, stream));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } catch (FontFormatException e) {
                    throw new IllegalStateException(font.file + " cannot be loaded", e);
                }
            }
        }

        static void touch() {}
    }

    /** Makes them known to AWT; before a figure is drawn. The first call takes some 50 ms, the others nothing. */
    public static void register() {
        Registered.touch();
    }

    /** The name that AWT gives the font, {@link Font#getFontName()}. */
    public String fontName() {
        return FAMILY + (style == Font.BOLD ? " Bold" : " Regular");
    }

    /** @param height of a line's letters, in units of what is drawn on */
    public Font size(int height) {
        return new Font(FAMILY, style, height);
    }

    /** The same with fonts of the system for letters that it lacks, as in Chinese names. */
    public Font anyScript(int height) {
        register();
        return SYSTEM.getFont(FAMILY, style, height);
    }

    /** The font's own file, TrueType, to be embedded; closed by the caller. */
    public InputStream open() {
        String path = "/cliplab/assets/fonts/" + file + ".ttf";
        InputStream stream = FigureFonts.class.getResourceAsStream(path);
        if (stream == null) {
            throw new IllegalStateException(path + " is not on the class path");
        }
        return stream;
    }
}
