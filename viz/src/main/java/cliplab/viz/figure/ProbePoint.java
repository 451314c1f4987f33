// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import java.util.List;

/**
 * How well so many labels per class taught to name images.
 *
 * @param labelsPerClass at least 1
 * @param accuracies one for each draw of the labelled images, 0 … 1; at least one
 */
public record ProbePoint(int labelsPerClass, List<Double> accuracies) {
    public ProbePoint {
        accuracies = List.copyOf(accuracies);
        if (accuracies.isEmpty()) {
            throw new IllegalArgumentException("no draw with " + labelsPerClass + " labels per class");
        }
    }

    public double mean() {
        return accuracies.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    public double lowest() {
        return accuracies.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    public double highest() {
        return accuracies.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }
}
