// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.export;

import cliplab.viz.figure.AccuracyFigure;
import cliplab.viz.figure.AccuracyPoint;
import cliplab.viz.figure.BatchFigure;
import cliplab.viz.figure.BatchReading;
import cliplab.viz.figure.BatchView;
import cliplab.viz.figure.CompanionFigure;
import cliplab.viz.figure.CosineFigure;
import cliplab.viz.figure.CosinePoint;
import cliplab.viz.figure.EmbeddingFigure;
import cliplab.viz.figure.Figure;
import cliplab.viz.figure.LayerRow;
import cliplab.viz.figure.LayerTable;
import cliplab.viz.figure.LossFigure;
import cliplab.viz.figure.LossPoint;
import cliplab.viz.figure.NetworkFigure;
import cliplab.viz.figure.ProbeFigure;
import cliplab.viz.figure.ProbePoint;
import cliplab.viz.figure.PublishedPoint;
import cliplab.viz.figure.RocFigure;
import cliplab.viz.figure.SharpnessFigure;
import cliplab.viz.figure.SimilarityFigure;
import cliplab.viz.figure.SimilarityView;
import cliplab.viz.figure.Thumbnail;
import cliplab.viz.projection.PcaProjector;
import cliplab.viz.projection.Projection;
import cliplab.viz.projection.ProjectionQuality;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** One figure of each kind, with numbers in it. */
final class Samples {
    static final Provenance PROVENANCE = new Provenance(
            "A title with τ & “quotes” <and> more",
            "Reference · seed 0 · epoch 3 of 30 · trained on cpu · CLIP Lab 0.1.0 · a run\u0001named 'ü'",
            "{\"seed\":0,\"text\":\"<τ> & &amp; \\\"ü\\\" – 😀\"}");

    private static final List<String> LABELS = List.of("red circle", "red square", "blue circle", "blue square");

    private Samples() {}

    static List<Figure> all() {
        return List.of(
                loss(500),
                accuracy(),
                companion(),
                cosine(),
                roc(),
                probe(),
                sharpness(),
                similarity(LABELS),
                map(),
                batch(),
                network());
    }

    private static BatchFigure batch() {
        int size = LABELS.size();
        float[][] logits = new float[size][size];
        int[] numbers = new int[size];
        for (int row = 0; row < size; row++) {
            numbers[row] = row;
            for (int column = 0; column < size; column++) {
                logits[row][column] = row == column ? 9 : row + column;
            }
        }
        BatchView view = new BatchView(12, LABELS, numbers, numbers, logits);
        return new BatchFigure(view, BatchReading.of(view));
    }

    static LossFigure loss(int steps) {
        LossFigure figure = new LossFigure();
        figure.begin(10, 60, List.of(new PublishedPoint(1, 3), new PublishedPoint(30, 1.5)));
        figure.references(4.16, 1.5);
        for (int step = 1; step <= steps; step++) {
            double loss = 1.5 + 2.5 / step + 0.1 * Math.sin(step);
            figure.append(new LossPoint(step, step / 10.0, step * 0.03, loss, loss + 0.1, loss - 0.1, 1.4));
        }
        figure.appendEpoch(1, 10, 0.3, 3.1);
        return figure;
    }

    private static AccuracyFigure accuracy() {
        AccuracyFigure figure = new AccuracyFigure(LABELS, 0.25);
        figure.begin(10, 3, List.of());
        for (int epoch = 0; epoch <= 3; epoch++) {
            double share = 0.25 * (epoch + 1);
            figure.append(new AccuracyPoint(epoch, epoch * 10L, epoch, share, Double.NaN, List.of(0., 1., 0.5, share)));
        }
        return figure;
    }

    private static CompanionFigure companion() {
        CompanionFigure figure = new CompanionFigure();
        figure.begin(10, 3);
        for (int step = 1; step <= 30; step++) {
            figure.append(step, step / 10.0, step, 0.07 - step * 1e-4, 5e-4 - step * 1e-5);
        }
        return figure;
    }

    private static CosineFigure cosine() {
        CosineFigure figure = new CosineFigure();
        figure.begin(10, 3);
        figure.append(new CosinePoint(0, 0, 0, 0.9, 0.8, 0.1, 0.1, 0.1));
        figure.append(new CosinePoint(3, 30, 1, 0.9, -0.1, -0.2, 0.3, 0.9));
        return figure;
    }

    private static RocFigure roc() {
        RocFigure figure = new RocFigure();
        figure.show(new double[] {0, 0.1, 1}, new double[] {0, 0.9, 1}, 0.1, 0.9);
        return figure;
    }

    private static ProbeFigure probe() {
        ProbeFigure figure = new ProbeFigure(List.of(1, 5, 20));
        figure.show(List.of(new ProbePoint(1, List.of(0.5, 0.6)), new ProbePoint(20, List.of(0.9, 0.95))), 0.8, 0.0625);
        return figure;
    }

    private static SharpnessFigure sharpness() {
        SharpnessFigure figure = new SharpnessFigure(0.01, 10);
        figure.show(new double[] {0.01, 0.1, 1, 10}, new double[] {0, 0.1, 0.9, 1}, 0.07, 0.066);
        return figure;
    }

    static SimilarityFigure similarity(List<String> labels) {
        int size = labels.size();
        int[] classes = IntStream.range(0, size).toArray();
        float[][] cosines = new float[size][size];
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                cosines[row][column] = row == column ? 0.9f : 0.3f * (row - column);
            }
        }
        List<Thumbnail> images = IntStream.range(0, size)
                .mapToObj(_ -> new Thumbnail(2, 2, new byte[12]))
                .toList();
        return new SimilarityFigure(
                new SimilarityView(labels, labels, classes, classes, cosines, 0.07, new int[0][]), images, false);
    }

    private static EmbeddingFigure map() {
        Random random = new Random(3);
        float[][] captions = new float[LABELS.size()][8];
        float[][] images = new float[40][8];
        int[] classes = new int[images.length];
        for (int c = 0; c < captions.length; c++) {
            captions[c][c] = 1;
        }
        for (int i = 0; i < images.length; i++) {
            classes[i] = i % captions.length;
            images[i] = captions[classes[i]].clone();
            images[i][7] = random.nextFloat();
        }
        Projection layout = PcaProjector.project(Projection.points(images, captions), 3);
        return new EmbeddingFigure(
                layout,
                LABELS,
                classes,
                ProjectionQuality.of(images, captions, classes, layout),
                "PCA, the two directions of greatest spread.");
    }

    private static NetworkFigure network() {
        return new NetworkFigure(new LayerTable(List.of(
                new LayerRow("image encoder", "conv 1", "32×16×16", "32×3×3×3+32", 896),
                new LayerRow("image encoder", "norm 1", "32×16×16", "32+32", 64),
                new LayerRow("image encoder", "linear", "64", "64×64+64", 4160),
                new LayerRow("text encoder", "token embedding", "4×64", "10×64", 640),
                new LayerRow("joint", "logit scale", "1", "1", 1))));
    }
}
