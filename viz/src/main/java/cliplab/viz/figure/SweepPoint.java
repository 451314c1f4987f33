// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

/**
 * What one run of a sweep came to. Immutable.
 *
 * @param value of the setting on the horizontal axis, one of the axis's words
 * @param series the value of the second setting; empty where there is none
 * @param seed of the run
 * @param accuracy after the last epoch, 0 … 1; NaN where the run diverged
 * @param best the highest after any epoch, 0 … 1; NaN where the run diverged
 * @param loss mean over the last epoch; NaN where the run diverged
 */
public record SweepPoint(String value, String series, long seed, double accuracy, double best, double loss) {}
