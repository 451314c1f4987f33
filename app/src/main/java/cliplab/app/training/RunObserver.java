// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training;

import cliplab.model.train.Change;
import cliplab.model.train.EpochMetrics;
import cliplab.model.train.StepMetrics;
import org.jspecify.annotations.Nullable;

/** What a pane hears of the run that is shown. Called on the FX thread, in order. */
public interface RunObserver {
    /** Nothing is shown any more. */
    default void cleared() {}

    /** A run is about to make its first step, or to go on. */
    default void prepared(LabEvent.Prepared run) {}

    default void step(StepMetrics metrics) {}

    /** A setting was changed while the run goes on. */
    default void changed(Change change) {}

    /** @param look at the end of the epoch; null where it is no longer known */
    default void epoch(EpochMetrics metrics, @Nullable Look look) {}

    /** The newest look at the network, whether or not the window shows an earlier epoch. */
    default void look(Look look) {}
}
