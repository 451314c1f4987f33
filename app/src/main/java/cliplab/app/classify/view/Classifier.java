// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.view;

import cliplab.app.classify.AskedNetwork;
import cliplab.app.classify.Bench;
import cliplab.app.classify.ClassifierModel;
import cliplab.app.classify.NetworkChoice;
import cliplab.app.classify.labels.ClassifyCenter;
import cliplab.app.classify.tools.ComparePromptsTool;
import cliplab.app.classify.tools.LinearProbeTool;
import cliplab.app.classify.tools.NoneOfTheseTool;
import cliplab.app.classify.tools.RetrievalTool;
import cliplab.app.classify.tools.SketchTool;
import cliplab.app.classify.tools.VectorsTool;
import cliplab.app.classify.tools.lessons.LessonsTool;
import cliplab.app.figures.view.FigureMenus;
import cliplab.app.platform.TaskRunner;
import cliplab.app.platform.Workspace;
import cliplab.model.data.ImagePreprocessor;
import cliplab.model.data.ShapesDataset;
import cliplab.viz.pane.PaneFrame;
import cliplab.viz.pane.Repainter;
import cliplab.viz.style.Palette;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;

/** The whole classifier, put together. FX thread only. */
public final class Classifier implements Workspace {
    private final NetworkChoice networks;
    private final ClassifierModel model;
    private final Intake intake;
    private final NetworkBar networkBar;
    private final ClassifyCenter center;
    private final ClassifierView view;
    private final Repainter repainter = new Repainter();
    private boolean begun;
    private boolean visible;

    /**
     * @param runs the folder of all runs
     * @param failed told what went wrong where nothing should
     */
    public Classifier(
            NetworkChoice networks,
            Path runs,
            TaskRunner tasks,
            Executor ui,
            ObservableValue<Palette> palette,
            Consumer<Throwable> failed) {
        this.networks = networks;
        model = new ClassifierModel(networks.networkProperty(), ui);
        Bench bench = new Bench(networks.networkProperty(), tasks, ui, failed);
        intake = new Intake(model.gallery(), this::preprocessor, networks.networkProperty(), tasks, failed);
        center = new ClassifyCenter(model, tasks);
        center.noteProperty().bind(networks.noteProperty());
        networkBar = new NetworkBar(networks, runs);
        view = new ClassifierView(
                new ShelfView(model.gallery(), model.thresholdProperty(), intake),
                center,
                List.of(
                        new VectorsTool(model, palette.getValue()),
                        new NoneOfTheseTool(model, bench, tasks, repainter, failed),
                        new LessonsTool(model, ui),
                        new ComparePromptsTool(model, ui, palette.getValue()),
                        new RetrievalTool(model, bench, ui),
                        new LinearProbeTool(model, tasks, ui, repainter, failed),
                        new SketchTool(model.gallery(), this::preprocessor)),
                networkBar);
        networks.versionProperty().subscribe(() -> {
            if (visible) {
                model.askAgain();
            }
            bench.askAgain();
        });
        networks.networkProperty().subscribe(_ -> say());
        networks.noteProperty().subscribe(_ -> say());
        palette.subscribe(view::apply);
        say();
    }

    /** Without a network, that of the runs to come. */
    private ImagePreprocessor preprocessor() {
        AskedNetwork network = networks.networkProperty().get();
        return network == null ? ShapesDataset.PREPROCESSOR : network.data().preprocessor();
    }

    private void say() {
        AskedNetwork network = networks.networkProperty().get();
        view.frame().status(NetworkBar.note(networks, network));
    }

    /** Gives its figures their menus. */
    public void offer(FigureMenus menus) {
        center.offer(menus);
        view.offer(menus);
    }

    @Override
    public PaneFrame frame() {
        return view.frame();
    }

    public Intake intake() {
        return intake;
    }

    public ClassifierModel model() {
        return model;
    }

    /** Lets the person choose the folder of a finished run. */
    public void openRun() {
        networkBar.open();
    }

    @Override
    public void shown(boolean nowVisible) {
        if (nowVisible && !visible) {
            model.askAgain(); // it may have learned
        }
        visible = nowVisible;
        view.shown(visible);
        if (visible && !begun) {
            begun = true;
            repainter.start();
            if (model.gallery().items().isEmpty() && !intake.isBusy()) {
                intake.samples();
            }
        }
    }

    @Override
    public void close() {
        repainter.stop();
    }
}
