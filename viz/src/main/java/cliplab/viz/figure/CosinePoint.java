// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

/**
 * Mean cosines on held-out data after an epoch, −1 … 1, NaN where undefined.
 *
 * @param within of two images of one class
 * @param between of two images of different classes
 * @param sharedNone of an image and a caption that share no attribute
 * @param sharedOne that share one
 * @param sharedBoth that share both
 */
public record CosinePoint(
        int epoch,
        long step,
        double seconds,
        double within,
        double between,
        double sharedNone,
        double sharedOne,
        double sharedBoth) {}
