// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import cliplab.viz.style.Palette;
import cliplab.viz.text.Messages;
import java.awt.BasicStroke;
import java.awt.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.data.Range;

/**
 * What a sweep came to: one number of each run over the values of a setting, as median and range over the seeds, with a curve
 * for each value of a second setting. Runs that diverged are not drawn, and counted in the title. Not thread-safe, as every
 * figure.
 */
public final class SweepFigure extends CurveFigure {
    private static final Shape[] MARKERS = {Look.DOT, Look.SQUARE, Look.UP, Look.DIAMOND, Look.DOWN};
    private static final BasicStroke[] STROKES = {
        Look.solid(2), Look.dashed(2), Look.dashDotted(2), Look.dotted(2), Look.solid(1.2), Look.dashed(1.2)
    };

    /** Beyond the outermost values, as a share of what is between them. */
    private static final double MARGIN = 0.06;

    /** The number that is drawn of each run. */
    public enum Metric {
        ACCURACY,
        BEST,
        LOSS;

        private double of(SweepPoint point) {
            return switch (this) {
                case ACCURACY -> point.accuracy();
                case BEST -> point.best();
                case LOSS -> point.loss();
            };
        }

        /** As a title begins with it. */
        public String title() {
            return Messages.text("sweep.metric." + name().toLowerCase(Locale.ROOT)); // messages: sweep.metric.*
        }

        private ValueAxis axis() {
            return this == LOSS ? Axes.linear(title()) : Axes.percent(title());
        }

        private String word(double number) {
            return this == LOSS ? String.format(Locale.ROOT, "%.3f", number) : percent(number);
        }
    }

    /** One value of the first setting within one series. */
    private record Group(String value, double at, List<SweepPoint> runs, double[] numbers) {
        double median() {
            return SweepFigure.median(numbers);
        }

        double lowest() {
            return numbers[0];
        }

        double highest() {
            return numbers[numbers.length - 1];
        }
    }

    private record Series(String name, List<Group> groups) {}

    private SweepAxis axis = new SweepAxis("", List.of());
    private String second = "";
    private Metric metric = Metric.ACCURACY;
    private List<SweepPoint> points = List.of();
    private List<Series> series = List.of();

    public SweepFigure() {
        super(
                Messages.text("sweep.title"),
                Messages.text("sweep.empty"),
                new NumberAxis(),
                Axes.percent(Metric.ACCURACY.title()));
    }

    /**
     * @param newAxis the setting on the horizontal axis, with all its values
     * @param secondSetting the name of the setting with a curve for each value; empty where there is none
     * @param newMetric what is drawn
     * @param runs that have ended, in any order; none yet is fine
     */
    public void show(SweepAxis newAxis, String secondSetting, Metric newMetric, List<SweepPoint> runs) {
        axis = newAxis;
        second = secondSetting;
        metric = newMetric;
        points = List.copyOf(runs);
        List<String> names = points.stream().map(SweepPoint::series).distinct().toList();
        series = names.stream()
                .map(name -> new Series(name, groups(name)))
                .filter(one -> !one.groups().isEmpty())
                .toList();
        if (series.isEmpty()) {
            clear(Messages.text("sweep.empty"));
            return;
        }
        axes(horizontal(), metric.axis());
        List<Curve> curves = new ArrayList<>();
        if (series.stream().flatMap(one -> one.groups().stream()).anyMatch(group -> group.numbers().length > 1)) {
            curves.add(each());
        }
        for (int i = 0; i < series.size(); i++) {
            curves.add(curve(series.get(i), i));
        }
        show(curves, List.of());
    }

    /** In the order of the axis; values of which no run has ended well are left out. */
    private List<Group> groups(String name) {
        List<Group> groups = new ArrayList<>();
        for (String value : axis.ascending()) {
            List<SweepPoint> runs = points.stream()
                    .filter(point ->
                            point.series().equals(name) && point.value().equals(value))
                    .filter(point -> Double.isFinite(metric.of(point)))
                    .toList();
            if (!runs.isEmpty()) {
                double[] numbers =
                        runs.stream().mapToDouble(metric::of).sorted().toArray();
                groups.add(new Group(value, axis.place(value), runs, numbers));
            }
        }
        return groups;
    }

    /** @param sorted ascending, at least one; of an even number the mean of the two in the middle */
    static double median(double[] sorted) {
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private ValueAxis horizontal() {
        return switch (axis.scale()) {
            case WORDS -> words();
            case LOGARITHMIC -> {
                double[] values = axis.places();
                double margin = Math.pow(values[values.length - 1] / values[0], MARGIN);
                yield new RatioAxis(axis.label(), values[0] / margin, values[values.length - 1] * margin, values);
            }
            case LINEAR -> linear();
        };
    }

    /** From the least value to the greatest, whatever has ended so far. */
    @SuppressWarnings("serial") // never written
    private ValueAxis linear() {
        double[] values = axis.places();
        double lowest = values[0];
        double highest = values[values.length - 1];
        double room = highest > lowest ? MARGIN * (highest - lowest) : Math.max(Math.abs(lowest), 1) / 2;
        NumberAxis linear = new NumberAxis(axis.label()) {
            @Override
            protected void autoAdjustRange() {
                setRange(new Range(lowest - room, highest + room), false, false);
            }
        };
        linear.setStandardTickUnits(Axes.linear("").getStandardTickUnits());
        linear.configure();
        return linear;
    }

    private ValueAxis words() {
        SymbolAxis symbols = new SymbolAxis(axis.label(), axis.values().toArray(String[]::new));
        symbols.setGridBandsVisible(false);
        return symbols;
    }

    /** All runs as dots, behind the curves. */
    private Curve each() {
        List<Group> groups = series.stream()
                .flatMap(one -> one.groups().stream())
                .sorted((a, b) -> Double.compare(a.at(), b.at()))
                .toList();
        double[] x = groups.stream()
                .flatMapToDouble(group -> group.runs().stream().mapToDouble(_ -> group.at()))
                .toArray();
        double[] y = groups.stream()
                .flatMapToDouble(group -> group.runs().stream().mapToDouble(metric::of))
                .toArray();
        Look look = new Look(Look.faint(Palette::text), null, Look.SMALL_DOT);
        return Curve.of(Messages.text("sweep.each"), look, x, y);
    }

    private Curve curve(Series one, int index) {
        Look look = new Look(
                palette -> palette.series().get(index % palette.series().size()),
                STROKES[index % STROKES.length],
                MARKERS[index % MARKERS.length]);
        return new Curve(
                name(one),
                look,
                column(one, Group::at),
                column(one, Group::median),
                column(one, Group::lowest),
                column(one, Group::highest));
    }

    private String name(Series one) {
        return one.name().isEmpty() ? Messages.text("sweep.median") : Messages.text("sweep.series", second, one.name());
    }

    private static double[] column(Series one, ToDoubleFunction<Group> value) {
        return one.groups().stream().mapToDouble(value).toArray();
    }

    @Override
    public String title() {
        if (series.isEmpty()) {
            return super.title();
        }
        boolean seeds = points.stream().mapToLong(SweepPoint::seed).distinct().count() > 1;
        String plain = seeds
                ? Messages.text("sweep.title.range", metric.title(), axis.label())
                : Messages.text("sweep.title.one", metric.title(), axis.label());
        long left = points.stream()
                .filter(point -> !Double.isFinite(metric.of(point)))
                .count();
        return left == 0 ? plain : Messages.text("sweep.title.left", plain, left);
    }

    @Override
    String words(double x) {
        double nearest = axis.nearest(x);
        StringBuilder text = new StringBuilder();
        for (Series one : series) {
            for (Group group : one.groups()) {
                if (group.at() == nearest) {
                    text.append(text.isEmpty() ? Messages.text("sweep.series", axis.label(), group.value()) : "")
                            .append(" · ")
                            .append(reading(one, group));
                }
            }
        }
        return text.toString();
    }

    private String reading(Series one, Group group) {
        return group.numbers().length == 1
                ? Messages.text("sweep.at.one", name(one), metric.word(group.median()))
                : Messages.text(
                        "sweep.at",
                        name(one),
                        metric.word(group.median()),
                        metric.word(group.lowest()),
                        metric.word(group.highest()),
                        group.numbers().length);
    }

    /** A row for each run with all its numbers, drawn or not; what is not known is NaN. */
    @Override
    public DataTable table() {
        List<String> columns = new ArrayList<>();
        columns.add(axis.label());
        if (!second.isEmpty()) {
            columns.add(second);
        }
        columns.add(Messages.text("sweep.column.seed"));
        for (Metric each : Metric.values()) {
            columns.add(each.title());
        }
        List<List<Object>> rows = new ArrayList<>();
        for (SweepPoint point : points) {
            List<Object> row = new ArrayList<>();
            row.add(axis.cell(point.value()));
            if (!second.isEmpty()) {
                row.add(point.series());
            }
            row.add(point.seed());
            for (Metric each : Metric.values()) {
                row.add(each.of(point));
            }
            rows.add(row);
        }
        return new DataTable(columns, rows);
    }
}
