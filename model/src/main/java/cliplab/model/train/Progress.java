// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

/**
 * How far a run has come, between two steps.
 *
 * @param epoch the epoch in progress, from 1; one more than the last when the run is finished
 * @param taken pairs of this epoch that were seen
 * @param step steps made
 * @param pairs seen since the start
 * @param seconds spent on steps and evaluations
 * @param sums of this epoch so far
 */
public record Progress(int epoch, int taken, long step, long pairs, double seconds, EpochSums sums) {
    static final Progress START = new Progress(1, 0, 0, 0, 0, EpochSums.ZERO);
}
