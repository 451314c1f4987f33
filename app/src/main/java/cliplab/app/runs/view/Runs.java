// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.runs.view;

import cliplab.app.figures.ComparisonRequest;
import cliplab.app.figures.view.FigureMenus;
import cliplab.app.platform.DialogService;
import cliplab.app.platform.TaskRunner;
import cliplab.app.platform.Workspace;
import cliplab.model.run.RunLibrary;
import cliplab.viz.pane.PaneFrame;
import cliplab.viz.pane.Repainter;
import cliplab.viz.style.Palette;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.value.ObservableValue;
import javafx.util.Duration;

/** The library of runs, put together. While anyone sees it, it looks at the disk every other second. FX thread only. */
public final class Runs implements Workspace {
    private static final Duration LOOK = Duration.seconds(2);

    private final RunsModel model;
    private final RunsView view;
    private final Repainter repainter = new Repainter();
    private final Timeline looks;

    /** @param over a run that ends or begins: whenever this changes, the disk is looked at too */
    public Runs(
            RunLibrary library,
            RunHost host,
            TaskRunner tasks,
            DialogService dialogs,
            ObservableValue<Palette> palette,
            ObservableValue<?> over) {
        model = new RunsModel(library, tasks);
        view = new RunsView(model, new Comparing(tasks), host, repainter);
        model.onSaid(said -> RunsNotices.show(dialogs, said, model::undo));
        palette.subscribe(view::apply);
        looks = new Timeline(new KeyFrame(LOOK, _ -> model.refresh()));
        looks.setCycleCount(Animation.INDEFINITE);
        over.subscribe(() -> {
            if (looks.getStatus() == Animation.Status.RUNNING) {
                model.refresh();
            }
        });
        repainter.start();
    }

    @Override
    public PaneFrame frame() {
        return view.frame();
    }

    /** Gives the figures their menus. */
    public void offer(FigureMenus menus) {
        view.offer(menus);
    }

    /** Compares runs of the library, as a figure of them was looked at. */
    public void compare(Collection<Path> runs, ComparisonRequest request) {
        view.compare(runs, request);
    }

    /** Takes in runs that were exported. */
    public void importFiles(List<Path> files) {
        model.importFrom(files);
    }

    /** How the library stands, in a sentence. */
    public String sentence() {
        return view.sentence();
    }

    @Override
    public void shown(boolean visible) {
        if (visible) {
            model.refresh();
            looks.play();
        } else {
            looks.stop();
        }
    }

    @Override
    public void close() {
        looks.stop();
        repainter.stop();
    }
}
