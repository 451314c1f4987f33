// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.runs;

import cliplab.model.run.RunRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Two to ten runs side by side, as they were when they were read. Immutable.
 *
 * @param runs in the order chosen
 */
public record RunComparison(List<ComparedRun> runs) {
    public static final int FEWEST = 2;
    public static final int MOST = 10;

    public RunComparison {
        runs = List.copyOf(runs);
        if (runs.size() < FEWEST || runs.size() > MOST) {
            throw new IllegalArgumentException(
                    "from " + FEWEST + " to " + MOST + " runs are compared, not " + runs.size());
        }
    }

    /**
     * A setting in which not all runs are alike.
     *
     * @param values for each run
     */
    public record Difference(RunSetting setting, List<String> values) {}

    /**
     * Runs of one setup that differ by their seeds alone, or a single run.
     *
     * @param name of the run, or of the setup
     * @param runs at least one
     */
    public record Group(String name, List<ComparedRun> runs) {}

    /** Reads the tables of the runs: up to half a second for a run of 100,000 steps. */
    public static RunComparison of(List<? extends RunRow.Known> rows) throws IOException {
        List<ComparedRun> runs = new ArrayList<>();
        for (RunRow.Known row : rows) {
            runs.add(ComparedRun.read(row));
        }
        return new RunComparison(runs);
    }

    /** A row for each setting that differs, in the order of {@link RunSetting}; empty where runs are alike in all. */
    public List<Difference> differences() {
        return Arrays.stream(RunSetting.values())
                .map(setting -> new Difference(
                        setting, runs.stream().map(run -> setting.of(run.row())).toList()))
                .filter(difference -> difference.values().stream().distinct().count() > 1)
                .toList();
    }

    /** The runs, those of one setup together, in the order of each setup's first. */
    public List<Group> groups() {
        Map<List<Object>, List<ComparedRun>> bySetup = runs.stream()
                .collect(Collectors.groupingBy(RunComparison::setup, LinkedHashMap::new, Collectors.toList()));
        return bySetup.values().stream()
                .map(members -> new Group(name(members, bySetup.size()), members))
                .toList();
    }

    private static List<Object> setup(ComparedRun run) {
        return List.of(
                run.row().run().manifest().options().withSeed(0),
                run.row().summary().changes());
    }

    /** What tells the setup from the others compared. */
    private String name(List<ComparedRun> members, int groups) {
        RunRow.Known first = members.getFirst().row();
        if (members.size() == 1) {
            return first.name();
        }
        String different = differences().stream()
                .map(Difference::setting)
                .filter(RunSetting::isOfSetup)
                .map(setting -> setting.id() + " " + setting.of(first))
                .collect(Collectors.joining(", "));
        return (groups == 1 ? first.run().manifest().preset() : different) + " × " + members.size();
    }

    /**
     * What is drawn of each group: the run itself, or the median of the runs that came so far with their range.
     *
     * @param axis what its points are counted by
     */
    public List<Curve> curves(ComparedRun.Measure measure, ComparedRun.Axis axis) {
        return groups().stream().map(group -> curve(group, measure, axis)).toList();
    }

    /**
     * A group's numbers over an axis.
     *
     * @param x ascending
     * @param low the least of the runs at each x; empty for a single run
     * @param high the greatest
     * @param floor the least loss its batches allowed, in the last epoch; NaN where the measure has none or it is not known
     * @param chance what guessing gives, where the floor stands
     */
    public record Curve(
            String name, int runs, double[] x, double[] y, double[] low, double[] high, double floor, double chance) {}

    private static Curve curve(Group group, ComparedRun.Measure measure, ComparedRun.Axis axis) {
        List<List<ComparedRun.Point>> members =
                group.runs().stream().map(run -> run.points(measure, axis)).toList();
        int length = members.stream().mapToInt(List::size).max().orElseThrow();
        double[] x = new double[length];
        double[] y = new double[length];
        double[] low = new double[length];
        double[] high = new double[length];
        for (int i = 0; i < length; i++) {
            x[i] = median(at(members, i, ComparedRun.Point::x));
            double[] values = at(members, i, ComparedRun.Point::y);
            y[i] = median(values);
            low[i] = values[0];
            high[i] = values[values.length - 1];
        }
        boolean single = members.size() == 1;
        return new Curve(
                group.name(),
                members.size(),
                x,
                y,
                single ? new double[0] : low,
                single ? new double[0] : high,
                median(lines(group, run -> run.floor(measure))),
                median(lines(group, run -> run.chance(measure))));
    }

    /** Ascending, of the runs that came so far. */
    private static double[] at(
            List<List<ComparedRun.Point>> members, int i, Function<ComparedRun.Point, Double> value) {
        return members.stream()
                .filter(points -> points.size() > i)
                .mapToDouble(points -> value.apply(points.get(i)))
                .sorted()
                .toArray();
    }

    private static double[] lines(Group group, Function<ComparedRun, Double> value) {
        return group.runs().stream()
                .mapToDouble(value::apply)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
    }

    /** Of numbers in ascending order; NaN of none. */
    private static double median(double[] sorted) {
        int n = sorted.length;
        return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }
}
