// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.runs;

import cliplab.model.loss.LossReference;
import cliplab.model.run.RunManifest;
import cliplab.model.run.RunRow;
import cliplab.model.train.Change;
import cliplab.model.train.EpochMetrics;
import cliplab.model.train.LiveSetting;
import cliplab.model.train.StepMetrics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A run with all its numbers, to be compared. Immutable.
 *
 * @param row what the library says of it
 * @param epochs in order
 * @param steps in order
 */
public record ComparedRun(RunRow.Known row, List<EpochMetrics> epochs, List<StepMetrics> steps) {
    /** A curve is read, not each step: this many points show all that a screen can. */
    private static final int MOST_POINTS = 500;

    /** What is compared. */
    public enum Measure {
        /** Mean of an epoch. */
        LOSS,
        /** Of the steps, means over equally many of them where there are more than a screen shows. */
        STEP_LOSS,
        /** Zero-shot at an epoch's end, as a fraction. */
        ACCURACY
    }

    /** What the points are counted by. */
    public enum Axis {
        EPOCH,
        STEP,
        PAIRS,
        /** Seconds of training, pauses left out. */
        TIME
    }

    /** One number of a curve. */
    public record Point(double x, double y) {}

    static ComparedRun read(RunRow.Known row) throws IOException {
        return new ComparedRun(row, row.run().epochs(), row.run().steps());
    }

    /** The points that are defined; before the first epoch's end, steps have no place on the axis of epochs. */
    List<Point> points(Measure measure, Axis axis) {
        return switch (measure) {
            case LOSS ->
                epochs.stream()
                        .map(m -> new Point(x(m, axis), m.loss()))
                        .filter(point -> Double.isFinite(point.y()))
                        .toList();
            case ACCURACY ->
                epochs.stream()
                        .map(m -> new Point(x(m, axis), m.accuracy()))
                        .filter(point -> Double.isFinite(point.y()))
                        .toList();
            case STEP_LOSS -> stepPoints(axis);
        };
    }

    private List<Point> stepPoints(Axis axis) {
        int width = Math.ceilDiv(Math.max(1, steps.size()), MOST_POINTS);
        List<Point> points = new ArrayList<>();
        for (int from = 0; from < steps.size(); from += width) {
            List<StepMetrics> block = steps.subList(from, Math.min(steps.size(), from + width));
            double mean =
                    block.stream().mapToDouble(StepMetrics::loss).average().orElseThrow();
            Point point = new Point(x(block.getLast(), axis), mean);
            if (Double.isFinite(point.x()) && Double.isFinite(mean)) {
                points.add(point);
            }
        }
        return points;
    }

    private static double x(EpochMetrics m, Axis axis) {
        return switch (axis) {
            case EPOCH -> m.epoch();
            case STEP -> m.step();
            case PAIRS -> m.pairs();
            case TIME -> m.seconds();
        };
    }

    private double x(StepMetrics m, Axis axis) {
        return switch (axis) {
            case EPOCH -> (double) m.pairs() / pairsPerEpoch();
            case STEP -> m.step();
            case PAIRS -> m.pairs();
            case TIME -> m.seconds();
        };
    }

    /** NaN before the first epoch's end. */
    private double pairsPerEpoch() {
        return epochs.stream()
                .filter(m -> m.epoch() == 1)
                .mapToDouble(EpochMetrics::pairs)
                .findFirst()
                .orElse(Double.NaN);
    }

    /** The least loss that the batches of the last epoch allowed. */
    double floor(Measure measure) {
        return measure == Measure.ACCURACY || epochs.isEmpty()
                ? Double.NaN
                : epochs.getLast().floor();
    }

    /** What guessing gives, with the batches as they were at the end; NaN where that is not known. */
    double chance(Measure measure) {
        RunManifest run = row.run().manifest();
        if (measure == Measure.ACCURACY) {
            return run.labels().isEmpty() ? Double.NaN : 1.0 / run.labels().size();
        }
        if (Double.isNaN(pairsPerEpoch())) {
            return Double.NaN;
        }
        int pairs = (int) pairsPerEpoch();
        return LossReference.chanceLine(run.options().loss(), pairs, Math.min(lastBatchSize(), pairs));
    }

    private int lastBatchSize() {
        int size = row.run().manifest().options().batchSize();
        for (Change change : row.summary().changes()) {
            if (change.setting() == LiveSetting.BATCH_SIZE) {
                size = Integer.parseInt(change.to());
            }
        }
        return size;
    }
}
