// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training.setup;

import cliplab.viz.text.Messages;
import impl.org.controlsfx.skin.DecorationPane;
import java.util.function.IntFunction;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TitledPane;
import javafx.scene.image.Image;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The column of controls: the four levers open and first, the rest below. About 300 pixels wide. FX thread only. */
public final class SetupView extends ScrollPane {
    private static final double WIDTH = 300;

    private final ClassGrid grid;
    private final RunGroup run;

    /** @param thumbnails a picture of each class, by its number; null where there is none yet */
    public SetupView(SetupModel model, IntFunction<? extends @Nullable Image> thumbnails) {
        getStyleClass().add("setup-view");
        grid = new ClassGrid(model, thumbnails);
        run = new RunGroup(model);
        SetupControls controls = model.controls();
        VBox groups = new VBox(
                new CommandBar(model),
                group(Group.BATCH, new BatchGroup(model)),
                group(Group.TEMPERATURE, new TemperatureGroup(model)),
                group(Group.PROMPTS, new PromptGroup(model)),
                group(Group.DATA, new DataGroup(model, grid)),
                group(Group.LOSS, new LossGroup(controls)),
                group(Group.OPTIMISER, new OptimiserGroup(controls)),
                group(Group.RUN, run));
        groups.getStyleClass().add("setup-groups");
        // Marks are drawn here: left alone, ControlsFX would exchange the root of the whole scene for its own.
        DecorationPane marked = new DecorationPane();
        marked.setRoot(groups);
        setContent(marked);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setPrefWidth(WIDTH);
        setMinWidth(WIDTH);
    }

    /** Shows other pictures of the classes. */
    public void thumbnails(IntFunction<? extends @Nullable Image> thumbnails) {
        grid.show(thumbnails);
    }

    /** Puts what helps with the choice of a device below it. */
    public void offerDevice(Node offer) {
        run.getChildren().add(offer);
    }

    private static TitledPane group(Group group, Node content) {
        String name = Messages.text(
                switch (group) {
                    case BATCH -> "setup.group.batch";
                    case TEMPERATURE -> "setup.group.temperature";
                    case PROMPTS -> "setup.group.prompts";
                    case DATA -> "setup.group.data";
                    case LOSS -> "setup.group.loss";
                    case OPTIMISER -> "setup.group.optimiser";
                    case RUN -> "setup.group.run";
                });
        boolean lever = switch (group) {
            case BATCH, TEMPERATURE, PROMPTS, DATA -> true;
            case LOSS, OPTIMISER, RUN -> false;
        };
        TitledPane pane = new TitledPane(name, content);
        pane.setAnimated(false);
        pane.setExpanded(lever);
        pane.getStyleClass().addAll("dense", "setup-titled");
        return pane;
    }
}
