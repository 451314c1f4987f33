// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import cliplab.viz.style.Palette;
import cliplab.viz.text.Messages;
import java.util.List;

/** What each threshold accepts: of the images that it should turn away, and of those that it should let in. */
public final class RocFigure extends CurveFigure {
    private double[] falseAccept = {};
    private double[] trueAccept = {};

    public RocFigure() {
        super(
                Messages.text("roc.title"),
                Messages.text("roc.empty"),
                Axes.percent(Messages.text("roc.axis.false"), 1),
                Axes.percent(Messages.text("roc.axis.true")));
    }

    /**
     * @param falseAccept shares, 0 … 1, of what should be turned away; never falling; not copied
     * @param trueAccept shares of what should be let in, point by point; never falling; not copied
     * @param chosenFalse where the threshold chosen is
     * @param chosenTrue where the threshold chosen is
     */
    public void show(double[] falseAccept, double[] trueAccept, double chosenFalse, double chosenTrue) {
        this.falseAccept = falseAccept;
        this.trueAccept = trueAccept;
        double[] ends = {0, 1};
        show(
                List.of(
                        Curve.of(Messages.text("roc.chance"), Look.line(Palette::muted, Look.dashed(1.2)), ends, ends),
                        Curve.of(
                                Messages.text("roc.curve"),
                                Look.line(Look.series(0), Look.solid(2)),
                                falseAccept,
                                trueAccept),
                        Curve.point(
                                Messages.text("roc.chosen"),
                                new Look(Palette::accent, null, Look.LARGE_DOT),
                                chosenFalse,
                                chosenTrue)),
                List.of());
    }

    /** The most that can be let in while no more than {@code x} is accepted falsely. */
    @Override
    String words(double x) {
        int last = 0;
        while (last + 1 < falseAccept.length && falseAccept[last + 1] <= x) {
            last++;
        }
        return Messages.text("roc.at", percent(falseAccept[last]), percent(trueAccept[last]));
    }
}
