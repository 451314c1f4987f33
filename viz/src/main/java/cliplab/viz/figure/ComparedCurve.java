// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

/**
 * One run of a comparison, or several of one setup. Immutable by convention: arrays are not copied.
 *
 * @param name in the legend; no two alike
 * @param x ascending; may be empty
 * @param y for each x: a run's number, or the median of several
 * @param low the least of several at each x; empty for one run
 * @param high the greatest
 * @param floor the least that is possible, as a level line; NaN for none
 * @param chance what guessing gives, as a level line; NaN for none
 */
public record ComparedCurve(
        String name, double[] x, double[] y, double[] low, double[] high, double floor, double chance) {}
