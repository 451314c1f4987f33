// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app;

import static cliplab.viz.text.Messages.text;

import cliplab.app.classify.InferenceService;
import cliplab.app.classify.NetworkChoice;
import cliplab.app.classify.view.Classifier;
import cliplab.app.figures.view.FigureExports;
import cliplab.app.figures.view.FigureMenus;
import cliplab.app.figures.view.ShownRun;
import cliplab.app.gpu.CudaFetch;
import cliplab.app.gpu.view.Gpu;
import cliplab.app.gpu.view.GpuModel;
import cliplab.app.platform.DialogService;
import cliplab.app.platform.ErrorReporter;
import cliplab.app.platform.FxExecutor;
import cliplab.app.platform.TaskRunner;
import cliplab.app.platform.ThemeManager;
import cliplab.app.platform.WindowPlace;
import cliplab.app.runs.FileErrors;
import cliplab.app.settings.Purpose;
import cliplab.app.settings.SettingsStore;
import cliplab.app.settings.Theme;
import cliplab.app.settings.WindowOptions;
import cliplab.app.sweeps.SweepQueue;
import cliplab.app.sweeps.SweepRunner;
import cliplab.app.sweeps.view.SweepChoices;
import cliplab.app.sweeps.view.Sweeps;
import cliplab.app.sweeps.view.SweepsViewModel;
import cliplab.app.sweeps.view.TrainerPaces;
import cliplab.app.training.EpochArchive;
import cliplab.app.training.EventRelay;
import cliplab.app.training.LabEvent;
import cliplab.app.training.Sentences;
import cliplab.app.training.TrainingService;
import cliplab.app.training.TrainingViewModel;
import cliplab.app.training.setup.SetupModel;
import cliplab.model.runtime.CudaLibraries;
import cliplab.model.runtime.EngineStart;
import cliplab.model.runtime.Folders;
import cliplab.model.runtime.NvidiaDriver;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** Everything the window is made of, put together by hand and in one place. Made on the FX thread. */
public final class AppContext {
    /** A step, a checkpoint and what else may be under way. */
    private static final long CLOSING_SECONDS = 30;

    private final Folders folders;
    private final WindowOptions options;
    private final ErrorReporter errors;
    private final Stage stage;
    private final FxExecutor ui = new FxExecutor();
    private final TaskRunner tasks = new TaskRunner(ui);
    private final SettingsStore settings;
    private final ThemeManager theme;
    private final DialogService dialogs;
    private final WindowPlace place;
    private final TrainingService trainer;
    private final TrainingViewModel training;
    private final InferenceService inference = new InferenceService();
    private final NetworkChoice networks;
    private final SetupModel setup = new SetupModel();
    private final TrainerPaces paces;
    private final @Nullable SweepRunner sweeps;
    private String noSweeps = "";
    private final ShownRun shownRun;
    private final FigureExports exports;
    private final FigureMenus figureMenus;
    private final Gpu gpu;
    private @Nullable Classifier classifier;

    AppContext(Folders folders, WindowOptions options, ErrorReporter errors, Stage stage) {
        this.folders = folders;
        this.options = options;
        this.errors = errors;
        this.stage = stage;
        paces = new TrainerPaces(folders.runs());
        settings = new SettingsStore(folders.config().resolve("settings.json"));
        Theme chosen = options.theme();
        theme = new ThemeManager(
                chosen == null ? settings.current().theme() : chosen,
                List.of(
                        "setup.css",
                        "charts.css",
                        "map.css",
                        "matrix.css",
                        "shell.css",
                        "shelf.css",
                        "sweeps.css",
                        "classify.css",
                        "tools.css",
                        "runs.css"));
        dialogs = new DialogService(stage);
        place = new WindowPlace(stage, settings, options.size());
        EpochArchive archive = new EpochArchive();
        AtomicReference<Consumer<LabEvent>> window = new AtomicReference<>();
        Consumer<LabEvent> runsByHand = event -> {
            archive.accept(event);
            inference.accept(event);
            window.get().accept(event);
        };
        AtomicReference<Consumer<LabEvent>> heard = new AtomicReference<>(runsByHand);
        trainer = new TrainingService(folders, event -> {
            paces.accept(event);
            heard.get().accept(event);
        });
        paces.on(trainer);
        sweeps = openSweeps(runsByHand);
        if (sweeps != null) {
            heard.set(sweeps); // first of all: it keeps its own runs from the window
        }
        training = new TrainingViewModel(sweeps == null ? trainer : sweeps.byHand(), archive);
        shownRun = new ShownRun(training, archive);
        exports = new FigureExports(tasks, dialogs, settings, folders.cache());
        figureMenus = new FigureMenus(exports);
        gpu = makeGpu();
        networks = new NetworkChoice(training, inference, ui);
        if (sweeps != null) {
            SweepRunner runner = sweeps;
            runner.addListener(() -> {
                if (runner.state() == SweepRunner.State.RUNNING) {
                    ui.execute(networks::released);
                }
            });
        }
        window.set(new EventRelay(ui, training));
        errors.tellThrough(report ->
                ui.execute(() -> dialogs.error(text("error.unexpected"), report.headline(), report.details())));
    }

    private Gpu makeGpu() {
        CudaLibraries libraries = CudaLibraries.in(folders);
        CudaFetch fetch = libraries.build().map(_ -> new CudaFetch(libraries)).orElse(null);
        GpuModel model = new GpuModel(libraries, fetch, NvidiaDriver::find, tasks, ui, errors::report);
        return new Gpu(model, stage, dialogs, tasks);
    }

    /** The queue of this folder, unless another window has it. */
    private @Nullable SweepRunner openSweeps(Consumer<LabEvent> others) {
        try {
            SweepQueue queue = SweepQueue.open(
                    folders.data(),
                    folders.runs(),
                    write -> tasks.submit(
                            "sweeps.save",
                            () -> {
                                write.run();
                                return true;
                            },
                            _ -> {},
                            errors::report),
                    sentence -> ui.execute(() -> dialogs.notify(
                            DialogService.Tone.WARNING, text("sweep.unwritten.title"), Sentences.whole(sentence))));
            return new SweepRunner(trainer, queue, others);
        } catch (IOException e) {
            noSweeps = Sentences.whole(FileErrors.sentence(e));
            return null;
        }
    }

    public Folders folders() {
        return folders;
    }

    public WindowOptions options() {
        return options;
    }

    public ErrorReporter errors() {
        return errors;
    }

    public Stage stage() {
        return stage;
    }

    public FxExecutor ui() {
        return ui;
    }

    public TaskRunner tasks() {
        return tasks;
    }

    public SettingsStore settings() {
        return settings;
    }

    public ThemeManager theme() {
        return theme;
    }

    public DialogService dialogs() {
        return dialogs;
    }

    public TrainingViewModel training() {
        return training;
    }

    /** What the window has heard of the run it shows. */
    public ShownRun shownRun() {
        return shownRun;
    }

    /** What writes figures, and tells of files. */
    public FigureExports exports() {
        return exports;
    }

    /** The menus of all figures. */
    public FigureMenus figureMenus() {
        return figureMenus;
    }

    /** What the window says of an NVIDIA card. */
    public Gpu gpu() {
        return gpu;
    }

    /** Which network the classifier asks. */
    public NetworkChoice networks() {
        return networks;
    }

    /** Made when it is first asked for: a window that only trains need not wait for it. */
    public Classifier classifier() {
        Classifier known = classifier;
        if (known == null) {
            known = new Classifier(networks, folders.runs(), tasks, ui, theme.palette(), errors::report);
            known.offer(figureMenus);
            classifier = known;
        }
        return known;
    }

    public SetupModel setup() {
        return setup;
    }

    /** The pane of sweeps, to be made once. */
    public Sweeps sweeps() {
        if (sweeps == null) {
            return new Sweeps(noSweeps);
        }
        SweepChoices choices = new SweepChoices(setup.setupProperty(), paces, tasks, ui, errors::report);
        return new Sweeps(
                new SweepsViewModel(sweeps, choices, tasks, ui, errors::report), theme.palette(), figureMenus);
    }

    WindowPlace place() {
        return place;
    }

    /** What may wait until there is something to see. FX thread. */
    void firstFrameShown() {
        startEngine();
        if (options.purpose() instanceof Purpose.Work) {
            gpu.look(folders.config().resolve("gpu-offered"));
        }
        settings.notice()
                .ifPresent(notice -> dialogs.notify(
                        DialogService.Tone.WARNING,
                        text("settings.title"),
                        switch (notice) {
                            case CORRUPT -> text("settings.corrupt", settings.file());
                            case NEWER -> text("settings.newer", settings.file());
                            case UNREADABLE -> text("settings.unreadable", settings.file());
                        }));
    }

    private void startEngine() {
        Integer chosen = options.threads();
        int threads = chosen == null ? EngineStart.threadsBesideAWindow() : chosen;
        String device = options.device();
        trainer.startEngine(threads, device == null ? setup.device() : device);
    }

    /** Puts everything away, in the opposite order; may take seconds. Main thread, after the window is closed. */
    void shutdown() {
        tasks.shutdown();
        if (sweeps != null) {
            sweeps.close();
        }
        CompletableFuture<Void> closed = CompletableFuture.allOf(
                inference.close().toCompletableFuture(), trainer.close().toCompletableFuture());
        try {
            closed.get(CLOSING_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            errors.report(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            if (sweeps != null) {
                sweeps.queue().close();
            }
            settings.save();
        } catch (IOException e) {
            errors.report(e);
        }
    }
}
