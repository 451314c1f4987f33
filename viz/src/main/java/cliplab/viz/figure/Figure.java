// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import cliplab.viz.style.Palette;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** A picture of numbers, drawable without a screen. Not thread-safe: it belongs to the thread that feeds it. */
public interface Figure {
    String title();

    /** A snapshot of the numbers. */
    DataTable table();

    void apply(Palette palette);

    /**
     * Draws everything but the title and the notes, in the palette applied last. Leaves the graphics' font, colours and strokes
     * as they happen to be.
     *
     * @param area in the graphics' units, of which letters are 11 high
     */
    void draw(Graphics2D g, Rectangle2D area);

    /** What to say instead of drawing, while there are no numbers; else empty. */
    default String hint() {
        return "";
    }

    /** What a reader must know beside the picture, in whole sentences. */
    default List<String> notes() {
        return List.of();
    }
}
