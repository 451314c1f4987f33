// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.shell;

import cliplab.app.training.LabEvent;
import cliplab.app.training.RunRequest;
import cliplab.app.training.RunState;
import cliplab.app.training.TrainingViewModel;
import cliplab.app.training.setup.SetupModel;
import java.nio.file.Path;

/** What the buttons and keys of a run do, given where it stands. FX thread only. */
final class Transport {
    private final TrainingViewModel training;
    private final SetupModel setup;

    Transport(TrainingViewModel training, SetupModel setup) {
        this.training = training;
        this.setup = setup;
    }

    private RunState state() {
        return training.stateProperty().get();
    }

    /** Begins, holds or goes on, whichever comes next. */
    void primary() {
        switch (state()) {
            case RUNNING -> training.pause();
            case PAUSED -> training.resume();
            case STOPPED -> resumeStopped();
            case LOADING, IDLE, COMPLETED, FAILED -> begin();
            case NO_ENGINE, STOPPING -> {}
            case PREPARING -> {} // the second half of a double click
        }
    }

    private void begin() {
        if (setup.validProperty().get()) {
            training.start(new RunRequest.New(
                    setup.options(), setup.setupProperty().get().live(), setup.device()));
        }
    }

    private void resumeStopped() {
        LabEvent.Prepared run = training.run();
        Path folder = run == null ? null : run.folder();
        if (folder == null) {
            begin(); // it lived in memory alone
        } else {
            training.start(new RunRequest.Resume(folder, setup.liveProperty().get(), setup.device()));
        }
    }

    /** One step; begins a run where there is none. */
    void step() {
        switch (state()) {
            case LOADING, IDLE, COMPLETED, FAILED -> {
                begin();
                training.step();
            }
            case STOPPED -> {
                resumeStopped();
                training.step();
            }
            case RUNNING, PAUSED, PREPARING -> training.step();
            case NO_ENGINE, STOPPING -> {}
        }
    }

    void stop() {
        training.stop();
    }

    void reset() {
        training.reset();
    }
}
