// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

/**
 * The learning rate as a half cosine from its base to 0 (Loshchilov and Hutter 2017, equation 5, without restarts),
 * counted in pairs so that a change of batch size does not move its end.
 *
 * @param totalPairs epochs × pairs
 */
record CosineSchedule(long totalPairs) {
    /** @param pairsSeen before the step */
    double at(double base, long pairsSeen) {
        return base * 0.5 * (1 + Math.cos(Math.PI * pairsSeen / totalPairs));
    }
}
