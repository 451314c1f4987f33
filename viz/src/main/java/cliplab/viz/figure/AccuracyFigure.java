// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import cliplab.viz.figure.Tables.Column;
import cliplab.viz.style.Palette;
import cliplab.viz.text.Messages;
import java.awt.BasicStroke;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Zero-shot accuracy on held-out images epoch by epoch; on demand class by class, and within the training batches. */
public final class AccuracyFigure extends LineFigure {
    private static final int ALL = 0;
    private static final int WITHHELD = 1;
    private static final int CHANCE = 2;
    private static final int CLASSES = 3;
    private static final double BATCH_SMOOTHING = 0.9;

    private final List<String> labels;
    private final double chance;
    private final PointBuffer epochs;
    private final PointBuffer batches;
    private final PointBuffer published = new PointBuffer(1);
    private final List<Line> classLines = new ArrayList<>();
    private final Line withheldLine;
    private boolean anyWithheld;
    private final Line ghost;
    private final Line imageToText;
    private final Line textToImage;
    private Smoother smoothImageToText = new Smoother(BATCH_SMOOTHING);
    private Smoother smoothTextToImage = new Smoother(BATCH_SMOOTHING);
    private boolean perClass;
    private int selected = -1;

    /**
     * @param labels the classes by name
     * @param chance what guessing gives, 0 … 1
     */
    public AccuracyFigure(List<String> labels, double chance) {
        this(List.copyOf(labels), chance, new PointBuffer(CLASSES + labels.size()), new PointBuffer(4));
    }

    private AccuracyFigure(List<String> labels, double chance, PointBuffer epochs, PointBuffer batches) {
        super(
                Messages.text("accuracy.title"),
                AccuracyFigure::percent,
                List.of(epochs, batches),
                1,
                List.of(Axes.percent(Messages.text("accuracy.axis"))));
        this.labels = labels;
        this.chance = chance;
        this.epochs = epochs;
        this.batches = batches;
        add(
                0,
                new Line(Messages.text("accuracy.chance"), Look.line(Palette::muted, Look.dashed(1.2)), epochs, CHANCE)
                        .tagged(new Tag(value -> Messages.text("accuracy.tag.chance", percent(value)), true)));
        imageToText = add(
                0,
                new Line(
                        Messages.text("chart.imageToText"),
                        Look.line(Look.faint(Look.series(1)), Look.dashDotted(1.3)),
                        batches,
                        2));
        textToImage = add(
                0,
                new Line(
                        Messages.text("chart.textToImage"),
                        Look.line(Look.faint(Look.series(2)), Look.dashed(1.3)),
                        batches,
                        3));
        for (int i = 0; i < labels.size(); i++) {
            classLines.add(add(0, new Line(labels.get(i), thin(i), epochs, CLASSES + i)));
        }
        ghost = add(
                0,
                new Line(
                        Messages.text("chart.published"),
                        new Look(Palette::ghost, Look.dashed(1.4), Look.SQUARE),
                        published,
                        0));
        withheldLine = add(
                0,
                new Line(
                        Messages.text("accuracy.withheld"),
                        new Look(Look.series(3), Look.dashed(1.8), Look.UP),
                        epochs,
                        WITHHELD));
        add(
                0,
                new Line(
                        Messages.text("accuracy.heldOut"),
                        new Look(Look.series(0), Look.solid(2), Look.DOT),
                        epochs,
                        ALL));
        batches(false);
        axis(XAxisKind.EPOCH);
    }

    /** Neighbours in the palette differ by lightness, every four by hue: the dash is for those who see no hue. */
    private static Look thin(int index) {
        BasicStroke stroke = switch (index / 4 % 4) {
            case 0 -> Look.solid(1);
            case 1 -> Look.dashed(1);
            case 2 -> Look.dashDotted(1);
            default -> Look.dotted(1);
        };
        return Look.line(palette -> palette.ofClass(index), stroke);
    }

    private static String percent(double share) {
        return Axes.format("0.##%").format(share);
    }

    /** Begins a run with nothing in it; see {@link LossFigure#begin}. */
    public void begin(int stepsPerEpoch, int plannedEpochs, List<PublishedPoint> trajectory) {
        clear();
        plan(stepsPerEpoch, plannedEpochs);
        published.replace(trajectory, stepsPerEpoch);
    }

    public void clear() {
        anyWithheld = false;
        epochs.clear();
        batches.clear();
        smoothImageToText = new Smoother(BATCH_SMOOTHING);
        smoothTextToImage = new Smoother(BATCH_SMOOTHING);
        changed();
    }

    /**
     * The same epoch again replaces its point, as when other templates are asked.
     *
     * @throws IllegalArgumentException for another number of classes than there are labels
     */
    public void append(AccuracyPoint point) {
        if (!point.classes().isEmpty() && point.classes().size() != labels.size()) {
            throw new IllegalArgumentException(point.classes().size() + " of " + labels.size() + " classes");
        }
        double[] values = new double[CLASSES + labels.size()];
        Arrays.fill(values, Double.NaN);
        values[ALL] = point.accuracy();
        values[WITHHELD] = point.withheld();
        anyWithheld |= !Double.isNaN(point.withheld());
        values[CHANCE] = chance;
        for (int i = 0; i < point.classes().size(); i++) {
            values[CLASSES + i] = point.classes().get(i);
        }
        epochs.put(point.step(), point.epoch(), point.seconds(), values);
        changed();
    }

    /**
     * How much of a training batch was matched right at a step, in both directions.
     *
     * @param epoch with its fraction
     */
    public void appendBatch(long step, double epoch, double seconds, double imageToTextTop1, double textToImageTop1) {
        batches.add(
                step,
                epoch,
                seconds,
                imageToTextTop1,
                textToImageTop1,
                smoothImageToText.next(imageToTextTop1),
                smoothTextToImage.next(textToImageTop1));
        if (imageToText.shown()) {
            changed();
        }
    }

    /** Whether each class has its line. */
    public void classes(boolean shown) {
        perClass = shown;
        changed();
    }

    public boolean classes() {
        return perClass;
    }

    /** Whether the share matched right within training batches is drawn. */
    public void batches(boolean shown) {
        imageToText.show(shown);
        textToImage.show(shown);
        changed();
    }

    public boolean batches() {
        return imageToText.shown();
    }

    /** @param index the class whose line stands out, −1 for none */
    public void select(int index) {
        selected = index;
        for (int i = 0; i < classLines.size(); i++) {
            classLines.get(i).look(i == selected ? new Look(thin(i).ink(), Look.solid(3), Look.DIAMOND) : thin(i));
        }
        dress();
    }

    @Override
    void prepare() {
        ghost.show(axis() != XAxisKind.TIME);
        withheldLine.show(anyWithheld);
        for (int i = 0; i < classLines.size(); i++) {
            classLines.get(i).show(perClass || i == selected);
            classLines.get(i).named(i == selected || isAlone());
        }
    }

    @Override
    List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column(Messages.text("accuracy.heldOut"), epochs, ALL));
        columns.add(new Column(Messages.text("accuracy.withheld"), epochs, WITHHELD));
        columns.add(new Column(Messages.text("accuracy.chance"), epochs, CHANCE));
        for (int i = 0; i < labels.size(); i++) {
            columns.add(new Column(labels.get(i), epochs, CLASSES + i));
        }
        columns.add(new Column(Messages.text("chart.imageToText"), batches, 0));
        columns.add(new Column(Messages.text("chart.textToImage"), batches, 1));
        columns.add(new Column(Messages.text("chart.imageToText.smooth"), batches, 2));
        columns.add(new Column(Messages.text("chart.textToImage.smooth"), batches, 3));
        columns.add(new Column(Messages.text("chart.published"), published, 0));
        return columns;
    }
}
