// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.projection;

/** Turns and mirrors a layout, without stretching it, so that it lies on another as well as it can. Stateless. */
final class Procrustes {
    private Procrustes() {}

    /**
     * Centres {@code x}, {@code y} in place, then brings them by rotation or reflection to the least squared distance from
     * the target, whose size does not matter. In the plane the best rotation has a closed form: with the cross products
     * s = Σ x u + y v and t = Σ x v − y u, its angle is atan2(t, s); mirrored first, likewise; the larger √(s² + t²) wins.
     */
    static void align(double[] x, double[] y, double[] targetX, double[] targetY) {
        centre(x);
        centre(y);
        double xu = 0;
        double xv = 0;
        double yu = 0;
        double yv = 0;
        for (int i = 0; i < x.length; i++) {
            xu += x[i] * targetX[i];
            xv += x[i] * targetY[i];
            yu += y[i] * targetX[i];
            yv += y[i] * targetY[i];
        }
        double mirror = Math.hypot(xu + yv, xv - yu) >= Math.hypot(xu - yv, xv + yu) ? 1 : -1;
        double s = xu + mirror * yv;
        double t = xv - mirror * yu;
        double length = Math.hypot(s, t);
        if (length == 0) {
            return;
        }
        double cosine = s / length;
        double sine = t / length;
        for (int i = 0; i < x.length; i++) {
            double a = x[i];
            double b = mirror * y[i];
            x[i] = cosine * a - sine * b;
            y[i] = sine * a + cosine * b;
        }
    }

    private static void centre(double[] values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] -= mean;
        }
    }
}
