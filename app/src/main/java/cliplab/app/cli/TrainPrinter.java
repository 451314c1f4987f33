// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import cliplab.model.run.RunManifest;
import cliplab.model.train.TrainingEvent;
import cliplab.model.train.TrainingRun;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Shows a run on the terminal. Used on the run's thread. */
interface TrainPrinter extends Consumer<TrainingEvent> {
    /** Before the run begins. */
    void header(Path folder, EngineOptions.Started started, RunManifest manifest);

    /** After it has ended and everything is written. */
    void footer(Path folder, TrainingRun.Outcome outcome);
}
