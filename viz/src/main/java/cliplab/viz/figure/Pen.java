// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import cliplab.viz.style.FigureFonts;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;

/** The few things that figures without a chart draw; every text as text. Used for one drawing. */
final class Pen {
    private static final FontRenderContext MEASURE = new FontRenderContext(null, true, true);

    private final Graphics2D g;

    Pen(Graphics2D g) {
        this.g = g;
    }

    static Font font(int height) {
        return FigureFonts.REGULAR.anyScript(height);
    }

    static double width(String text, Font font) {
        return font.getStringBounds(text, MEASURE).getWidth();
    }

    void fill(Shape shape, Color colour) {
        g.setPaint(colour);
        g.fill(shape);
    }

    void box(double x, double y, double width, double height, Color colour) {
        fill(new Rectangle2D.Double(x, y, width, height), colour);
    }

    void outline(Shape shape, Color colour, double thickness) {
        g.setPaint(colour);
        g.setStroke(new BasicStroke((float) thickness, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
        g.draw(shape);
    }

    /**
     * @param x of the text's left end (0), middle (0.5) or right end (1), by {@code anchor}
     * @param middle the height on which small letters are centred
     */
    void text(String text, Font font, Color ink, double x, double middle, double anchor) {
        g.setFont(font);
        g.setPaint(ink);
        g.drawString(text, (float) (x - anchor * width(text, font)), (float) baseline(font, middle));
    }

    /** A ring of the ground's colour around the letters, so that they are read on anything. */
    void halo(String text, Font font, Color ground, double x, double middle, double anchor) {
        Shape letters = font.createGlyphVector(MEASURE, text)
                .getOutline((float) (x - anchor * width(text, font)), (float) baseline(font, middle));
        outline(letters, ground, 3);
    }

    /** Text that leads up to the right, at 45°, from a point. */
    void slanted(String text, Font font, Color ink, double x, double y) {
        AffineTransform before = g.getTransform();
        g.translate(x, y);
        g.rotate(-Math.PI / 4);
        text(text, font, ink, 0, 0, 0);
        g.setTransform(before);
    }

    /** Capitals and digits then stand in the middle. */
    private static double baseline(Font font, double middle) {
        return middle + 0.36 * font.getSize();
    }

    /** The beginning of a text, with an ellipsis, where all of it is too long. */
    static String fitted(String text, Font font, double room) {
        String left = text;
        while (left.length() > 1 && width(left, font) > room) {
            left = left.substring(0, left.length() - (left.endsWith("…") ? 2 : 1))
                            .strip() + "…";
        }
        return left;
    }
}
