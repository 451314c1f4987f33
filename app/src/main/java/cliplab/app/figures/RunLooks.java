// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.figures;

import cliplab.model.data.EvaluationSet;
import cliplab.model.data.Images;
import cliplab.model.eval.Evaluation;
import cliplab.model.train.EpochMetrics;
import cliplab.viz.figure.EmbeddingFigure;
import cliplab.viz.figure.SimilarityFigure;
import cliplab.viz.figure.SimilarityView;
import cliplab.viz.figure.Thumbnail;
import cliplab.viz.projection.PcaProjector;
import cliplab.viz.projection.Progress;
import cliplab.viz.projection.Projection;
import cliplab.viz.projection.ProjectionQuality;
import cliplab.viz.projection.TsneProjector;
import cliplab.viz.text.Messages;
import java.util.Arrays;
import java.util.List;

/** The figures of what was seen at the end of an epoch. Stateless. */
final class RunLooks {
    private RunLooks() {}

    static SimilarityFigure similarity(DrawnRun run, EpochMetrics epoch, Evaluation look, FigureView view) {
        EvaluationSet set = run.data().evaluation();
        SimilarityView seen = FigureData.similarity(set, look.matrix(), epoch.temperature());
        List<Thumbnail> images = Arrays.stream(seen.rowClasses())
                .mapToObj(row -> thumbnail(set.images(), set.firstOf(row)))
                .toList();
        return new SimilarityFigure(seen, images, view.softmax());
    }

    private static Thumbnail thumbnail(Images images, int index) {
        byte[] pixels = new byte[images.bytesPerImage()];
        images.copyTo(index, pixels, 0);
        return new Thumbnail(images.width(), images.height(), pixels);
    }

    /** A function of run, epoch and seed alone. */
    static EmbeddingFigure embedding(DrawnRun run, EpochMetrics epoch, Evaluation look, FigureView view) {
        EvaluationSet set = run.data().evaluation();
        long seed = run.options().seed();
        float[][] points = Projection.points(look.imageVectors(), look.captionVectors());
        Projection layout = view.components()
                ? PcaProjector.project(points, epoch.epoch())
                : TsneProjector.project(points, view.perplexity(), seed, epoch.epoch(), Progress.NONE);
        return new EmbeddingFigure(
                layout,
                set.subjects(),
                set.subjectOf(),
                ProjectionQuality.of(look.imageVectors(), look.captionVectors(), set.subjectOf(), layout),
                view.components()
                        ? Messages.text("map.note.pca")
                        : Messages.text("map.note.tsne", view.perplexity(), seed));
    }
}
