// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import cliplab.viz.figure.Tables.Column;
import cliplab.viz.text.Messages;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.ui.RectangleInsets;

/** Temperature τ on the left axis, logarithmic, and learning rate on the right. Small. */
public final class CompanionFigure extends LineFigure {
    private static final RectangleInsets BELOW = new RectangleInsets(2, 4, 8, 4);

    private final PointBuffer steps;

    public CompanionFigure() {
        this(new PointBuffer(2));
    }

    private CompanionFigure(PointBuffer steps) {
        super(
                Messages.text("companion.title"),
                value -> String.format(Locale.ROOT, "%.2g", value),
                List.of(steps),
                1,
                List.of(new DecadeAxis(""), Axes.linear("")));
        this.steps = steps;
        add(0, new Line(Messages.text("companion.temperature"), Look.line(Look.series(3), Look.solid(1.8)), steps, 0));
        add(
                1,
                new Line(
                        Messages.text("companion.learningRate"),
                        Look.line(Look.series(4), Look.dashed(1.6)),
                        steps,
                        1));
        axis(XAxisKind.EPOCH);
    }

    /** Begins a run with nothing in it. */
    public void begin(int stepsPerEpoch, int plannedEpochs) {
        clear();
        plan(stepsPerEpoch, plannedEpochs);
    }

    public void clear() {
        steps.clear();
        changed();
    }

    /**
     * @param epoch with its fraction
     * @param temperature τ > 0, NaN where there is none
     */
    public void append(long step, double epoch, double seconds, double temperature, double learningRate) {
        steps.add(step, epoch, seconds, temperature, learningRate);
        changed();
    }

    /** The chart above says the same. */
    @Override
    public String hint() {
        return super.hint().isEmpty() ? "" : Messages.text("companion.empty");
    }

    @Override
    void prepare() {
        if (isAlone()) {
            chart().getXYPlot().getRangeAxis(0).setLabel(Messages.text("companion.axis.temperature"));
            chart().getXYPlot().getRangeAxis(1).setLabel(Messages.text("companion.axis.learningRate"));
            return;
        }
        // The chart above counts the same epochs.
        chart().getXYPlot().getDomainAxis().setLabel(null);
        chart().getXYPlot().getDomainAxis().setTickLabelsVisible(false);
        // Room for the lower half of the lowest number.
        chart().setPadding(BELOW);
    }

    @Override
    List<Column> columns() {
        return List.of(
                new Column(Messages.text("companion.temperature"), steps, 0),
                new Column(Messages.text("companion.learningRate"), steps, 1));
    }
}
