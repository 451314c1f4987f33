// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.pane;

import cliplab.viz.figure.CellGrid;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/**
 * Captions above the columns of a grid: word below word where the columns are wide enough, else at 45°, else upright. What
 * is too long loses its beginning, first the words that all share, because captions differ at the end.
 */
record ColumnLabels(List<String> texts, double angle, double height, double size) {
    private static final double LINE = 13;
    private static final int LINES = 3;
    private static final double NARROWEST_SLANTED = 17;

    /**
     * @param highest the labels may become, in pixels
     * @param beside the last column, where its slanted label may reach
     */
    static ColumnLabels fitting(
            List<String> captions, double columnWidth, double highest, double beside, PaintedRegion region) {
        Font font = region.font(11);
        int lines =
                captions.stream().mapToInt(c -> c.split(" ", -1).length).max().orElse(1);
        boolean wordsFit = lines <= LINES
                && captions.stream()
                        .flatMap(c -> Arrays.stream(c.split(" ", -1)))
                        .allMatch(word -> region.textWidth(word, font) <= columnWidth - 4);
        if (wordsFit) {
            return new ColumnLabels(captions, 0, Math.max(2, lines) * LINE + 6, 11);
        }
        Font small = region.font(Math.clamp(columnWidth, 7, 10));
        boolean slanted = columnWidth >= NARROWEST_SLANTED;
        double rise = slanted ? Math.sqrt(0.5) : 1;
        double foot = slanted ? 12 : 6;
        double room = slanted ? Math.min(highest - foot, columnWidth / 2 + beside - 6) / rise : highest - foot;
        double longest = longest(captions, small, region);
        List<String> distinct = withoutCommonStart(captions);
        if (longest > room && !distinct.equals(captions)) {
            return fitting(distinct, columnWidth, highest, beside, region);
        }
        List<String> texts = captions.stream()
                .map(caption -> shortened(caption, room, small, region))
                .toList();
        double height = Math.min(longest, room) * rise + foot;
        return new ColumnLabels(texts, slanted ? -45 : -90, Math.max(40, height), small.getSize());
    }

    private static double longest(List<String> texts, Font font, PaintedRegion region) {
        return texts.stream()
                .mapToDouble(text -> region.textWidth(text, font))
                .max()
                .orElse(0);
    }

    /** The captions less the words that all of them begin with; each keeps at least its last word. */
    static List<String> withoutCommonStart(List<String> captions) {
        List<List<String>> words =
                captions.stream().map(c -> List.of(c.split(" ", -1))).toList();
        int common = 0;
        while (captions.size() > 1 && allShare(words, common)) {
            common++;
        }
        int dropped = common;
        return words.stream()
                .map(w -> String.join(" ", w.subList(dropped, w.size())))
                .toList();
    }

    private static boolean allShare(List<List<String>> words, int place) {
        return words.stream()
                .allMatch(w -> place < w.size() - 1
                        && w.get(place).equals(words.getFirst().get(place)));
    }

    private static String shortened(String text, double width, Font font, PaintedRegion region) {
        String left = text;
        while (left.length() > 1 && region.textWidth(left, font) > width) {
            left = "…" + left.substring(left.startsWith("…") ? 2 : 1);
        }
        return left;
    }

    void draw(GraphicsContext g, PaintedRegion region, CellGrid grid, IntFunction<Color> colour) {
        g.setFont(region.font(size));
        g.setTextAlign(angle == 0 ? TextAlignment.CENTER : TextAlignment.LEFT);
        for (int column = 0; column < texts.size(); column++) {
            g.save();
            g.setFill(colour.apply(column));
            g.translate(grid.x(column) + grid.width(column) / 2, grid.y(0));
            if (angle == 0) {
                String[] words = texts.get(column).split(" ", -1);
                for (int line = 0; line < words.length; line++) {
                    g.fillText(words[line], 0, (line - words.length + 0.5) * LINE - 2);
                }
            } else {
                g.translate(0, -5);
                g.rotate(angle);
                g.fillText(texts.get(column), 0, 0);
            }
            g.restore();
        }
    }
}
