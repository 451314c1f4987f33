// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training.panes;

import cliplab.app.platform.TaskRunner;
import cliplab.app.platform.Thumbnails;
import cliplab.app.settings.Settings;
import cliplab.app.training.RunObserver;
import cliplab.app.training.TrainingViewModel;
import cliplab.app.training.setup.SetupModel;
import cliplab.model.data.EvaluationSet;
import cliplab.viz.figure.LayerRow;
import cliplab.viz.pane.BatchPane;
import cliplab.viz.pane.ChartPane;
import cliplab.viz.pane.LossPane;
import cliplab.viz.pane.NetworkPane;
import cliplab.viz.pane.PaneFrame;
import cliplab.viz.pane.Repainter;
import cliplab.viz.pane.SimilarityPane;
import cliplab.viz.style.FigureFonts;
import cliplab.viz.style.Palette;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import javafx.beans.value.ObservableValue;
import javafx.scene.image.Image;

/** All panes of a run, wired to its state. FX thread only. */
public final class Panes {
    private final Repainter repainter = new Repainter();
    private final SetupModel setup;
    private final TaskRunner tasks;
    private final Consumer<Throwable> failed;
    private final CurvePanes curves;
    private final SimilarityPane similarity;
    private final MapBinding map;
    private final BatchPane batch;
    private final NetworkPane network;

    /** @param failed told what went wrong where nothing should */
    public Panes(
            TrainingViewModel training,
            SetupModel setup,
            TaskRunner tasks,
            Executor ui,
            ObservableValue<Palette> palette,
            Consumer<Throwable> failed) {
        this.setup = setup;
        this.tasks = tasks;
        this.failed = failed;
        curves = new CurvePanes(training, repainter);
        similarity = new SimilarityPane(palette.getValue());
        batch = new BatchPane(palette.getValue());
        network = new NetworkPane();
        map = new MapBinding(training, tasks, ui, palette.getValue(), failed);
        SimilarityBinding.bind(training, similarity);
        BatchBinding.bind(training, batch, tasks, failed);
        setup.setupProperty().subscribe(chosen -> network.show(NetworkBinding.layers(chosen.options())));
        palette.subscribe(this::apply);
    }

    private void apply(Palette palette) {
        curves.apply(palette);
        similarity.apply(palette);
        map.apply(palette);
        batch.apply(palette);
    }

    /** Loss, accuracy, similarity, map. */
    public List<PaneFrame> middle() {
        return List.of(curves.loss().frame(), curves.accuracy().frame(), similarity.frame(), map.frame());
    }

    /** Batch, cosines, network. */
    public List<PaneFrame> side() {
        return List.of(batch.frame(), curves.cosines().frame(), network.frame());
    }

    public LossPane loss() {
        return curves.loss();
    }

    /** What feeds the charts along the run. */
    public RunObserver curves() {
        return curves;
    }

    /** The first held-out picture of each class, by the number of the class. */
    public IntFunction<Image> thumbnails(EvaluationSet set) {
        Thumbnails pictures = new Thumbnails(set.images());
        return subject -> pictures.of(set.firstOf(subject));
    }

    /** What the map says of itself. */
    public String mapWords() {
        return map.words();
    }

    /** Of the network as set up. */
    public int parameters() {
        return NetworkBinding.layers(setup.options()).stream()
                .mapToInt(LayerRow::parameters)
                .sum();
    }

    /** Begins painting, once fonts and charts are loaded: the first drawing of all takes a second. */
    public void start() {
        tasks.submit(
                "charts",
                () -> {
                    FigureFonts.register();
                    ChartPane.warmUp();
                    return true;
                },
                _ -> repainter.start(),
                failed);
    }

    /** Sets the panes as a person left them. */
    public void restore(Settings settings) {
        curves.loss().smoothingProperty().set(settings.smoothing());
        curves.loss().logarithmicProperty().set(settings.logarithmicLoss());
        similarity.softmaxProperty().set(settings.softmaxMatrix());
        map.perplexityProperty().set((int) Math.round(settings.perplexity()));
    }

    /** The settings with the panes as they stand. */
    public Settings keep(Settings settings) {
        return settings.withSmoothing(curves.loss().smoothingProperty().get())
                .withLogarithmicLoss(curves.loss().logarithmicProperty().get())
                .withSoftmaxMatrix(similarity.softmaxProperty().get())
                .withPerplexity(map.perplexityProperty().get());
    }

    /** Renews the words below the panes. */
    public void say() {
        curves.say();
    }

    /** Ends painting. */
    public void stop() {
        repainter.stop();
    }
}
