// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.shell;

import cliplab.app.training.TrainingViewModel;
import cliplab.model.train.EpochMetrics;
import cliplab.viz.text.Messages;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The scrubber under the panes: shows any epoch of the run, and returns to the end. FX thread only. */
final class TimeMachine extends HBox {
    private final TrainingViewModel training;
    private final Slider slider = new Slider(0, 1, 0);
    private final Label where = new Label();
    private final ToggleButton live = new ToggleButton(Messages.text("time.live"), new FontIcon(Feather.RADIO));
    private boolean following; // set while the slider is moved by the run, not by the person

    TimeMachine(TrainingViewModel training) {
        this.training = training;
        getStyleClass().add("time-machine");
        setAlignment(Pos.CENTER_LEFT);
        Label name = new Label(Messages.text("time.title"));
        name.getStyleClass().add("pane-title");
        name.setLabelFor(slider);
        name.setMinWidth(Region.USE_PREF_SIZE);
        slider.setBlockIncrement(1);
        slider.setMajorTickUnit(1);
        slider.setMinorTickCount(0);
        slider.setSnapToTicks(true);
        slider.setAccessibleText(Messages.text("time.slider"));
        slider.setTooltip(new Tooltip(Messages.text("time.slider")));
        HBox.setHgrow(slider, Priority.ALWAYS);
        where.getStyleClass().add("time-where");
        where.setMinWidth(300);
        live.setTooltip(new Tooltip(Messages.text("time.live.tip")));
        live.setMinWidth(Region.USE_PREF_SIZE);
        live.setOnAction(_ -> goLive());
        getChildren()
                .addAll(
                        name,
                        button(Feather.CHEVRON_LEFT, "time.back", -1),
                        slider,
                        button(Feather.CHEVRON_RIGHT, "time.forward", 1),
                        where,
                        live);

        slider.valueProperty().subscribe(_ -> moved());
        training.epochsDoneProperty().subscribe(_ -> follow());
        training.viewedEpochProperty().subscribe(_ -> follow());
        training.lastEpochProperty().subscribe(_ -> follow());
        follow();
    }

    private Button button(Feather icon, String key, int by) {
        Button button = new Button();
        button.setGraphic(new FontIcon(icon));
        button.getStyleClass().addAll("button-icon", "flat", "small");
        button.setTooltip(new Tooltip(Messages.text(key)));
        button.setAccessibleText(Messages.text(key));
        button.setOnAction(_ -> slider.setValue(Math.rint(slider.getValue()) + by));
        return button;
    }

    private void moved() {
        if (!following) {
            int epoch = (int) Math.round(slider.getValue());
            if (epoch != training.viewedEpochProperty().get()) {
                training.view(epoch);
            }
        }
    }

    private void goLive() {
        training.view(TrainingViewModel.LIVE);
        live.setSelected(true);
    }

    private void follow() {
        following = true;
        int done = training.epochsDoneProperty().get();
        int viewed = training.viewedEpochProperty().get();
        boolean isLive = viewed == TrainingViewModel.LIVE;
        boolean any = training.lastEpochProperty().get() != null;
        slider.setMax(Math.max(1, done));
        slider.setValue(isLive ? done : viewed);
        live.setSelected(isLive);
        setDisable(!any);
        EpochMetrics shown = training.viewedMetrics();
        where.setText(shown == null ? Messages.text("time.none") : words(shown));
        following = false;
    }

    /** The untrained network has seen no batch, and so has no loss. */
    private static String words(EpochMetrics shown) {
        return Double.isNaN(shown.loss())
                ? Messages.text("time.at.untrained", 100 * shown.accuracy(), shown.temperature())
                : Messages.text("time.at", shown.epoch(), shown.loss(), 100 * shown.accuracy(), shown.temperature());
    }
}
