// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.eval;

import java.util.Optional;

/**
 * "None of these": an image whose largest cosine over the labels given is not above the threshold is said to fit none of
 * them. Immutable.
 *
 * @param rate the false-accept rate that was chosen, 0 … 1
 * @param threshold a cosine; −∞ where every stranger may be accepted
 * @param calibration of the strangers that set the threshold those it accepts: at most ⌊rate·n⌋, fewer where scores are equal
 * @param setAside of the strangers that had no part in it those it accepts
 * @param expected 95 % interval for the number accepted of those set aside, whatever the scores' distribution, where all
 *     strangers are exchangeable. Equal scores at the threshold can only take the number down, below the interval's low end too
 * @param setAsideRate 95 % interval for the rate behind {@code setAside} alone (Clopper and Pearson 1934); it takes no account
 *     of the threshold having been set on a sample itself
 * @param positives how the images fare whose own class is among the labels; empty where no label names one
 */
public record NoneThreshold(
        double rate,
        float threshold,
        Share calibration,
        Share setAside,
        Interval expected,
        Interval setAsideRate,
        Optional<Positives> positives) {
    /** So many of so many. */
    public record Share(int count, int of) {
        /** 0 … 1; not a number of none. */
        public double rate() {
            return (double) count / of;
        }
    }

    /**
     * Images whose own class is among the labels.
     *
     * @param accepted of all of them
     * @param right of those accepted the ones that the largest cosine names right
     */
    public record Positives(Share accepted, Share right) {}

    /** An image's score: the largest of its cosines with the labels given, of which there is at least one. */
    public static float score(float[] cosines) {
        return cosines[Vectors.argMax(cosines)];
    }

    /** Whether some label fits an image with these cosines well enough. */
    public boolean accepts(float[] cosines) {
        return score(cosines) > threshold;
    }

    /** Whether the number accepted of those set aside is one to be expected. */
    public boolean holds() {
        return expected.contains(setAside.count());
    }
}
