// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.shell;

import cliplab.app.training.RunState;
import cliplab.app.training.Sentences;
import cliplab.app.training.TrainingViewModel;
import cliplab.model.train.StepMetrics;
import cliplab.viz.text.Messages;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** The line at the bottom: device, state, progress, speed, memory; each explains itself when clicked. FX thread only. */
final class StatusBar extends HBox {
    private final TrainingViewModel training;
    private final BiConsumer<Node, String> explain;
    private final Button device = item("status.explain.device");
    private final Button state = item("status.explain.state");
    private final Button position = item("status.explain.position");
    private final Button speed = item("status.explain.speed");
    private final Button kept = item("status.explain.kept");
    private final Button memory = item("status.explain.memory");
    private final ProgressBar progress = new ProgressBar(0);

    /** @param explain shows the text of a key beside a node */
    StatusBar(TrainingViewModel training, BiConsumer<Node, String> explain) {
        this.training = training;
        this.explain = explain;
        getStyleClass().add("status-bar");
        setAlignment(Pos.CENTER_LEFT);
        progress.setAccessibleText(Messages.text("status.progress"));
        progress.setTooltip(new Tooltip(Messages.text("status.progress")));
        progress.setMinWidth(80);
        progress.setOnMouseClicked(_ -> explain.accept(progress, "status.explain.position"));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        getChildren().addAll(state, progress, position, speed, space, kept, memory, device);
        training.deviceProperty().subscribe(_ -> showState());
        training.stateProperty().subscribe(_ -> showState());
        training.keptProperty().subscribe(this::showKept);
        showProgress();
    }

    private Button item(String key) {
        Button item = new Button();
        item.getStyleClass().addAll("status-item", "flat", "small");
        item.setOnAction(_ -> explain.accept(item, key));
        item.setTooltip(new Tooltip(Messages.text("status.explain")));
        item.setMinWidth(Region.USE_PREF_SIZE);
        return item;
    }

    private void showState() {
        RunState now = training.stateProperty().get();
        device.setText(training.deviceProperty().get());
        device.setVisible(!device.getText().isEmpty());
        state.setText(words(now));
    }

    private static String words(RunState state) {
        return Messages.text(
                switch (state) {
                    case LOADING -> "state.loading";
                    case NO_ENGINE -> "state.no-engine";
                    case IDLE -> "state.idle";
                    case PREPARING -> "state.preparing";
                    case RUNNING -> "state.running";
                    case PAUSED -> "state.paused";
                    case STOPPING -> "state.stopping";
                    case STOPPED -> "state.stopped";
                    case COMPLETED -> "state.completed";
                    case FAILED -> "state.failed";
                });
    }

    private void showKept(@Nullable String folder) {
        boolean unsaved = folder != null && folder.isEmpty();
        kept.setVisible(folder != null);
        kept.setText(
                folder == null
                        ? ""
                        : unsaved
                                ? Messages.text("status.kept.not")
                                : String.valueOf(Path.of(folder).getFileName()));
        kept.getStyleClass().remove("danger");
        if (unsaved) {
            kept.getStyleClass().add("danger");
        }
        kept.setTooltip(folder == null || unsaved ? null : new Tooltip(folder));
    }

    /** Renews the numbers of the run; a few times a second is enough. */
    void showProgress() {
        progress.setProgress(training.progressProperty().get());
        showStep(training.lastStepProperty().get());
    }

    private void showStep(@Nullable StepMetrics step) {
        if (step == null) {
            position.setText(Messages.text("status.position.none"));
            speed.setText(Messages.text("status.speed.none"));
            return;
        }
        position.setText(Messages.text(
                "status.position",
                step.epoch(),
                training.epochsProperty().get(),
                step.step(),
                Sentences.duration(training.secondsLeft())));
        speed.setText(Messages.text("status.speed", training.pairsPerSecond(), training.millisPerStep()));
    }

    /** @param residentBytes of the whole process, or −1 where it is not known */
    void showMemory(long residentBytes, long heapBytes) {
        memory.setText(
                residentBytes < 0
                        ? Messages.text("status.memory.heap", heapBytes >> 20)
                        : Messages.text("status.memory", residentBytes >> 20));
    }
}
