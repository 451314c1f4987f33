// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import cliplab.viz.style.Palette;
import cliplab.viz.text.Messages;
import cliplab.viz.text.Numbers;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The two towers of a network from left to right, image above text, that meet in the cosine and end in the loss. The first part
 * of the table is the upper tower, the second the lower one; whatever follows belongs to where they meet. Immutable but for its
 * palette.
 */
public final class NetworkFigure implements Figure {
    /** Smaller where the boxes are narrow: their words are told nowhere else. */
    private static final int LARGEST_LETTERS = 10;

    private static final int SMALLEST_LETTERS = 5;
    /** In heights of letters. */
    private static final double LINE = 1.3;

    private static final double ARROW = 12;
    /** More room where the towers meet. */
    private static final double MEETING = 26;

    private static final double WIDEST = 130;
    /** Between the middles of the towers, in heights of a box. */
    private static final double APART = 2.2;

    private final LayerTable layers;
    private Palette palette = Palette.LIGHT;

    public NetworkFigure(LayerTable layers) {
        this.layers = layers;
    }

    @Override
    public String title() {
        return Messages.text("network.title");
    }

    @Override
    public void apply(Palette newPalette) {
        palette = newPalette;
    }

    @Override
    public List<String> notes() {
        return List.of(Messages.text("network.note", Numbers.count(layers.total())));
    }

    @Override
    public DataTable table() {
        List<List<Object>> rows = new ArrayList<>();
        for (String tower : layers.towers()) {
            for (LayerRow row : layers.layers(tower)) {
                rows.add(List.of(tower, row.name(), row.outputShape(), row.parameterShape(), row.parameters()));
            }
        }
        return new DataTable(
                List.of(
                        Messages.text("network.tower"),
                        Messages.text("network.layer"),
                        Messages.text("network.output"),
                        Messages.text("network.shape"),
                        Messages.text("network.count")),
                rows);
    }

    @Override
    public void draw(Graphics2D g, Rectangle2D area) {
        Pen pen = new Pen(g);
        List<String> parts = layers.towers();
        List<List<List<String>>> towers = new ArrayList<>();
        for (int lane = 0; lane < Math.min(2, parts.size()); lane++) {
            towers.add(tower(Messages.text(lane == 0 ? "network.image" : "network.text"), parts.get(lane)));
        }
        int longest = towers.stream().mapToInt(List::size).max().orElse(0);
        int lines =
                towers.stream().flatMap(List::stream).mapToInt(List::size).max().orElse(1);
        List<String> join = new ArrayList<>(List.of(Messages.text("network.join")));
        parts.stream().skip(2).flatMap(part -> layers.layers(part).stream()).forEach(row -> join.add(row.name()));
        // Two more columns: where they meet, and the loss.
        double step = Math.min(WIDEST + ARROW, (area.getWidth() + ARROW - MEETING) / (longest + 2));
        double box = step - Math.min(ARROW, step / 5);
        Font font = font(Stream.concat(towers.stream().flatMap(List::stream), Stream.of(join)), box - 4);
        double line = font.getSize() * LINE;
        double height = Math.min((lines + 1.5) * line, area.getHeight() / Math.max(1, towers.size()) * 0.85);
        double lane = Math.min(area.getHeight() / Math.max(1, towers.size()), height * APART);
        double left = area.getCenterX() - ((longest + 1) * step + MEETING + box) / 2;
        double middle = area.getCenterY();
        double meet = left + longest * step + MEETING;
        for (int i = 0; i < towers.size(); i++) {
            double y = middle + (i - (towers.size() - 1) / 2.0) * lane;
            List<List<String>> tower = towers.get(i);
            for (int b = 0; b < tower.size(); b++) {
                // Both end in the same column.
                double x = left + (longest - tower.size() + b) * step;
                box(pen, x, y, box, height, tower.get(b), font);
                if (b < tower.size() - 1) {
                    arrow(pen, x + box, y, x + step, y);
                } else {
                    arrow(pen, x + box, y, meet, middle + (i - 0.5) * line);
                }
            }
        }
        box(pen, meet, middle, box, height, join, font);
        arrow(pen, meet + box, middle, meet + step, middle);
        box(pen, meet + step, middle, box, height, List.of(Messages.text("network.loss")), font);
    }

    /** The largest in which all words fit. */
    private static Font font(Stream<List<String>> boxes, double room) {
        List<String> words =
                boxes.flatMap(List::stream).flatMap(NetworkFigure::halves).toList();
        int letters = LARGEST_LETTERS;
        while (letters > SMALLEST_LETTERS && widest(words, Pen.font(letters)) > room) {
            letters--;
        }
        return Pen.font(letters);
    }

    private static double widest(List<String> words, Font font) {
        return words.stream().mapToDouble(word -> Pen.width(word, font)).max().orElse(0);
    }

    /** The words of each box. */
    private List<List<String>> tower(String input, String part) {
        List<List<String>> boxes = new ArrayList<>(List.of(List.of(input)));
        for (List<LayerRow> block : layers.blocks(part)) {
            List<String> words = new ArrayList<>();
            block.forEach(row -> words.add(row.name()));
            words.add(block.getLast().outputShape());
            int parameters = block.stream().mapToInt(LayerRow::parameters).sum();
            if (parameters > 0) {
                words.add(Numbers.count(parameters));
            }
            boxes.add(words);
        }
        boxes.add(List.of(Messages.text("network.vector")));
        return boxes;
    }

    private void box(Pen pen, double x, double middle, double width, double height, List<String> said, Font font) {
        RoundRectangle2D frame = new RoundRectangle2D.Double(x, middle - height / 2, width, height, 8, 8);
        pen.fill(frame, Palette.between(palette.plot(), palette.accent(), 0.08));
        pen.outline(frame, palette.muted(), 1);
        List<String> lines = said.stream()
                .flatMap(words -> Pen.width(words, font) <= width - 4 ? Stream.of(words) : halves(words))
                .toList();
        double line = font.getSize() * LINE;
        double y = middle - (lines.size() - 1) * line / 2;
        for (String words : lines) {
            pen.text(Pen.fitted(words, font, width - 4), font, palette.text(), x + width / 2, y, 0.5);
            y += line;
        }
    }

    private static Stream<String> halves(String line) {
        int space = line.lastIndexOf(' ');
        return space < 0 ? Stream.of(line) : Stream.of(line.substring(0, space), line.substring(space + 1));
    }

    private void arrow(Pen pen, double fromX, double fromY, double toX, double toY) {
        double angle = Math.atan2(toY - fromY, toX - fromX);
        Line2D shaft = new Line2D.Double(fromX, fromY, toX - 4 * Math.cos(angle), toY - 4 * Math.sin(angle));
        pen.outline(shaft, palette.muted(), 1.2);
        Path2D head = new Path2D.Double();
        head.moveTo(toX, toY);
        head.lineTo(toX - 6 * Math.cos(angle - 0.5), toY - 6 * Math.sin(angle - 0.5));
        head.lineTo(toX - 6 * Math.cos(angle + 0.5), toY - 6 * Math.sin(angle + 0.5));
        head.closePath();
        pen.fill(head, palette.muted());
    }
}
