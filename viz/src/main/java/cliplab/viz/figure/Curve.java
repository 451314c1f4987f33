// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

/**
 * A curve that is there all at once. Immutable by convention: arrays are not copied.
 *
 * @param x in ascending order
 * @param y for each x
 * @param low lower edge of a band around the curve, for each x; empty without a band
 * @param high its upper edge
 */
record Curve(String name, Look look, double[] x, double[] y, double[] low, double[] high) {
    private static final double[] NONE = {};

    Curve {
        if (y.length != x.length || low.length != high.length || (low.length != 0 && low.length != x.length)) {
            throw new IllegalArgumentException(
                    "%d x, %d y, a band of %d and %d".formatted(x.length, y.length, low.length, high.length));
        }
    }

    static Curve of(String name, Look look, double[] x, double[] y) {
        return new Curve(name, look, x, y, NONE, NONE);
    }

    static Curve point(String name, Look look, double x, double y) {
        return of(name, look, new double[] {x}, new double[] {y});
    }

    boolean banded() {
        return low.length > 0;
    }
}
