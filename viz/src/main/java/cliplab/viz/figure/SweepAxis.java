// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The values of a setting along the horizontal axis of a {@link SweepFigure}. Immutable.
 *
 * @param label the setting, with its unit where it has one
 * @param values each once, as a person wrote them
 * @param numbers whether all of them are
 */
public record SweepAxis(String label, List<String> values, boolean numbers) {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    /** Of two numbers alone, from this ratio on they are of two sizes rather than a step apart. */
    private static final double FAR = 4;

    enum Scale {
        LINEAR,
        LOGARITHMIC,
        /** One after another, evenly spaced. */
        WORDS
    }

    public SweepAxis {
        values = List.copyOf(values);
    }

    public SweepAxis(String label, List<String> values) {
        this(
                label,
                values,
                values.stream().allMatch(value -> NUMBER.matcher(value).matches()));
    }

    /** Logarithmic where steps are more alike as ratios than as differences. */
    Scale scale() {
        if (!numbers) {
            return Scale.WORDS;
        }
        double[] places = places();
        if (places.length < 2 || places[0] <= 0) {
            return Scale.LINEAR;
        }
        boolean ratios = places.length == 2
                ? places[1] >= FAR * places[0]
                : unevenness(Arrays.stream(places).map(Math::log).toArray()) < unevenness(places);
        return ratios ? Scale.LOGARITHMIC : Scale.LINEAR;
    }

    /** The standard deviation of the steps, in units of their mean. */
    private static double unevenness(double[] ascending) {
        int steps = ascending.length - 1;
        double mean = (ascending[steps] - ascending[0]) / steps;
        double sum = 0;
        for (int i = 0; i < steps; i++) {
            double off = ascending[i + 1] - ascending[i] - mean;
            sum += off * off;
        }
        return Math.sqrt(sum / steps) / mean;
    }

    /** Where a value stands; words stand at 0, 1, 2 … */
    double place(String value) {
        return numbers ? Double.parseDouble(value) : values.indexOf(value);
    }

    /** The places of all values, ascending. */
    double[] places() {
        return values.stream().mapToDouble(this::place).sorted().toArray();
    }

    List<String> ascending() {
        return values.stream().sorted(Comparator.comparingDouble(this::place)).toList();
    }

    /** The place nearest to {@code x}, as it looks on the axis; there is one. */
    double nearest(double x) {
        boolean ratios = scale() == Scale.LOGARITHMIC;
        double best = Double.NaN;
        double least = Double.POSITIVE_INFINITY;
        for (double place : places()) {
            double far = ratios ? Math.abs(Math.log(place / x)) : Math.abs(place - x);
            if (far < least) {
                least = far;
                best = place;
            }
        }
        return best;
    }

    /** A value as a table holds it. */
    Object cell(String value) {
        return numbers ? (Object) Double.valueOf(value) : value;
    }
}
