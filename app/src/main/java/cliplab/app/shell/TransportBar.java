// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.shell;

import cliplab.app.training.RunState;
import cliplab.app.training.TrainingViewModel;
import cliplab.viz.text.Messages;
import java.util.Objects;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Train, step, stop and reset, and what the run is doing. FX thread only. */
final class TransportBar extends HBox {
    private final Button primary = new Button();
    private final Button step = button(Feather.SKIP_FORWARD, "transport.step", "transport.step.tip");
    private final Button stop = button(Feather.SQUARE, "transport.stop", "transport.stop.tip");
    private final Button reset = button(Feather.ROTATE_CCW, "transport.reset", "transport.reset.tip");
    private final Label headline = new Label();

    TransportBar(TrainingViewModel training, Transport transport, Workspaces workspaces) {
        getStyleClass().add("transport-bar");
        setAlignment(Pos.CENTER_LEFT);
        primary.getStyleClass().add("accent");
        primary.setDefaultButton(true);
        primary.setMinWidth(110);
        primary.setOnAction(_ -> transport.primary());
        step.setOnAction(_ -> transport.step());
        stop.setOnAction(_ -> transport.stop());
        reset.setOnAction(_ -> transport.reset());
        headline.getStyleClass().add("headline");
        headline.setMinWidth(0);
        headline.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(headline, Priority.ALWAYS);
        getChildren().addAll(primary, step, stop, reset, headline, choice(workspaces));
        training.stateProperty().subscribe(this::show);
    }

    private static Button button(Feather icon, String key, String tip) {
        Button button = new Button(Messages.text(key), new FontIcon(icon));
        button.setTooltip(new Tooltip(Messages.text(tip)));
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    private static SegmentedButton choice(Workspaces workspaces) {
        SegmentedButton choice = new SegmentedButton();
        add(choice, workspaces, null, Feather.ACTIVITY, "workspace.training", workspaces::showTraining);
        for (Workspaces.Entry entry : workspaces.entries()) {
            add(choice, workspaces, entry, entry.icon(), entry.key(), () -> workspaces.show(entry));
        }
        choice.setMinWidth(Region.USE_PREF_SIZE);
        return choice;
    }

    // messages: workspace.*
    private static void add(
            SegmentedButton choice,
            Workspaces workspaces,
            Workspaces.@Nullable Entry entry,
            Feather icon,
            String key,
            Runnable show) {
        ToggleButton toggle = toggle(icon, key, key + ".tip");
        // A click on the chosen one, or on one that stands in a window of its own, leaves the choice as it is.
        Runnable follow = () -> toggle.setSelected(
                Objects.equals(entry, workspaces.shownProperty().get()));
        toggle.setOnAction(_ -> {
            show.run();
            follow.run();
        });
        workspaces.shownProperty().subscribe(follow);
        follow.run();
        choice.getButtons().add(toggle);
    }

    private static ToggleButton toggle(Feather icon, String key, String tip) {
        ToggleButton toggle = new ToggleButton(Messages.text(key), new FontIcon(icon));
        toggle.setTooltip(new Tooltip(Messages.text(tip)));
        return toggle;
    }

    /** The line beside the buttons. */
    void headline(String text) {
        headline.setText(text);
    }

    private void show(RunState state) {
        switch (state) {
            case RUNNING, PREPARING -> primary(Feather.PAUSE, "transport.pause", "transport.pause.tip");
            case PAUSED, STOPPED -> primary(Feather.PLAY, "transport.resume", "transport.resume.tip");
            case LOADING, IDLE, NO_ENGINE, STOPPING -> primary(Feather.PLAY, "transport.train", "transport.train.tip");
            case COMPLETED, FAILED -> primary(Feather.PLAY, "transport.again", "transport.again.tip");
        }
        boolean impossible = state == RunState.NO_ENGINE || state == RunState.STOPPING;
        primary.setDisable(impossible);
        step.setDisable(impossible);
        stop.setDisable(!state.isActive() || state == RunState.STOPPING);
        reset.setDisable(state == RunState.LOADING || state == RunState.NO_ENGINE || state == RunState.IDLE);
    }

    private void primary(Feather icon, String key, String tip) {
        primary.setText(Messages.text(key));
        primary.setGraphic(new FontIcon(icon));
        primary.setTooltip(new Tooltip(Messages.text(tip)));
    }
}
