// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import cliplab.viz.style.Palette;
import cliplab.viz.text.Messages;
import cliplab.viz.text.Numbers;
import java.util.ArrayList;
import java.util.List;

/** How undecided an answer is over the temperature τ: its entropy as a share of the largest possible. */
public final class SharpnessFigure extends CurveFigure {
    private double[] temperatures = {};
    private double[] shares = {};

    /** @param lowest, highest the ends of the axis of τ, above 0 */
    public SharpnessFigure(double lowest, double highest) {
        super(
                Messages.text("sharpness.title"),
                Messages.text("sharpness.empty"),
                new RatioAxis(Messages.text("sharpness.axis.temperature"), lowest, highest),
                Axes.percent(Messages.text("sharpness.axis.entropy")));
    }

    /**
     * @param temperatures τ, ascending; not copied
     * @param shares of the largest possible entropy at each, 0 … 1; not copied
     * @param now τ in use
     * @param learned τ as the network learned it; NaN where that is not known
     */
    public void show(double[] temperatures, double[] shares, double now, double learned) {
        this.temperatures = temperatures;
        this.shares = shares;
        List<Curve> curves = new ArrayList<>();
        if (!Double.isNaN(learned)) {
            curves.add(upright(
                    Messages.text("sharpness.learned", Numbers.temperature(learned)),
                    Look.line(Palette::muted, Look.dashed(1.4)),
                    learned));
        }
        curves.add(upright(
                Messages.text("sharpness.now", Numbers.temperature(now)),
                Look.line(Palette::accent, Look.dotted(1.6)),
                now));
        curves.add(Curve.of(
                Messages.text("sharpness.curve"), Look.line(Look.series(0), Look.solid(2)), temperatures, shares));
        show(curves, List.of());
    }

    private static Curve upright(String name, Look look, double at) {
        return Curve.of(name, look, new double[] {at, at}, new double[] {0, 1});
    }

    @Override
    String words(double x) {
        int at = nearest(temperatures, x);
        return Messages.text("sharpness.at", Numbers.temperature(temperatures[at]), percent(shares[at]));
    }
}
