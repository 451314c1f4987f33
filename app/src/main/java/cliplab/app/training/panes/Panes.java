// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training.panes;

import cliplab.app.figures.FigureName;
import cliplab.app.figures.FigureView;
import cliplab.app.figures.view.FigureCopy;
import cliplab.app.figures.view.FigureMenus;
import cliplab.app.figures.view.PaneFigure;
import cliplab.app.figures.view.ShownRun;
import cliplab.app.platform.TaskRunner;
import cliplab.app.platform.Thumbnails;
import cliplab.app.runs.Version;
import cliplab.app.settings.Settings;
import cliplab.app.training.LabEvent;
import cliplab.app.training.RunObserver;
import cliplab.app.training.TrainingViewModel;
import cliplab.app.training.setup.SetupModel;
import cliplab.model.data.EvaluationSet;
import cliplab.viz.figure.LayerRow;
import cliplab.viz.figure.LayerTable;
import cliplab.viz.figure.NetworkFigure;
import cliplab.viz.pane.BatchPane;
import cliplab.viz.pane.ChartPane;
import cliplab.viz.pane.LossPane;
import cliplab.viz.pane.NetworkPane;
import cliplab.viz.pane.PaneFrame;
import cliplab.viz.pane.Repainter;
import cliplab.viz.pane.SimilarityPane;
import cliplab.viz.style.FigureFonts;
import cliplab.viz.style.Palette;
import cliplab.viz.text.Messages;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import javafx.scene.image.Image;

/** All panes of a run, wired to its state. FX thread only. */
public final class Panes {
    private final Repainter repainter = new Repainter();
    private final TrainingViewModel training;
    private final SetupModel setup;
    private final TaskRunner tasks;
    private final Consumer<Throwable> failed;
    private final CurvePanes curves;
    private final SimilarityPane similarity;
    private final MapBinding map;
    private final BatchPane batch;
    private final BatchBinding batches;
    private final NetworkPane network;

    /** @param failed told what went wrong where nothing should */
    public Panes(
            TrainingViewModel training,
            SetupModel setup,
            TaskRunner tasks,
            Executor ui,
            ObservableValue<Palette> palette,
            Consumer<Throwable> failed) {
        this.training = training;
        this.setup = setup;
        this.tasks = tasks;
        this.failed = failed;
        curves = new CurvePanes(training, repainter);
        similarity = new SimilarityPane(palette.getValue());
        batch = new BatchPane(palette.getValue());
        network = new NetworkPane();
        map = new MapBinding(training, tasks, ui, palette.getValue(), failed);
        SimilarityBinding.bind(training, similarity);
        batches = BatchBinding.bind(training, batch, tasks, failed);
        setup.setupProperty().subscribe(chosen -> network.show(NetworkBinding.layers(chosen.options())));
        palette.subscribe(this::apply);
    }

    private void apply(Palette palette) {
        curves.apply(palette);
        similarity.apply(palette);
        map.apply(palette);
        batch.apply(palette);
    }

    /** Gives every pane the menu of its figure; what is exported is the run at the epoch viewed. */
    public void offer(ShownRun run, FigureMenus menus) {
        offer(run, menus, curves.loss().frame(), FigureName.LOSS, curves::lossView);
        menus.onto(
                curves.accuracy().frame(),
                List.of(
                        run.figure(Messages.text("accuracy.title"), FigureName.ACCURACY, curves::accuracyView),
                        run.figure(Messages.text("companion.title"), FigureName.TEMPERATURE, () -> FigureView.USUAL)));
        offer(run, menus, similarity.frame(), FigureName.SIMILARITY, this::similarityView);
        offer(run, menus, map.frame(), FigureName.EMBEDDING, this::mapView);
        offer(run, menus, curves.cosines().frame(), FigureName.COSINE, () -> FigureView.USUAL);
        menus.onto(batch.frame(), List.of(new PaneFigure(batch.frame().name(), batches::figure)));
        PaneFigure ofRun = run.figure(network.frame().name(), FigureName.NETWORK, () -> FigureView.USUAL);
        menus.onto(
                network.frame(),
                List.of(new PaneFigure(
                        ofRun.title(), () -> isNetworkOfRun() ? ofRun.copy().get() : networkOfSetup())));
    }

    private void offer(ShownRun run, FigureMenus menus, PaneFrame pane, FigureName name, Supplier<FigureView> view) {
        menus.onto(pane, List.of(run.figure(pane.name(), name, view)));
    }

    /** The pane shows the network of the next run, which most often is that of the run shown too. */
    private boolean isNetworkOfRun() {
        LabEvent.Prepared run = training.run();
        return run != null
                && training.lastEpochProperty().get() != null
                && NetworkBinding.layers(run.options()).equals(NetworkBinding.layers(setup.options()));
    }

    private Optional<FigureCopy> networkOfSetup() {
        List<LayerRow> layers = NetworkBinding.layers(setup.options());
        return Optional.of(FigureCopy.of(
                "network",
                () -> new NetworkFigure(new LayerTable(layers)),
                Messages.text("figure.caption.network", setup.line(), Version.program())));
    }

    private FigureView similarityView() {
        FigureView usual = FigureView.USUAL;
        return new FigureView(
                usual.axis(),
                usual.smoothing(),
                usual.logarithmic(),
                usual.directions(),
                usual.perClass(),
                similarity.softmaxProperty().get(),
                usual.components(),
                usual.perplexity());
    }

    private FigureView mapView() {
        FigureView usual = FigureView.USUAL;
        return new FigureView(
                usual.axis(),
                usual.smoothing(),
                usual.logarithmic(),
                usual.directions(),
                usual.perClass(),
                usual.softmax(),
                map.isComponents(),
                map.isComponents()
                        ? usual.perplexity()
                        : map.perplexityProperty().get());
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
