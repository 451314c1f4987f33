// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.sweeps.view;

import cliplab.app.figures.SweepMemory;
import cliplab.app.figures.view.FigureMenus;
import cliplab.app.platform.Workspace;
import cliplab.viz.pane.PaneFrame;
import cliplab.viz.pane.Repainter;
import cliplab.viz.style.Palette;
import cliplab.viz.text.Messages;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import org.jspecify.annotations.Nullable;

/** The sweeps, put together, or the sentence that says why there are none. FX thread only. */
public final class Sweeps implements Workspace {
    private final PaneFrame frame;
    private final Repainter repainter = new Repainter();
    private final @Nullable SweepsViewModel model;
    private final Runnable lookAgain;

    public Sweeps(SweepsViewModel model, ObservableValue<Palette> palette, FigureMenus menus) {
        this.model = model;
        SweepsView view = new SweepsView(model, repainter);
        view.offer(menus);
        frame = frame(view.node());
        lookAgain = model.choices()::learn;
        model.statusProperty().subscribe(frame::status);
        palette.subscribe(view::apply);
        repainter.start();
    }

    /** @param why nothing can be queued here, in whole sentences */
    public Sweeps(String why) {
        model = null;
        Label sentence = new Label(why);
        sentence.getStyleClass().add("pane-hint");
        sentence.setWrapText(true);
        frame = frame(sentence);
        lookAgain = () -> {};
    }

    private static PaneFrame frame(Node body) {
        return new PaneFrame(Messages.text("workspace.sweeps"), body);
    }

    /** Fills in the plan of a sweep, and shows what came of it where it is still in the queue. */
    public void plan(SweepMemory sweep) {
        if (model != null) {
            model.plan(sweep);
        }
    }

    @Override
    public PaneFrame frame() {
        return frame;
    }

    /** The queue goes on whether or not anyone looks; runs by hand may have ended meanwhile. */
    @Override
    public void shown(boolean visible) {
        if (visible) {
            lookAgain.run();
        }
    }

    @Override
    public void close() {
        repainter.stop();
    }
}
