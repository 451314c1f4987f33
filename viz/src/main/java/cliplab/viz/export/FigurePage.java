// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.export;

import cliplab.viz.figure.Figure;
import cliplab.viz.style.FigureFonts;
import cliplab.viz.style.Palette;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * A figure with its title above it, and below it what a reader must know and where it came from. The same drawing for every
 * format.
 */
final class FigurePage {
    private static final int MARGIN = 14;
    private static final int GAP = 6;
    private static final Font TITLE = FigureFonts.BOLD.anyScript(15);
    private static final Font NOTE = FigureFonts.REGULAR.anyScript(11);
    private static final Font CAPTION = FigureFonts.REGULAR.anyScript(10);

    private final Figure figure;
    private final Provenance provenance;
    private final Palette palette;
    private final int width;
    private final int height;

    FigurePage(Figure figure, Provenance provenance, Palette palette, ExportSize size) {
        this.figure = figure;
        this.provenance = provenance;
        this.palette = palette;
        width = size.width();
        height = size.height();
    }

    /** @param g whose unit is that of {@link ExportSize} */
    void draw(Graphics2D g) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        g.setPaint(palette.background());
        g.fill(new Rectangle2D.Double(0, 0, width, height));
        double top = MARGIN + paragraph(g, List.of(provenance.title()), TITLE, palette.text(), MARGIN) + GAP;
        double bottom = height - MARGIN;
        bottom = upwards(g, List.of(provenance.caption()), CAPTION, palette.muted(), bottom);
        bottom = upwards(g, figure.notes(), NOTE, palette.text(), bottom - GAP);
        figure.apply(palette);
        figure.draw(g, new Rectangle2D.Double(MARGIN, top, width - 2 * MARGIN, Math.max(1, bottom - GAP - top)));
    }

    /** Ends at {@code bottom}; returns where it begins. */
    private double upwards(Graphics2D g, List<String> paragraphs, Font font, Color ink, double bottom) {
        double lines = lines(g, paragraphs, font).size()
                * (double) g.getFontMetrics(font).getHeight();
        paragraph(g, paragraphs, font, ink, bottom - lines);
        return bottom - lines;
    }

    /** Returns how high it is. */
    private double paragraph(Graphics2D g, List<String> paragraphs, Font font, Color ink, double top) {
        FontMetrics metrics = g.getFontMetrics(font);
        g.setFont(font);
        g.setPaint(ink);
        double y = top;
        for (String line : lines(g, paragraphs, font)) {
            g.drawString(line, MARGIN, (float) (y + metrics.getAscent()));
            y += metrics.getHeight();
        }
        return y - top;
    }

    /** Broken between words where they do not fit side by side, and within a word that fills more than a line. */
    private List<String> lines(Graphics2D g, List<String> paragraphs, Font font) {
        FontMetrics metrics = g.getFontMetrics(font);
        List<String> lines = new ArrayList<>();
        for (String paragraph : paragraphs) {
            String line = "";
            for (String word : paragraph.split(" ", -1)) {
                String longer = line.isEmpty() ? word : line + " " + word;
                if (!line.isEmpty() && !fits(longer, metrics)) {
                    lines.add(line);
                    longer = word;
                }
                line = longer;
                while (!fits(line, metrics)) {
                    int end = beginning(line, metrics);
                    lines.add(line.substring(0, end));
                    line = line.substring(end);
                }
            }
            lines.add(line);
        }
        return lines;
    }

    private boolean fits(String text, FontMetrics metrics) {
        return metrics.stringWidth(text) <= width - 2 * MARGIN;
    }

    /** How much of a text fits; at least its first letter, all of which may be wider than the page. */
    private int beginning(String text, FontMetrics metrics) {
        int end = text.offsetByCodePoints(0, 1);
        while (end < text.length() && fits(text.substring(0, text.offsetByCodePoints(end, 1)), metrics)) {
            end = text.offsetByCodePoints(end, 1);
        }
        return end;
    }
}
