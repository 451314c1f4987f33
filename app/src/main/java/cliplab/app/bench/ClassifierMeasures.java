// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.bench;

/**
 * What was measured of the classifier while a run trained. Times in milliseconds, from the act to the end of the frame that shows
 * its answer.
 *
 * @param step of training meanwhile, median
 * @param dropMedian from dropping a small picture
 * @param dropP95 likewise
 * @param drops how many were measured
 * @param typeMedian from a key stroke in a label
 * @param typeP95 likewise
 * @param strokes how many were measured
 * @param large from dropping a JPEG of 12 megapixels, each time
 * @param files dropped at once
 * @param filesSeconds until the last of them was on the shelf
 * @param pulseGapP95 between two pulses of JavaFX while they came
 * @param pulseGapMax likewise
 */
public record ClassifierMeasures(
        double step,
        double dropMedian,
        double dropP95,
        int drops,
        double typeMedian,
        double typeP95,
        int strokes,
        double[] large,
        int files,
        double filesSeconds,
        double pulseGapP95,
        double pulseGapMax) {}
