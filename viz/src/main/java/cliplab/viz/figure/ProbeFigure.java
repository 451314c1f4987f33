// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import cliplab.viz.style.Palette;
import cliplab.viz.text.Messages;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a linear probe makes of a few labels per class, over draws of the labelled images: mean, range and each draw; with the
 * zero-shot accuracy on the same images and with chance.
 */
public final class ProbeFigure extends CurveFigure {
    /** Room for a marker at either end. */
    private static final double MARGIN = 1.15;

    private List<ProbePoint> points = List.of();
    private double zeroShot;

    /** @param labelsPerClass the numbers on the axis, ascending */
    public ProbeFigure(List<Integer> labelsPerClass) {
        super(
                Messages.text("probe.title"),
                Messages.text("probe.empty"),
                new RatioAxis(
                        Messages.text("probe.axis.labels"),
                        labelsPerClass.getFirst() / MARGIN,
                        labelsPerClass.getLast() * MARGIN,
                        labelsPerClass.stream()
                                .mapToDouble(Integer::doubleValue)
                                .toArray()),
                Axes.percent(Messages.text("probe.axis.accuracy")));
    }

    /**
     * @param newPoints fewest labels first; none yet is fine
     * @param newZeroShot accuracy without labels, 0 … 1
     * @param chance what guessing gives, 0 … 1
     */
    public void show(List<ProbePoint> newPoints, double newZeroShot, double chance) {
        points = List.copyOf(newPoints);
        zeroShot = newZeroShot;
        double[] x = column(ProbePoint::labelsPerClass);
        double[] drawX = points.stream()
                .flatMapToDouble(point -> point.accuracies().stream().mapToDouble(_ -> point.labelsPerClass()))
                .toArray();
        double[] drawY = points.stream()
                .flatMapToDouble(point -> point.accuracies().stream().mapToDouble(Double::doubleValue))
                .toArray();
        show(
                List.of(
                        Curve.of(
                                Messages.text("probe.draws"),
                                new Look(Look.faint(Look.series(0)), null, Look.SMALL_DOT),
                                drawX,
                                drawY),
                        new Curve(
                                Messages.text("probe.mean"),
                                new Look(Look.series(0), Look.solid(2), Look.DOT),
                                x,
                                column(ProbePoint::mean),
                                column(ProbePoint::lowest),
                                column(ProbePoint::highest))),
                List.of(
                        new Mark(
                                Messages.text("probe.zeroShot"),
                                Messages.text("probe.mark.zeroShot", percent(zeroShot)),
                                Look.line(Look.series(1), Look.dashed(1.6)),
                                Mark.Place.LEFT,
                                zeroShot),
                        new Mark(
                                Messages.text("probe.chance"),
                                Messages.text("probe.mark.chance", percent(chance)),
                                Look.line(Palette::muted, Look.dotted(1.4)),
                                Mark.Place.RIGHT,
                                chance)));
    }

    private double[] column(ToDoubleFunction<ProbePoint> value) {
        return points.stream().mapToDouble(value).toArray();
    }

    @Override
    String words(double x) {
        if (points.isEmpty()) {
            return Messages.text("probe.mark.zeroShot", percent(zeroShot));
        }
        ProbePoint point = points.get(nearest(column(ProbePoint::labelsPerClass), x));
        return Messages.text(
                "probe.at",
                point.labelsPerClass(),
                percent(point.mean()),
                percent(point.lowest()),
                percent(point.highest()),
                point.accuracies().size(),
                percent(zeroShot));
    }
}
