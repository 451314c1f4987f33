// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import cliplab.viz.style.FigureFonts;
import cliplab.viz.style.Palette;
import cliplab.viz.text.Messages;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.Range;

/**
 * Curves of a run over steps, epochs or time. Appending only stores numbers; {@link #refresh} picks what is drawn of them. The
 * horizontal axis grows by doubling until the planned end, so that it rarely moves.
 */
public abstract sealed class LineFigure implements ChartFigure
        permits AccuracyFigure, CompanionFigure, CosineFigure, LossFigure {
    private static final double SECONDS = 4;
    /** A share of the horizontal axis. */
    private static final double END = 0.008;

    private final String title;
    private final Sheet sheet = new Sheet();
    private final XYPlot plot = sheet.plot();
    private final List<Layer> layers = new ArrayList<>();
    private final DoubleFunction<String> words;
    private final List<PointBuffer> clocks;
    private final double leastEpochs;
    private final ValueMarker mark = new ValueMarker(0);
    private double marked = Double.NaN;
    private Palette palette = Palette.LIGHT;
    private XAxisKind kind = XAxisKind.STEP;
    private double stepsPerEpoch = 1;
    private double epochs = 1;
    private long version;
    private boolean alone;

    /**
     * @param words a value of the read-out
     * @param clocks whose points say how far the run is
     * @param leastEpochs how much the horizontal axis shows at the beginning
     */
    LineFigure(
            String title,
            DoubleFunction<String> words,
            List<PointBuffer> clocks,
            double leastEpochs,
            List<ValueAxis> vertical) {
        this.title = title;
        this.words = words;
        this.clocks = clocks;
        this.leastEpochs = leastEpochs;
        for (int i = 0; i < vertical.size(); i++) {
            Layer layer = new Layer();
            layers.add(layer);
            plot.setDataset(i, layer);
            plot.setRenderer(i, layer.renderer(), false);
            plot.setRangeAxis(i, vertical.get(i), false);
            plot.setRangeAxisLocation(i, i == 0 ? AxisLocation.BOTTOM_OR_LEFT : AxisLocation.BOTTOM_OR_RIGHT, false);
            plot.mapDatasetToRangeAxis(i, i);
        }
        mark.setStroke(Look.dashed(1.5));
        axis(XAxisKind.STEP);
    }

    /** A line on the vertical axis {@code axis}. Later lines lie over earlier ones. */
    final Line add(int axis, Line line) {
        layers.get(axis).lines().add(line);
        return line;
    }

    /** @param planned epochs */
    final void plan(int steps, int planned) {
        if (steps < 1 || planned < 1) {
            throw new IllegalArgumentException(steps + " steps an epoch, " + planned + " epochs");
        }
        stepsPerEpoch = steps;
        epochs = planned;
        changed();
    }

    final double stepsPerEpoch() {
        return stepsPerEpoch;
    }

    final void changed() {
        version++;
    }

    /** To be called where a look changed. */
    final void dress() {
        layers.forEach(layer -> layer.dress(palette));
        changed();
    }

    final void vertical(ValueAxis axis) {
        plot.setRangeAxis(axis);
        apply(palette);
    }

    /** What the horizontal axis counts; zoom ends. */
    public final void axis(XAxisKind newKind) {
        kind = newKind;
        plot.setDomainAxis(Axes.horizontal(
                kind,
                switch (kind) {
                    case STEP -> Messages.text("chart.axis.step");
                    case EPOCH -> Messages.text("chart.axis.epoch");
                    case TIME -> Messages.text("chart.axis.time");
                }));
        apply(palette);
    }

    public final XAxisKind axis() {
        return kind;
    }

    /** Draws the vertical line of the epoch that is looked at. */
    public final void mark(int epoch) {
        marked = epoch;
        changed();
    }

    public final void unmark() {
        marked = Double.NaN;
        changed();
    }

    @Override
    public final String title() {
        return title;
    }

    @Override
    public final JFreeChart chart() {
        return sheet.chart();
    }

    @Override
    public final long version() {
        return version;
    }

    @Override
    public String hint() {
        boolean empty = clocks.stream().allMatch(clock -> clock.size() == 0);
        return empty ? Messages.text("chart.empty") : "";
    }

    @Override
    public final void apply(Palette newPalette) {
        palette = newPalette;
        sheet.apply(palette);
        mark.setPaint(palette.accent());
        Sheet.dress(plot.getDomainAxis(), palette, palette.muted());
        for (int i = 0; i < plot.getRangeAxisCount(); i++) {
            // With two axes, each has the colour of its line.
            Sheet.dress(
                    plot.getRangeAxis(i),
                    palette,
                    layers.size() == 1
                            ? palette.muted()
                            : layers.get(i).lines().isEmpty()
                                    ? palette.muted()
                                    : layers.get(i)
                                            .lines()
                                            .getFirst()
                                            .look()
                                            .ink()
                                            .apply(palette));
        }
        dress();
    }

    /** Whether it is drawn as a picture that stands by itself, with no other chart and no mouse to say more. */
    final boolean isAlone() {
        return alone;
    }

    /** The last word before lines are drawn. */
    void prepare() {}

    @Override
    public final void refresh(int pixels) {
        FigureFonts.register();
        prepare();
        Range horizon = new Range(0, horizon());
        layers.forEach(layer -> layer.extent(horizon));
        ValueAxis x = plot.getDomainAxis();
        x.configure();
        for (int i = 0; i < layers.size(); i++) {
            boolean positive = plot.getRangeAxis(i) instanceof LogAxis;
            Window window = new Window(kind, x.getLowerBound(), x.getUpperBound(), pixels, positive);
            layers.get(i).refresh(window, horizon);
            for (Line line : layers.get(i).lines()) {
                Tag tag = line.tag();
                if (tag != null) {
                    tag.place(plot, line, palette, positive);
                }
            }
        }
        plot.removeDomainMarker(mark);
        double place = Double.isNaN(marked) ? Double.NaN : place(marked);
        if (Double.isFinite(place)) {
            mark.setValue(place);
            plot.addDomainMarker(mark);
        }
    }

    /** Once and for good: with room beyond both ends, so that the outermost markers are whole. */
    @Override
    public final void draw(Graphics2D g, Rectangle2D area) {
        alone = true;
        plot.getDomainAxis().setLowerMargin(END);
        plot.getDomainAxis().setUpperMargin(END);
        ChartFigure.super.draw(g, area);
    }

    private double horizon() {
        double now =
                clocks.stream().mapToDouble(clock -> clock.last(kind)).max().orElse(0);
        double shown = switch (kind) {
            case STEP -> leastEpochs * stepsPerEpoch;
            case EPOCH -> leastEpochs;
            case TIME -> SECONDS;
        };
        double end = switch (kind) {
            case STEP -> epochs * stepsPerEpoch;
            case EPOCH -> epochs;
            case TIME -> Math.max(1, now);
        };
        while (shown < now) {
            shown *= 2;
        }
        return now <= end ? Math.min(shown, end) : shown;
    }

    /** Where an epoch's end lies on the horizontal axis; NaN where that is not known. */
    private double place(double epoch) {
        return switch (kind) {
            case STEP -> epoch * stepsPerEpoch;
            case EPOCH -> epoch;
            case TIME ->
                clocks.stream()
                        .filter(clock -> clock.from(XAxisKind.EPOCH, epoch) < clock.size())
                        .mapToDouble(clock -> clock.xs(XAxisKind.TIME)[clock.from(XAxisKind.EPOCH, epoch)])
                        .findFirst()
                        .orElse(Double.NaN);
        };
    }

    @Override
    public final DataTable table() {
        return Tables.join(
                List.of(
                        Messages.text("chart.column.step"),
                        Messages.text("chart.column.epoch"),
                        Messages.text("chart.column.seconds")),
                columns());
    }

    abstract List<Tables.Column> columns();

    @Override
    public final String readout(double x) {
        StringBuilder text = new StringBuilder(
                switch (kind) {
                    case STEP -> Messages.text("chart.at.step", Math.round(x));
                    case EPOCH -> Messages.text("chart.at.epoch", x);
                    case TIME -> Messages.text("chart.at.time", Axes.clock(x));
                });
        for (Layer layer : layers) {
            // What lies on top was drawn last and is read first.
            for (Line line : layer.lines().reversed()) {
                double value = line.at(kind, x);
                if (Double.isFinite(value)) {
                    text.append(" · ").append(line.label()).append(' ').append(words.apply(value));
                }
            }
        }
        return text.toString();
    }
}
