// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import java.util.Arrays;

/** The points that are drawn of a series. A NaN among them is a gap. */
final class Polyline {
    /** Up to here every point is drawn. */
    static final int PLENTY = 2000;

    private double[] xs = new double[64];
    private double[] ys = new double[64];
    private int size;
    private boolean dense;

    /** Whether points were left out. */
    boolean dense() {
        return dense;
    }

    int size() {
        return size;
    }

    double x(int i) {
        return xs[i];
    }

    double y(int i) {
        return ys[i];
    }

    void clear() {
        size = 0;
        dense = false;
    }

    void add(double x, double y) {
        if (size == xs.length) {
            xs = Arrays.copyOf(xs, size * 2);
            ys = Arrays.copyOf(ys, size * 2);
        }
        xs[size] = x;
        ys[size++] = y;
    }

    /**
     * Becomes what the window shows of a series, with one neighbour on either side so that lines run to the edge. Beyond
     * {@link #PLENTY} points only the smallest and the largest of each pixel column stay, in the order in which they came.
     */
    void show(PointBuffer points, int column, Window window) {
        clear();
        double[] x = points.xs(window.axis());
        double[] y = points.column(column);
        int from = Math.max(0, points.from(window.axis(), window.low()) - 1);
        int to = Math.min(points.size(), points.from(window.axis(), window.high()) + 1);
        if (to - from <= PLENTY) {
            for (int i = from; i < to; i++) {
                add(x[i], window.shows(y[i]) ? y[i] : Double.NaN);
            }
            return;
        }
        dense = true;
        double columns = window.pixels() / (window.high() - window.low());
        for (int i = from; i < to; ) {
            double pixel = Math.floor((x[i] - window.low()) * columns);
            int first = i;
            int low = -1;
            int high = -1;
            for (; i < to && Math.floor((x[i] - window.low()) * columns) == pixel; i++) {
                if (window.shows(y[i])) {
                    low = low < 0 || y[i] < y[low] ? i : low;
                    high = high < 0 || y[i] > y[high] ? i : high;
                }
            }
            if (low < 0) {
                add(x[first], Double.NaN);
            } else {
                add(x[Math.min(low, high)], y[Math.min(low, high)]);
                if (low != high) {
                    add(x[Math.max(low, high)], y[Math.max(low, high)]);
                }
            }
        }
    }

    /** Turns slopes into steps: each value holds until the next begins, the first from the left, the last to the right end. */
    void square(Window window) {
        if (size == 0) {
            return;
        }
        double[] oldX = Arrays.copyOf(xs, size);
        double[] oldY = Arrays.copyOf(ys, size);
        clear();
        add(Math.min(window.low(), oldX[0]), oldY[0]);
        for (int i = 1; i < oldX.length; i++) {
            if (Double.compare(oldY[i], oldY[i - 1]) != 0) {
                add(oldX[i], oldY[i - 1]);
                add(oldX[i], oldY[i]);
            }
        }
        add(Math.max(window.high(), oldX[oldX.length - 1]), oldY[oldY.length - 1]);
    }
}
