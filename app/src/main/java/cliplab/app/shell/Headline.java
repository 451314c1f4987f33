// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.shell;

import cliplab.app.training.TrainingViewModel;
import cliplab.app.training.setup.SetupModel;
import cliplab.model.train.EpochMetrics;
import cliplab.model.train.StepMetrics;
import cliplab.model.train.TrainingOptions;
import cliplab.viz.text.Messages;
import org.jspecify.annotations.Nullable;

/** The one sentence beside the buttons: what the program is doing, in words. FX thread only. */
final class Headline {
    private final TrainingViewModel training;
    private final SetupModel setup;

    Headline(TrainingViewModel training, SetupModel setup) {
        this.training = training;
        this.setup = setup;
    }

    String text() {
        StepMetrics step = training.lastStepProperty().get();
        EpochMetrics epoch = training.lastEpochProperty().get();
        long steps = step == null ? 0 : step.step();
        return switch (training.stateProperty().get()) {
            case LOADING -> Messages.text("headline.loading");
            case NO_ENGINE -> Messages.text("headline.no_engine");
            case IDLE -> idle();
            case PREPARING -> Messages.text("headline.preparing");
            case RUNNING -> running(step, epoch);
            case PAUSED -> Messages.text("headline.paused", steps);
            case STOPPING -> Messages.text("headline.stopping");
            case STOPPED -> Messages.text("headline.stopped", steps);
            case COMPLETED ->
                epoch == null ? "" : Messages.text("headline.completed", 100 * epoch.accuracy(), epoch.epoch());
            case FAILED -> Messages.text("headline.failed");
        };
    }

    private String idle() {
        if (!setup.validProperty().get()) {
            return Messages.text("headline.invalid");
        }
        TrainingOptions options = setup.options();
        return Messages.text("headline.idle", options.epochs(), options.batchSize(), options.seed());
    }

    private String running(@Nullable StepMetrics step, @Nullable EpochMetrics epoch) {
        int epochs = training.epochsProperty().get();
        if (step == null) {
            return Messages.text("headline.untrained");
        }
        return epoch == null || Double.isNaN(epoch.accuracy())
                ? Messages.text("headline.running", step.epoch(), epochs)
                : Messages.text("headline.running.accuracy", step.epoch(), epochs, 100 * epoch.accuracy());
    }
}
