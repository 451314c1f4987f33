// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import cliplab.app.sweeps.Queue;
import cliplab.app.sweeps.QueuedRun;
import cliplab.app.sweeps.SweepPlan;
import cliplab.app.sweeps.SweepQueue;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Shows sweeps on the terminal; what changes in the queue on the trainer thread, everything else before and after. */
interface SweepPrinter extends SweepQueue.Listener {
    /**
     * Before anything is run.
     *
     * @param seconds that all of it may take; empty where that was not measured
     * @param ahead runs of earlier sweeps that come first
     */
    void plan(SweepPlan plan, OptionalDouble seconds, long ahead);

    /** Before the first run. */
    void begin(Path queue, Queue runs);

    /** A run changed; null where the queue did. */
    @Override
    void changed(Queue queue, @Nullable QueuedRun run);

    /** After the last run has ended. */
    void end(Path queue, Queue runs, boolean interrupted);
}
