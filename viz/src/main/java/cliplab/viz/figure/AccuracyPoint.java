// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import java.util.List;

/**
 * One evaluation on held-out images. Shares are 0 … 1, NaN where undefined.
 *
 * @param epoch whole epochs done
 * @param step steps done
 * @param seconds of training so far
 * @param accuracy zero-shot, over all held-out images
 * @param withheld zero-shot, over the classes never trained on
 * @param classes zero-shot, class by class, in the order of the labels; empty when unknown
 */
public record AccuracyPoint(
        int epoch, long step, double seconds, double accuracy, double withheld, List<Double> classes) {
    public AccuracyPoint {
        classes = List.copyOf(classes);
    }
}
