// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.tools;

import cliplab.app.classify.AskedNetwork;
import cliplab.model.data.EvaluationSet;
import cliplab.model.eval.LinearProbe;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a linear probe measured on a network.
 *
 * @param points fewest labels first
 * @param zeroShot accuracy on the same images, 0 … 1
 * @param images held-out images that were counted
 * @param classes how many have training images
 * @param complete whether all numbers of labels were measured
 */
record ProbeResult(
        AskedNetwork network,
        List<LinearProbe.Point> points,
        double zeroShot,
        int images,
        int classes,
        boolean complete) {
    /** Less than one image of any set: what differs by so little is equal but for rounding. */
    private static final double ROUNDING = 1e-9;

    ProbeResult {
        points = List.copyOf(points);
    }

    static ProbeResult of(AskedNetwork network, LinearProbe.Curve curve) {
        return new ProbeResult(network, curve.points(), curve.zeroShot(), curve.images(), curve.classes(), false);
    }

    /** With more labels; where a class has no more images, these are the same point again. */
    ProbeResult and(LinearProbe.Curve more) {
        List<LinearProbe.Point> all = new ArrayList<>(points);
        more.points().stream()
                .filter(point -> point.labelsPerClass() > points.getLast().labelsPerClass())
                .forEach(all::add);
        return new ProbeResult(network, all, zeroShot, images, classes, complete);
    }

    ProbeResult whole() {
        return new ProbeResult(network, points, zeroShot, images, classes, true);
    }

    int trainingImages() {
        return network.data().images().count();
    }

    private boolean isAbove(LinearProbe.Point point) {
        return point.mean() > zeroShot + ROUNDING;
    }

    /** Labels per class with which the probe's mean is above zero-shot, fewest first. */
    List<Integer> above() {
        return points.stream()
                .filter(this::isAbove)
                .map(LinearProbe.Point::labelsPerClass)
                .toList();
    }

    /** Whether with these labels and all more that were measured the probe's mean is above zero-shot. */
    boolean aboveFrom(int labelsPerClass) {
        return points.stream()
                .filter(point -> point.labelsPerClass() >= labelsPerClass)
                .allMatch(this::isAbove);
    }

    /** The classes that training saw nothing of, by name. */
    List<String> withheld() {
        EvaluationSet heldOut = network.data().evaluation();
        return IntStream.range(0, heldOut.subjects().size())
                .filter(subject -> heldOut.withheld()[subject])
                .mapToObj(subject -> heldOut.subjects().get(subject))
                .toList();
    }
}
