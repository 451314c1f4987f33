// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.sweeps;

import org.jspecify.annotations.Nullable;

/**
 * A run in the queue. Immutable.
 *
 * @param sweep whose it is
 * @param number within the sweep, from 1
 * @param folder its name below the folder of runs, its own from the start, so that nothing is lost with the program
 * @param epochs done so far
 * @param numbers of a run that is done; else null
 * @param note why it failed; else empty
 */
public record QueuedRun(
        String sweep,
        int number,
        SweepRun run,
        String folder,
        SweepState state,
        int epochs,
        @Nullable SweepNumbers numbers,
        String note) {
    static QueuedRun waiting(String sweep, int number, SweepRun run) {
        String folder = "%s-sweep-%03d-seed%d".formatted(sweep, number, run.seed());
        return new QueuedRun(sweep, number, run, folder, SweepState.WAITING, 0, null, "");
    }

    /** Tells it from all others. */
    public String key() {
        return folder;
    }

    QueuedRun to(SweepState next, String why) {
        return new QueuedRun(sweep, number, run, folder, next, epochs, numbers, why);
    }

    QueuedRun withEpochs(int done) {
        return new QueuedRun(sweep, number, run, folder, state, done, numbers, note);
    }

    QueuedRun done(int epochsDone, SweepNumbers came) {
        return new QueuedRun(sweep, number, run, folder, SweepState.DONE, epochsDone, came, "");
    }
}
