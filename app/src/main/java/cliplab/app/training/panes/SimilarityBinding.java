// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training.panes;

import cliplab.app.platform.Thumbnails;
import cliplab.app.training.LabEvent;
import cliplab.app.training.Look;
import cliplab.app.training.RunObserver;
import cliplab.app.training.TrainingViewModel;
import cliplab.model.data.EvaluationSet;
import cliplab.model.data.LabelSet;
import cliplab.viz.figure.SimilarityView;
import cliplab.viz.pane.SimilarityPane;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.image.Image;
import org.jspecify.annotations.Nullable;

/** Keeps the heatmap at the look that is shown. FX thread only. */
final class SimilarityBinding implements RunObserver {
    private final SimilarityPane pane;
    private @Nullable EvaluationSet set;
    private @Nullable Thumbnails images;

    private SimilarityBinding(SimilarityPane pane) {
        this.pane = pane;
    }

    static void bind(TrainingViewModel training, SimilarityPane pane) {
        SimilarityBinding binding = new SimilarityBinding(pane);
        training.addObserver(binding);
        training.shownProperty().subscribe(binding::show);
        pane.selectedClassProperty().bindBidirectional(training.selectedClassProperty());
    }

    @Override
    public void cleared() {
        pane.clear();
    }

    @Override
    public void prepared(LabEvent.Prepared run) {
        set = run.data().evaluation();
        images = new Thumbnails(set.images());
    }

    private void show(@Nullable Look look) {
        EvaluationSet known = set;
        Thumbnails pictures = images;
        if (look == null || known == null || pictures == null) {
            return;
        }
        List<String> rows = look.matrix().rows();
        List<String> columns = look.matrix().columns();
        int[] rowClasses = rows.stream().mapToInt(known.subjects()::indexOf).toArray();
        int[] columnClasses =
                columns.stream().mapToInt(known.subjects()::indexOf).toArray();
        List<Image> thumbnails = new ArrayList<>();
        for (int row : rowClasses) {
            thumbnails.add(pictures.of(known.firstOf(row)));
        }
        pane.show(
                new SimilarityView(
                        rows,
                        columns,
                        rowClasses,
                        columnClasses,
                        look.matrix().cosines(),
                        look.temperature(),
                        shared(known.labels(), rowClasses, columnClasses)),
                thumbnails);
    }

    private static int[][] shared(LabelSet labels, int[] rows, int[] columns) {
        if (labels.attributeCount() == 0) {
            return new int[0][];
        }
        int[][] shared = new int[rows.length][columns.length];
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < columns.length; column++) {
                shared[row][column] = labels.sharedAttributes(rows[row], columns[column]);
            }
        }
        return shared;
    }
}
