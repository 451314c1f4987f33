// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import java.util.Arrays;
import java.util.List;

/** Points of a run in order of their steps, in arrays that grow: where each lies, and one number for each column. */
final class PointBuffer {
    private double[] steps = new double[256];
    private double[] epochs = new double[256];
    private double[] seconds = new double[256];
    private final double[][] columns;
    private int size;

    PointBuffer(int columns) {
        this.columns = new double[columns][256];
    }

    /** @param values one for each column, NaN where undefined */
    void add(long step, double epoch, double second, double... values) {
        if (values.length != columns.length) {
            throw new IllegalArgumentException(values.length + " values for " + columns.length + " columns");
        }
        if (size == steps.length) {
            grow(size * 2);
        }
        steps[size] = (double) step;
        epochs[size] = epoch;
        seconds[size] = second;
        for (int c = 0; c < columns.length; c++) {
            columns[c][size] = values[c];
        }
        size++;
    }

    private void grow(int capacity) {
        steps = Arrays.copyOf(steps, capacity);
        epochs = Arrays.copyOf(epochs, capacity);
        seconds = Arrays.copyOf(seconds, capacity);
        for (int c = 0; c < columns.length; c++) {
            columns[c] = Arrays.copyOf(columns[c], capacity);
        }
    }

    /** Adds a point at the end, or puts its numbers in the place of those of the same epoch. */
    void put(long step, double epoch, double second, double... values) {
        int at = from(XAxisKind.EPOCH, epoch);
        if (at == size) {
            add(step, epoch, second, values);
        } else if (epochs[at] == epoch) {
            for (int c = 0; c < columns.length; c++) {
                columns[c][at] = values[c];
            }
        } else {
            throw new IllegalArgumentException("epoch " + epoch + " comes too late");
        }
    }

    void clear() {
        size = 0;
    }

    /** Holds a published trajectory and nothing else; it has no times. */
    void replace(List<PublishedPoint> trajectory, int stepsPerEpoch) {
        clear();
        for (PublishedPoint point : trajectory) {
            add(Math.round(point.epoch() * stepsPerEpoch), point.epoch(), Double.NaN, point.value());
        }
    }

    int size() {
        return size;
    }

    /** The positions; the array is the buffer's own, valid up to {@link #size} and until it grows. */
    double[] xs(XAxisKind kind) {
        return switch (kind) {
            case STEP -> steps;
            case EPOCH -> epochs;
            case TIME -> seconds;
        };
    }

    /** The numbers of a column, as {@link #xs}. */
    double[] column(int column) {
        return columns[column];
    }

    double last(XAxisKind kind) {
        return size == 0 ? 0 : xs(kind)[size - 1];
    }

    /** The first point at or beyond {@code x}; {@link #size} where there is none. */
    int from(XAxisKind kind, double x) {
        int low = 0;
        int high = size;
        double[] xs = xs(kind);
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (xs[middle] < x) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The point nearest to {@code x}; −1 where there is none. */
    int nearest(XAxisKind kind, double x) {
        int right = from(kind, x);
        if (right == size) {
            return size - 1;
        }
        double[] xs = xs(kind);
        return right > 0 && x - xs[right - 1] < xs[right] - x ? right - 1 : right;
    }
}
