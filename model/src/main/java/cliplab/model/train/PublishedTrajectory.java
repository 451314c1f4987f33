// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

import java.util.List;
import java.util.Optional;

/**
 * The published course of the reference experiment: data of the product, shown beside a run and never as its own. Wall
 * clock 13.9 s on an Apple M-series GPU.
 */
public final class PublishedTrajectory {
    /**
     * @param epoch from 1
     * @param loss mean over the epoch's pairs
     * @param accuracy on held-out images, as a fraction
     */
    public record Point(int epoch, double loss, double accuracy) {}

    public static final List<Point> POINTS = List.of(
            new Point(1, 3.5117, 0.2708),
            new Point(4, 2.6948, 0.4167),
            new Point(8, 2.2163, 0.6771),
            new Point(12, 1.8234, 0.9167),
            new Point(17, 1.5611, 1),
            new Point(30, 1.5014, 1));

    /** Wall clock of the whole run. */
    public static final double SECONDS = 13.9;

    private PublishedTrajectory() {}

    /** Whether it is of the experiment that these options describe; beside another it would mislead. */
    public static boolean isOf(TrainingOptions options) {
        return options.loss().equals(TrainingOptions.REFERENCE.loss())
                && options.data().equals(TrainingOptions.REFERENCE.data());
    }

    public static Optional<Point> at(int epoch) {
        return POINTS.stream().filter(point -> point.epoch() == epoch).findFirst();
    }
}
