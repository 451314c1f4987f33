// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import cliplab.viz.figure.Tables.Column;
import cliplab.viz.text.Messages;
import java.util.List;
import java.util.Locale;

/** Mean cosines epoch by epoch: images within a class and between classes; image and caption by shared attributes. */
public final class CosineFigure extends LineFigure {
    private final PointBuffer epochs;

    public CosineFigure() {
        this(new PointBuffer(5));
    }

    private CosineFigure(PointBuffer epochs) {
        super(
                Messages.text("cosine.title"),
                value -> String.format(Locale.ROOT, "%.2f", value),
                List.of(epochs),
                1,
                List.of(Axes.linear(Messages.text("cosine.axis"))));
        this.epochs = epochs;
        curve(Messages.text("cosine.within"), new Look(Look.series(0), Look.solid(1.8), Look.DOT), 0);
        curve(Messages.text("cosine.between"), new Look(Look.series(0), Look.dotted(1.8), Look.SQUARE), 1);
        curve(Messages.text("cosine.sharedBoth"), new Look(Look.series(1), Look.solid(1.8), Look.UP), 4);
        curve(Messages.text("cosine.sharedOne"), new Look(Look.series(2), Look.dashed(1.8), Look.DIAMOND), 3);
        curve(Messages.text("cosine.sharedNone"), new Look(Look.series(3), Look.dashDotted(1.8), Look.DOWN), 2);
        axis(XAxisKind.EPOCH);
    }

    private void curve(String label, Look look, int column) {
        add(0, new Line(label, look, epochs, column));
    }

    /** Begins a run with nothing in it. */
    public void begin(int stepsPerEpoch, int plannedEpochs) {
        clear();
        plan(stepsPerEpoch, plannedEpochs);
    }

    public void clear() {
        epochs.clear();
        changed();
    }

    /** The same epoch again replaces its point. */
    public void append(CosinePoint point) {
        epochs.put(
                point.step(),
                point.epoch(),
                point.seconds(),
                point.within(),
                point.between(),
                point.sharedNone(),
                point.sharedOne(),
                point.sharedBoth());
        changed();
    }

    @Override
    List<Column> columns() {
        return List.of(
                new Column(Messages.text("cosine.within"), epochs, 0),
                new Column(Messages.text("cosine.between"), epochs, 1),
                new Column(Messages.text("cosine.sharedNone"), epochs, 2),
                new Column(Messages.text("cosine.sharedOne"), epochs, 3),
                new Column(Messages.text("cosine.sharedBoth"), epochs, 4));
    }
}
