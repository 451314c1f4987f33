// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import cliplab.viz.style.Palette;
import cliplab.viz.text.Messages;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jfree.chart.axis.ValueAxis;

/**
 * One measure of up to ten runs over each other; runs of one setup as their median with a band from least to greatest. Each has a
 * colour, a dash and, where its points are few, a marker that no other has; its floor is dotted and its chance line dashed in
 * the same colour, those that several share in grey.
 */
public final class ComparisonFigure extends CurveFigure {
    /** What is compared. */
    public enum Measure {
        LOSS,
        ACCURACY
    }

    /** What the horizontal axis counts. */
    public enum Axis {
        EPOCH,
        STEP,
        PAIRS,
        /** Seconds of training. */
        TIME
    }

    private static final List<Shape> MARKERS = List.of(Look.DOT, Look.SQUARE, Look.UP, Look.DIAMOND, Look.DOWN);
    /** Markers on more points than this would make one thick line. */
    private static final int MOST_MARKERS = 60;

    /** A share of the horizontal axis. */
    private static final double END = 0.008;

    private static final int COLOURS = Palette.LIGHT.series().size();

    private final Measure measure;
    private Axis axis = Axis.EPOCH;
    private List<ComparedCurve> runs = List.of();
    private final List<Curve> named = new ArrayList<>();

    public ComparisonFigure(Measure measure) {
        super(
                measure == Measure.LOSS ? Messages.text("comparison.loss") : Messages.text("comparison.accuracy"),
                Messages.text("comparison.empty"),
                horizontal(Axis.EPOCH),
                measure == Measure.LOSS
                        ? Axes.linear(Messages.text("loss.axis"))
                        : Axes.percent(Messages.text("accuracy.axis")));
        this.measure = measure;
    }

    private static ValueAxis horizontal(Axis axis) {
        return switch (axis) {
            case EPOCH -> Axes.horizontal(XAxisKind.EPOCH, Messages.text("chart.axis.epoch"));
            case STEP -> Axes.horizontal(XAxisKind.STEP, Messages.text("chart.axis.step"));
            case PAIRS -> Axes.horizontal(XAxisKind.STEP, Messages.text("comparison.axis.pairs"));
            case TIME -> Axes.horizontal(XAxisKind.TIME, Messages.text("chart.axis.time"));
        };
    }

    /**
     * Draws these runs instead of those before.
     *
     * @param newAxis what their x counts; where it is another, zoom ends
     * @param newRuns the last lies on top
     */
    public void show(Axis newAxis, List<ComparedCurve> newRuns) {
        if (newAxis != axis) {
            axis = newAxis;
            horizontalAxis(horizontal(axis));
        }
        runs = List.copyOf(newRuns);
        double end = runs.stream()
                .flatMapToDouble(run -> Arrays.stream(run.x()))
                .max()
                .orElse(1);
        List<Curve> floors = levels(ComparedCurve::floor, Look.dotted(1), "comparison.floor", end);
        List<Curve> chances = levels(ComparedCurve::chance, Look.dashed(1), "comparison.chance", end);
        named.clear();
        for (int i = 0; i < runs.size(); i++) {
            ComparedCurve run = runs.get(i);
            named.add(new Curve(run.name(), look(i, run.x().length), run.x(), run.y(), run.low(), run.high()));
        }
        if (!floors.isEmpty()) {
            named.add(key(Messages.text("loss.floor"), Look.dotted(1)));
        }
        if (!chances.isEmpty()) {
            named.add(key(Messages.text("loss.chance"), Look.dashed(1)));
        }
        List<Curve> all = new ArrayList<>(floors);
        all.addAll(chances);
        all.addAll(named);
        show(all, List.of());
    }

    /** A line at each height, in the colour of the run it belongs to or, where it belongs to several, of none. */
    private List<Curve> levels(ToDoubleFunction<ComparedCurve> height, BasicStroke stroke, String words, double end) {
        Map<Double, List<ComparedCurve>> atHeight = runs.stream()
                .filter(run -> Double.isFinite(height.applyAsDouble(run)))
                .collect(Collectors.groupingBy(height::applyAsDouble, LinkedHashMap::new, Collectors.toList()));
        List<Curve> levels = new ArrayList<>();
        atHeight.forEach((at, sharing) -> levels.add(Curve.of(
                Messages.text(words, sharing.stream().map(ComparedCurve::name).collect(Collectors.joining(", "))),
                Look.line(
                        sharing.size() == 1 ? Look.series(runs.indexOf(sharing.getFirst()) % COLOURS) : Palette::muted,
                        stroke),
                new double[] {0, end},
                new double[] {at, at})));
        return levels;
    }

    /** Of the legend alone. */
    private static Curve key(String name, BasicStroke stroke) {
        return Curve.of(name, Look.line(Palette::muted, stroke), new double[0], new double[0]);
    }

    private static Look look(int i, int points) {
        return new Look(
                Look.series(i % COLOURS),
                switch (i % 4) {
                    case 0 -> Look.solid(1.8);
                    case 1 -> Look.dashed(1.8);
                    case 2 -> Look.dashDotted(1.8);
                    default -> Look.dotted(1.8);
                },
                points <= MOST_MARKERS ? MARKERS.get(i % MARKERS.size()) : null);
    }

    /** Once and for good: with room beyond the end, so that the last markers are whole. */
    @Override
    public void draw(Graphics2D g, Rectangle2D area) {
        chart().getXYPlot().getDomainAxis().setUpperMargin(END);
        super.draw(g, area);
    }

    @Override
    public List<String> notes() {
        return runs.stream().anyMatch(run -> run.low().length > 0)
                ? List.of(Messages.text("runs.compare.repeated"))
                : List.of();
    }

    @Override
    boolean inLegend(Curve curve) {
        return named.contains(curve);
    }

    @Override
    String words(double x) {
        return at(x)
                + runs.stream()
                        .filter(run -> run.x().length > 0)
                        .map(run -> " · " + run.name() + " " + value(run, x))
                        .collect(Collectors.joining());
    }

    private String at(double x) {
        return switch (axis) {
            case EPOCH -> Messages.text("chart.at.epoch", x);
            case STEP -> Messages.text("chart.at.step", Math.round(x));
            case PAIRS -> Messages.text("comparison.at.pairs", Math.round(x));
            case TIME -> Messages.text("chart.at.time", Axes.clock(x));
        };
    }

    /** At the point nearest to {@code x}. */
    private String value(ComparedCurve run, double x) {
        int best = 0;
        for (int i = 1; i < run.x().length; i++) {
            if (Math.abs(run.x()[i] - x) < Math.abs(run.x()[best] - x)) {
                best = i;
            }
        }
        String middle = number(run.y()[best]);
        return run.low().length == 0
                ? middle
                : Messages.text("comparison.range", middle, number(run.low()[best]), number(run.high()[best]));
    }

    private String number(double value) {
        return measure == Measure.LOSS ? String.format(Locale.ROOT, "%.3f", value) : percent(value);
    }
}
