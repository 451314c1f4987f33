// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

/**
 * Where the bars of the margins lie beside a heatmap, in the drawing's own units.
 *
 * @param zero where a margin of 0 lies, in the middle only where some margin is negative
 * @param unit how long a margin of 1 is
 */
public record MarginAxis(double zero, double unit) {
    /** However small all margins are, bars do not grow beyond this one's share. */
    private static final double SMALLEST_RANGE = 0.05;

    /** @param margins NaN where there is none */
    public static MarginAxis of(double[] margins, double left, double room) {
        double largest = SMALLEST_RANGE;
        double lowest = 0;
        for (double margin : margins) {
            largest = Math.max(largest, Double.isNaN(margin) ? 0 : Math.abs(margin));
            lowest = Math.min(lowest, Double.isNaN(margin) ? 0 : margin);
        }
        double half = lowest < 0 ? room / 2 : 0;
        return new MarginAxis(left + half, (room - half) / largest);
    }

    /** The left end of a margin's bar. */
    public double left(double margin) {
        return zero + Math.min(0, margin * unit);
    }

    /** The length of a margin's bar. */
    public double length(double margin) {
        return Math.abs(margin * unit);
    }

    /** The thickness of the bars of a row. */
    public static double thickness(double rowHeight) {
        return Math.clamp(rowHeight * 0.5, 2, 10);
    }
}
