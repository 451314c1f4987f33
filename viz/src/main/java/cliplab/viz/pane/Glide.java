// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.pane;

/**
 * Points on their way from one layout to the next, between −1 and 1 along the wider side, so that layouts of any scale blend.
 * Positions, of which the caller must change nothing, are those of the last {@link #at}.
 */
final class Glide {
    private double[] fromX = {};
    private double[] fromY = {};
    private double[] toX = {};
    private double[] toY = {};
    private double fromAspect = 1;
    private double toAspect = 1;
    private double[] x = {};
    private double[] y = {};
    private double aspect = 1;

    /** Sets out from where the points are; another number of points is there at once. */
    void towards(double[] nextX, double[] nextY) {
        double across = extent(nextX);
        double up = extent(nextY);
        double scale = 1 / Math.max(Double.MIN_NORMAL, Math.max(across, up));
        toX = scaled(nextX, scale);
        toY = scaled(nextY, scale);
        toAspect = up == 0 ? 1 : Math.clamp(across / up, 0.2, 5);
        if (x.length != toX.length) {
            at(1);
        }
        fromX = x.clone();
        fromY = y.clone();
        fromAspect = aspect;
    }

    private static double extent(double[] values) {
        double extent = 0;
        for (double value : values) {
            extent = Math.max(extent, Math.abs(value));
        }
        return extent;
    }

    private static double[] scaled(double[] values, double scale) {
        double[] scaled = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            scaled[i] = values[i] * scale;
        }
        return scaled;
    }

    /** @param share of the time that has passed, 0 … 1; slow at both ends */
    void at(double share) {
        double eased = share * share * (3 - 2 * share);
        x = eased >= 1 ? toX : between(fromX, toX, eased);
        y = eased >= 1 ? toY : between(fromY, toY, eased);
        aspect = eased >= 1 ? toAspect : fromAspect + (toAspect - fromAspect) * eased;
    }

    private static double[] between(double[] from, double[] to, double share) {
        double[] between = new double[to.length];
        for (int i = 0; i < to.length; i++) {
            between[i] = from[i] + (to[i] - from[i]) * share;
        }
        return between;
    }

    int size() {
        return x.length;
    }

    double x(int point) {
        return x[point];
    }

    double y(int point) {
        return y[point];
    }

    double targetX(int point) {
        return toX[point];
    }

    double targetY(int point) {
        return toY[point];
    }

    /** Pixels for 1, so that the layout fills a rectangle. */
    double fit(double width, double height) {
        return Math.min(width / Math.min(1, aspect), height / Math.min(1, 1 / aspect)) / 2;
    }
}
