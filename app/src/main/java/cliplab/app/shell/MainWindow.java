// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.shell;

import cliplab.app.AppContext;
import cliplab.app.bench.ClassifierBench;
import cliplab.app.bench.ClassifierMeasures;
import cliplab.app.bench.ExportBench;
import cliplab.app.bench.ExportMeasures;
import cliplab.app.bench.WindowBench;
import cliplab.app.bench.WindowMeasures;
import cliplab.app.classify.images.Offer;
import cliplab.app.classify.view.Classifier;
import cliplab.app.cli.Setup;
import cliplab.app.figures.ComparisonRequest;
import cliplab.app.figures.SweepMemory;
import cliplab.app.platform.Workspace;
import cliplab.app.reports.ReportFormat;
import cliplab.app.runs.view.RunHost;
import cliplab.app.runs.view.Runs;
import cliplab.app.settings.Purpose;
import cliplab.app.settings.SettingsStore;
import cliplab.app.sweeps.view.Sweeps;
import cliplab.app.training.Explanation;
import cliplab.app.training.LabEvent;
import cliplab.app.training.RunState;
import cliplab.app.training.TrainingViewModel;
import cliplab.app.training.panes.Panes;
import cliplab.app.training.setup.SetupModel;
import cliplab.app.training.setup.SetupView;
import cliplab.model.data.ShapesDataset;
import cliplab.model.run.RunLibrary;
import cliplab.model.runtime.NativeMemory;
import cliplab.model.train.TrainingOptions;
import cliplab.viz.pane.PaneFrame;
import cliplab.viz.text.Messages;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The window's contents: controls at the left, panes in the middle, bars above and below. FX thread only. */
public final class MainWindow {
    private static final Logger LOG = Logger.getLogger(MainWindow.class.getName());
    /** From this width on the column of further panes is there from the start. */
    private static final double WIDE = 1500;
    /** How often words and memory are renewed: quicker cannot be read. */
    private static final Duration WORDS = Duration.millis(250);

    private final BorderPane root = new BorderPane();
    private final TrainingViewModel training;
    private final SetupModel setup;
    private final Panes panes;
    private final PaneDeck deck;
    private final Workspaces workspaces;
    private final Workspaces.Entry classifier;
    private final Workspaces.Entry runs;
    private final Workspaces.Entry sweeps;
    private final HelpPopOver help = new HelpPopOver();
    private final TransportBar bar;
    private final StatusBar status;
    private final SetupView controls;
    private final Headline headline;
    private final Timeline words;
    private final LastRun lastRun;
    private final Drops drops;
    private final ReportAction reports;
    private final SettingsStore settings;
    /** Nobody's window: leaves the settings as they are. */
    private final boolean passing;

    private @Nullable TrainingOptions running;
    private @Nullable Runs library;
    private @Nullable Sweeps queue;
    private Runnable repeat = () -> {};

    public MainWindow(AppContext context) {
        settings = context.settings();
        passing = !(context.options().purpose() instanceof Purpose.Work);
        training = context.training();
        setup = context.setup();
        panes = new Panes(
                training, setup, context.tasks(), context.ui(), context.theme().palette(), context.errors()::report);
        panes.offer(context.shownRun(), context.figureMenus());
        deck = new PaneDeck(panes.middle(), panes.side(), context.theme()::style);
        Transport transport = new Transport(training, setup);
        status = new StatusBar(training, this::explain);
        headline = new Headline(training, setup);
        controls = new SetupView(setup, _ -> null);
        controls.offerDevice(context.gpu().button());
        explain();

        context.stage().setTitle(Messages.text("window.title"));
        root.getStyleClass().add("main-window");
        lastRun = new LastRun(context);
        reports = new ReportAction(context);
        drops = new Drops(
                content -> {
                    context.classifier().intake().take(content);
                    showClassifier();
                },
                files -> {
                    showRuns();
                    runs(context).importFiles(files);
                },
                new ReturnedFigures(context, lastRun, places(context)));
        classifier = new Workspaces.Entry("workspace.classifier", Feather.CROSSHAIR, () -> classifier(context));
        runs = new Workspaces.Entry("workspace.runs", Feather.ARCHIVE, () -> runs(context));
        sweeps = new Workspaces.Entry("workspace.sweeps", Feather.LAYERS, () -> sweeps(context));
        workspaces = new Workspaces(root, controls, deck, List.of(classifier, runs, sweeps), scene -> {
            context.theme().style(scene);
            drops.onto(scene.getRoot());
        });
        bar = new TransportBar(training, transport, workspaces);
        MenuActions actions =
                new MenuActions(context, transport, lastRun, reports, deck, workspaces, classifier, this::toggleSide);
        root.setTop(
                new VBox(actions.bar(), bar)); // before the rest, so that the focus begins at the button that trains
        workspaces.showTraining();
        drops.onto(root);
        root.setBottom(new VBox(new TimeMachine(training), status));
        context.stage().widthProperty().subscribe(width -> chooseSide(width.doubleValue()));

        setup.liveProperty().subscribe(training::update);
        training.stateProperty().subscribe(this::follow);
        training.onNotice(notice -> {
            repeat = () -> Notices.show(context.dialogs(), notice);
            repeat.run();
        });
        words = new Timeline(new KeyFrame(WORDS, _ -> say()));
        words.setCycleCount(Animation.INDEFINITE);
        restore(context.options().device());
    }

    public Parent root() {
        return root;
    }

    private Classifier classifier(AppContext context) {
        Classifier classifier = context.classifier();
        classifier.frame().onHelp(node -> help.show(node, ClassifierWords.explain(classifier.model())));
        return classifier;
    }

    private void showTraining() {
        workspaces.showTraining();
    }

    private void showClassifier() {
        workspaces.show(classifier);
    }

    private Runs runs(AppContext context) {
        Runs known = library;
        if (known == null) {
            known = runs(context, context.folders().runs());
            library = known;
        }
        return known;
    }

    private Runs runs(AppContext context, Path folder) {
        Runs made = new Runs(
                RunLibrary.in(folder),
                host(context),
                context.tasks(),
                context.dialogs(),
                context.theme().palette(),
                training.stateProperty());
        made.offer(context.figureMenus());
        made.frame().onHelp(node -> help.show(node, RunsWords.explain(made)));
        return made;
    }

    private Sweeps sweeps(AppContext context) {
        Sweeps known = queue;
        if (known == null) {
            known = context.sweeps();
            known.frame().onHelp(node -> help.show(node, SweepsWords.explain()));
            queue = known;
        }
        return known;
    }

    private ReturnedFigures.Places places(AppContext context) {
        return new ReturnedFigures.Places() {
            @Override
            public void training() {
                showTraining();
            }

            @Override
            public void compare(List<Path> folders, ComparisonRequest request) {
                showRuns();
                runs(context).compare(folders, request);
            }

            @Override
            public void sweep(SweepMemory sweep) {
                workspaces.show(sweeps);
                sweeps(context).plan(sweep);
            }
        };
    }

    private RunHost host(AppContext context) {
        return new RunHost() {
            @Override
            public void show(Path run) {
                lastRun.show(run, workspaces::showTraining);
            }

            @Override
            public void resume(Path run) {
                lastRun.resume(run, workspaces::showTraining);
            }

            @Override
            public void ask(Path run) {
                context.networks().openFolder(run);
                showClassifier();
            }

            @Override
            public void report(Path run, boolean going, ReportFormat format) {
                reports.write(run, going, format);
            }
        };
    }

    private void showRuns() {
        workspaces.show(runs);
    }

    private boolean sideChosen;

    private void chooseSide(double width) {
        if (!sideChosen && !Double.isNaN(width)) {
            deck.showSide(width >= WIDE);
        }
    }

    private void toggleSide() {
        sideChosen = true;
        deck.showSide(!deck.isSideShown());
    }

    /** Draws every workspace once, for the start-up cache to know what each loads; nobody sees it. */
    public void rehearse() {
        for (Workspaces.Entry entry : List.of(classifier, runs, sweeps)) {
            workspaces.show(entry);
            root.snapshot(null, null);
        }
    }

    /** Begins what may wait until the first frame is up. */
    public void firstFrameShown(AppContext context) {
        words.play();
        panes.start();
        // Once more: what the window has grown since the first layout went to all panes alike, not in proportion.
        deck.positions(settings.current().layout());
        lastRun.mention();
        context.tasks()
                .submit(
                        "thumbnails",
                        () -> new ShapesDataset(
                                        setup.options().seed(), setup.options().data())
                                .evaluation(),
                        set -> controls.thumbnails(panes.thumbnails(set)),
                        context.errors()::report);
    }

    /** As if these files were dropped on the window; none is fine. */
    public void open(List<Path> files) {
        if (!files.isEmpty()) {
            drops.take(new Offer(files, null, null, null, null));
        }
    }

    /** Trains and measures; {@code done} is told at the end. */
    public void bench(AppContext context, int epochs, long firstFrame, Consumer<WindowMeasures> done) {
        deck.showSide(true);
        deck.positions(Map.of());
        new WindowBench(context, panes.loss(), panes.curves(), epochs, firstFrame, done).start();
    }

    /** Trains, asks the classifier and measures; {@code done} is told at the end. */
    public void benchClassifier(AppContext context, Consumer<ClassifierMeasures> done) {
        showClassifier();
        new ClassifierBench(context, context.classifier(), done).start();
    }

    /** Trains, exports what is seen, opens runs and measures; {@code done} is told at the end. */
    public void benchExports(AppContext context, Consumer<ExportMeasures> done) {
        ExportBench.Doors doors = new ExportBench.Doors() {
            @Override
            public Workspace library(Path folder) {
                Runs opened = runs(context, folder);
                workspaces.show(new Workspaces.Entry("workspace.runs", Feather.ARCHIVE, () -> opened));
                opened.shown(true);
                return opened;
            }

            @Override
            public void run(Path folder) {
                lastRun.show(folder, workspaces::showTraining);
            }
        };
        deck.showSide(true);
        new ExportBench(context, panes.loss(), doors, done).start();
    }

    private void follow(RunState state) {
        LabEvent.Prepared run = training.run();
        TrainingOptions now = state.isActive() && run != null ? run.options() : null;
        if (!Objects.equals(now, running)) { // a pause is no new start
            running = now;
            setup.running(now);
        }
        say();
    }

    private void say() {
        bar.headline(headline.text());
        panes.say();
        status.showProgress();
        var step = training.lastStepProperty().get();
        if (step != null && running != null) {
            setup.temperatureIs(step.temperature());
        }
        Runtime runtime = Runtime.getRuntime();
        status.showMemory(NativeMemory.resident().orElse(-1), runtime.totalMemory() - runtime.freeMemory());
    }

    /** Where something went wrong, what was said of it is said again. */
    private void explain(Node beside, String key) {
        RunState now = training.stateProperty().get();
        boolean wrong = now == RunState.NO_ENGINE || now == RunState.FAILED;
        if (wrong && key.equals("status.explain.state")) {
            repeat.run();
        } else {
            help.show(beside, Messages.text(key), true);
        }
    }

    private void explain() {
        List<Supplier<Explanation>> middle = List.of(
                () -> Explanation.loss(training),
                () -> Explanation.accuracy(training),
                () -> Explanation.similarity(training),
                () -> Explanation.map(panes.mapWords()));
        List<Supplier<Explanation>> side = List.of(
                () -> Explanation.batch(training),
                () -> Explanation.cosines(training),
                () -> Explanation.network(panes.parameters()));
        explain(panes.middle(), middle);
        explain(panes.side(), side);
    }

    private void explain(List<PaneFrame> frames, List<Supplier<Explanation>> explanations) {
        for (int i = 0; i < frames.size(); i++) {
            Supplier<Explanation> explanation = explanations.get(i);
            frames.get(i).onHelp(node -> help.show(node, explanation.get()));
        }
    }

    /** @param device asked for on the command line, or null */
    private void restore(@Nullable String device) {
        deck.positions(settings.current().layout());
        panes.restore(settings.current());
        String line = settings.current().setup();
        if (!line.isEmpty()) {
            // What another version wrote and this one does not know is the Reference again.
            setup.paste(line).ifPresent(problem -> LOG.warning(() -> "the setup kept is not usable: " + problem));
        }
        if (device != null && Setup.DEVICES.contains(device)) {
            setup.controls().device.set(device);
        }
    }

    /** Stops the timers, closes the windows of panes, and notes how everything stands. */
    public void close() {
        if (!passing) {
            settings.change(all -> panes.keep(all.withLayout(deck.positions()).withSetup(setup.line())));
        }
        words.stop();
        panes.stop();
        deck.close();
        workspaces.close();
    }
}
