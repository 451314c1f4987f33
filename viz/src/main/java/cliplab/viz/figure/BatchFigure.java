// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import cliplab.viz.style.Palette;
import cliplab.viz.text.Messages;
import cliplab.viz.text.Numbers;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One batch as the loss sees it: the logits of all its images with all its captions, and beside them the hardest wrong captions.
 * Immutable but for its palette.
 */
public final class BatchFigure implements Figure {
    private static final double LIST = 250;
    private static final double LINE = 15;
    private static final double SCALE = 26;

    private final BatchView batch;
    private final BatchReading reading;
    private final double low;
    private final double high;
    private Palette palette = Palette.LIGHT;

    public BatchFigure(BatchView batch, BatchReading reading) {
        this.batch = batch;
        this.reading = reading;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (float[] row : batch.logits()) {
            for (float logit : row) {
                if (Float.isFinite(logit)) {
                    least = Math.min(least, logit);
                    most = Math.max(most, logit);
                }
            }
        }
        low = least;
        high = most;
    }

    @Override
    public String title() {
        return Messages.text("batch.title");
    }

    @Override
    public void apply(Palette newPalette) {
        palette = newPalette;
    }

    @Override
    public List<String> notes() {
        return List.of(
                Messages.text(
                                "batch.summary",
                                batch.step(),
                                batch.size(),
                                reading.captions(),
                                reading.rightCount(),
                                reading.twinCount())
                        + ".",
                Messages.text("batch.note"));
    }

    @Override
    public DataTable table() {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            int matched = reading.matched()[i];
            rows.add(List.of(
                    i + 1,
                    batch.captions().get(i),
                    matched < 0 ? "" : batch.captions().get(matched),
                    reading.ranks()[i],
                    reading.losses()[i],
                    reading.twins()[i],
                    (double) batch.logits()[i][i]));
        }
        return new DataTable(
                List.of(
                        Messages.text("batch.column.pair"),
                        Messages.text("batch.column.caption"),
                        Messages.text("batch.column.matched"),
                        Messages.text("batch.column.rank"),
                        Messages.text("batch.column.loss"),
                        Messages.text("batch.column.duplicates"),
                        Messages.text("batch.column.logit")),
                rows);
    }

    @Override
    public void draw(Graphics2D g, Rectangle2D area) {
        Pen pen = new Pen(g);
        double list = Math.min(LIST, area.getWidth() * 0.4);
        double side = Math.min(area.getWidth() - list - 44, area.getHeight() - SCALE - 20);
        double left = area.getX() + 22;
        double top = area.getY() + 18;
        Font font = Pen.font(11);
        // Else a small batch is blurred, and a large one loses its own captions between the pixels.
        g.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION,
                batch.size() < side
                        ? RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR
                        : RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.drawImage(cells(), (int) left, (int) top, (int) side, (int) side, null);
        pen.outline(new Rectangle2D.Double((int) left, (int) top, (int) side, (int) side), palette.grid(), 1);
        pen.text(Messages.text("batch.axis.captions"), font, palette.muted(), left, area.getY() + 8, 0);
        g.rotate(-Math.PI / 2, left - 12, top + side);
        pen.text(Messages.text("batch.axis.images"), font, palette.muted(), left - 12, top + side, 0);
        g.rotate(Math.PI / 2, left - 12, top + side);
        drawScale(pen, left, top + side + 8, Math.min(side, 200));
        drawHardest(pen, left + side + 22, top, area.getMaxX(), area.getMaxY());
    }

    private BufferedImage cells() {
        int size = Math.max(1, batch.size());
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        for (int row = 0; row < batch.size(); row++) {
            for (int column = 0; column < batch.size(); column++) {
                image.setRGB(column, row, colour(batch.logits()[row][column]).getRGB());
            }
        }
        return image;
    }

    private Color colour(double logit) {
        return Double.isFinite(logit) && high > low
                ? Palette.between(palette.plot(), palette.accent(), (logit - low) / (high - low))
                : palette.grid();
    }

    private void drawScale(Pen pen, double left, double top, double width) {
        if (!(high > low)) {
            return;
        }
        int steps = 40;
        for (int i = 0; i < steps; i++) {
            Color colour = colour(low + (high - low) * i / (steps - 1.0));
            pen.box(left + width * i / steps, top, width / steps + 0.5, 7, colour);
        }
        Font font = Pen.font(10);
        pen.text(number(low), font, palette.muted(), left, top + 15, 0);
        pen.text(Messages.text("batch.column.logit"), font, palette.muted(), left + width / 2, top + 15, 0.5);
        pen.text(number(high), font, palette.muted(), left + width, top + 15, 1);
    }

    private static String number(double logit) {
        return String.format(Locale.ROOT, "%.1f", logit).replace('-', '−');
    }

    private void drawHardest(Pen pen, double left, double top, double right, double bottom) {
        Font font = Pen.font(11);
        double y = top + 6;
        pen.text(Messages.text("batch.hardest.list"), font, palette.muted(), left, y, 0);
        for (BatchReading.HardNegative each : reading.hardest()) {
            if (y + 2.6 * LINE > bottom) {
                return;
            }
            y += 1.4 * LINE;
            pen.text(
                    Pen.fitted(batch.captions().get(each.image()), font, right - left),
                    font,
                    palette.text(),
                    left,
                    y,
                    0);
            y += LINE;
            String wrong = Messages.text(
                    "batch.hardest.of",
                    batch.captions().get(each.text()),
                    Messages.text("batch.hardest.margin", Numbers.two(each.margin())));
            pen.text(
                    Pen.fitted(wrong, font, right - left - 12),
                    font,
                    each.margin() > 0 ? palette.bad() : palette.muted(),
                    left + 12,
                    y,
                    0);
        }
    }
}
