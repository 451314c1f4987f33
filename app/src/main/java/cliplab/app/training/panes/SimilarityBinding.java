// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training.panes;

import cliplab.app.figures.FigureData;
import cliplab.app.platform.Thumbnails;
import cliplab.app.training.LabEvent;
import cliplab.app.training.Look;
import cliplab.app.training.RunObserver;
import cliplab.app.training.TrainingViewModel;
import cliplab.model.data.EvaluationSet;
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
        SimilarityView seen = FigureData.similarity(known, look.matrix(), look.temperature());
        List<Image> thumbnails = new ArrayList<>();
        for (int row : seen.rowClasses()) {
            thumbnails.add(pictures.of(known.firstOf(row)));
        }
        pane.show(seen, thumbnails);
    }
}
