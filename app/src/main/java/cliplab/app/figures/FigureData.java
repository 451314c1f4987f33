// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.figures;

import cliplab.model.data.EvaluationSet;
import cliplab.model.data.LabelSet;
import cliplab.model.eval.Evaluation;
import cliplab.model.eval.SimilarityMatrix;
import cliplab.model.train.EpochMetrics;
import cliplab.model.train.Networks;
import cliplab.model.train.PublishedTrajectory;
import cliplab.model.train.StepMetrics;
import cliplab.model.train.TrainingOptions;
import cliplab.viz.figure.CosinePoint;
import cliplab.viz.figure.LayerRow;
import cliplab.viz.figure.LossPoint;
import cliplab.viz.figure.PublishedPoint;
import cliplab.viz.figure.SimilarityView;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What the model measured, as figures take it, for panes and files alike. Stateless; any thread. */
public final class FigureData {
    private FigureData() {}

    /** @param epoch where the step lies, in epochs, such as 1.5 */
    public static LossPoint loss(StepMetrics m, double epoch) {
        return new LossPoint(
                m.step(), epoch, m.seconds(), m.loss(), m.lossImageToText(), m.lossTextToImage(), m.floor());
    }

    /** By shared attributes only where classes have two. */
    public static CosinePoint cosines(EpochMetrics m, Evaluation seen) {
        double[] shared = seen.cosineBySharedAttributes();
        boolean known = shared.length == 3;
        return new CosinePoint(
                m.epoch(),
                m.step(),
                m.seconds(),
                seen.withinClass(),
                seen.betweenClasses(),
                known ? shared[0] : Double.NaN,
                known ? shared[1] : Double.NaN,
                known ? shared[2] : Double.NaN);
    }

    /** Accuracy of each class, 0 … 1, in the order of the classes. */
    public static List<Double> accuracyPerClass(Evaluation seen) {
        return Arrays.stream(seen.accuracyPerLabel()).boxed().toList();
    }

    /** Published figures, which are of one experiment: beside another they would mislead, and there are none. */
    public static List<PublishedPoint> published(
            TrainingOptions options, ToDoubleFunction<PublishedTrajectory.Point> value) {
        return PublishedTrajectory.isOf(options)
                ? PublishedTrajectory.POINTS.stream()
                        .map(point -> new PublishedPoint(point.epoch(), value.applyAsDouble(point)))
                        .toList()
                : List.of();
    }

    /** @param temperature that of the moment the matrix was seen */
    public static SimilarityView similarity(EvaluationSet set, SimilarityMatrix matrix, double temperature) {
        int[] rows = places(matrix.rows(), set);
        int[] columns = places(matrix.columns(), set);
        return new SimilarityView(
                matrix.rows(),
                matrix.columns(),
                rows,
                columns,
                matrix.cosines(),
                temperature,
                shared(set.labels(), rows, columns));
    }

    private static int[] places(List<String> subjects, EvaluationSet set) {
        return subjects.stream().mapToInt(set.subjects()::indexOf).toArray();
    }

    private static int[][] shared(LabelSet labels, int[] rows, int[] columns) {
        if (labels.attributeCount() == 0) {
            return new int[0][];
        }
        return Arrays.stream(rows)
                .mapToObj(row -> Arrays.stream(columns)
                        .map(column -> labels.sharedAttributes(row, column))
                        .toArray())
                .toArray(int[][]::new);
    }

    /** @param words of the vocabulary */
    public static List<LayerRow> layers(TrainingOptions options, int words) {
        return Networks.layers(options, words).stream()
                .map(layer -> new LayerRow(
                        layer.tower(), layer.name(), layer.outputShape(), layer.parameterShape(), layer.parameters()))
                .toList();
    }
}
