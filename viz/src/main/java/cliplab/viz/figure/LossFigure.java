// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import cliplab.viz.figure.Tables.Column;
import cliplab.viz.style.Palette;
import cliplab.viz.text.Messages;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The training loss of each step, raw and smoothed, between what guessing gives and what duplicate captions allow. Appending
 * is O(1); changing the smoothing goes through all points once.
 */
public final class LossFigure extends LineFigure {
    private static final int LOSS = 0;
    private static final int IMAGE_TO_TEXT = 1;
    private static final int TEXT_TO_IMAGE = 2;
    private static final int BATCH_FLOOR = 3;
    private static final int CHANCE = 4;
    private static final int FLOOR = 5;
    private static final int SMOOTH = 6; // followed by the smoothed directions

    private final PointBuffer steps;
    private final PointBuffer epochs;
    private final PointBuffer published;
    private final Smoother[] smoothers = new Smoother[3];
    private final Line imageToText;
    private final Line textToImage;
    private final Line ghost;
    private double smoothing;
    private double chance = Double.NaN;
    private double floor = Double.NaN;

    public LossFigure() {
        this(new PointBuffer(9), new PointBuffer(1), new PointBuffer(1));
    }

    private LossFigure(PointBuffer steps, PointBuffer epochs, PointBuffer published) {
        super(
                Messages.text("loss.title"),
                LossFigure::number,
                List.of(steps),
                0.25,
                List.of(Axes.linear(Messages.text("loss.axis"))));
        this.steps = steps;
        this.epochs = epochs;
        this.published = published;
        add(0, new Line(Messages.text("loss.raw"), Look.line(Look.faint(Look.series(0)), Look.solid(1)), steps, LOSS));
        add(
                0,
                new Line(Messages.text("loss.chance"), Look.line(Palette::muted, Look.dashed(1.2)), steps, CHANCE)
                        .tagged(new Tag(value -> Messages.text("loss.tag.chance", value), true)));
        add(
                0,
                new Line(Messages.text("loss.floor"), Look.line(Palette::muted, Look.dotted(1.2)), steps, FLOOR)
                        .tagged(new Tag(value -> Messages.text("loss.tag.floor", value), false)));
        ghost = add(
                0, new Line(Messages.text("chart.published"), Look.line(Palette::ghost, Look.dashed(2)), published, 0));
        imageToText = add(
                0,
                new Line(
                        Messages.text("chart.imageToText"),
                        Look.line(Look.series(1), Look.dashDotted(1.6)),
                        steps,
                        SMOOTH + 1));
        textToImage = add(
                0,
                new Line(
                        Messages.text("chart.textToImage"),
                        Look.line(Look.series(2), Look.dashed(1.6)),
                        steps,
                        SMOOTH + 2));
        add(0, new Line(Messages.text("loss.smooth"), Look.line(Look.series(0), Look.solid(2)), steps, SMOOTH));
        add(0, new Line(Messages.text("loss.epochMean"), new Look(Palette::text, null, Look.DIAMOND), epochs, 0));
        directions(false);
        smoothing(0.9);
        apply(Palette.LIGHT);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    /**
     * Begins a run with nothing in it.
     *
     * @param stepsPerEpoch > 0
     * @param plannedEpochs > 0
     * @param trajectory somebody else's means, by epoch; may be empty
     */
    public void begin(int stepsPerEpoch, int plannedEpochs, List<PublishedPoint> trajectory) {
        clear();
        plan(stepsPerEpoch, plannedEpochs);
        published.replace(trajectory, stepsPerEpoch);
    }

    /** Forgets the points of the run; the published ones stay. */
    public void clear() {
        steps.clear();
        epochs.clear();
        smoothing(smoothing);
    }

    public void append(LossPoint point) {
        steps.add(
                point.step(),
                point.epoch(),
                point.seconds(),
                point.loss(),
                point.imageToText(),
                point.textToImage(),
                point.batchFloor(),
                chance,
                floor,
                smoothers[LOSS].next(point.loss()),
                smoothers[IMAGE_TO_TEXT].next(point.imageToText()),
                smoothers[TEXT_TO_IMAGE].next(point.textToImage()));
        changed();
    }

    /** @param mean training loss over an epoch's steps; the same epoch again replaces it */
    public void appendEpoch(int epoch, long step, double seconds, double mean) {
        epochs.put(step, epoch, seconds, mean);
        changed();
    }

    /** The reference lines from the next step on: {@link #references(long, double, double)}. */
    public void references(double newChance, double newFloor) {
        references(Math.round(steps.last(XAxisKind.STEP)) + 1, newChance, newFloor);
    }

    /**
     * Where the reference lines lie from a step on, at most the next one; what came before stays as it was. NaN draws none.
     *
     * @param newChance what guessing gives, log N for InfoNCE
     * @param newFloor what the duplicate captions to be expected in a batch allow
     */
    public void references(long fromStep, double newChance, double newFloor) {
        chance = newChance;
        floor = newFloor;
        int from = steps.from(XAxisKind.STEP, (double) fromStep);
        Arrays.fill(steps.column(CHANCE), from, steps.size(), chance);
        Arrays.fill(steps.column(FLOOR), from, steps.size(), floor);
        changed();
    }

    /** @param beta 0 (as it comes) … 0.99 */
    public void smoothing(double beta) {
        for (int direction = 0; direction < smoothers.length; direction++) {
            Smoother smoother = new Smoother(beta);
            double[] raw = steps.column(LOSS + direction);
            double[] smooth = steps.column(SMOOTH + direction);
            for (int i = 0; i < steps.size(); i++) {
                smooth[i] = smoother.next(raw[i]);
            }
            smoothers[direction] = smoother;
        }
        smoothing = beta;
        changed();
    }

    public double smoothing() {
        return smoothing;
    }

    /** Whether the losses of the two directions are drawn as well. */
    public void directions(boolean shown) {
        imageToText.show(shown);
        textToImage.show(shown);
        changed();
    }

    public boolean directions() {
        return imageToText.shown();
    }

    /** Whether the vertical axis is logarithmic; zoom ends. */
    public void logarithmic(boolean logarithmic) {
        String label = Messages.text("loss.axis");
        vertical(logarithmic ? new DecadeAxis(label) : Axes.linear(label));
    }

    @Override
    void prepare() {
        ghost.show(axis() != XAxisKind.TIME);
    }

    @Override
    List<Column> columns() {
        return List.of(
                new Column(Messages.text("loss.raw"), steps, LOSS),
                new Column(Messages.text("loss.smooth"), steps, SMOOTH),
                new Column(Messages.text("chart.imageToText"), steps, IMAGE_TO_TEXT),
                new Column(Messages.text("chart.textToImage"), steps, TEXT_TO_IMAGE),
                new Column(Messages.text("chart.imageToText.smooth"), steps, SMOOTH + 1),
                new Column(Messages.text("chart.textToImage.smooth"), steps, SMOOTH + 2),
                new Column(Messages.text("loss.batchFloor"), steps, BATCH_FLOOR),
                new Column(Messages.text("loss.chance"), steps, CHANCE),
                new Column(Messages.text("loss.floor"), steps, FLOOR),
                new Column(Messages.text("loss.epochMean"), epochs, 0),
                new Column(Messages.text("chart.published"), published, 0));
    }
}
