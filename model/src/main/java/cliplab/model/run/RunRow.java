// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.run;

import java.nio.file.Path;

/** One run of a library as it was when it was looked at. Immutable. */
public sealed interface RunRow {
    /** Where it lies. */
    Path folder();

    /** What a person wrote on it; nothing where that cannot be read. */
    RunNotes notes();

    /** Its title, or else its folder's name. */
    default String name() {
        return notes().title().isEmpty() ? String.valueOf(folder().getFileName()) : notes().title();
    }

    /** A run that can be opened. */
    sealed interface Known extends RunRow {
        SavedRun run();

        RunSummary summary();

        @Override
        default Path folder() {
            return run().folder();
        }
    }

    /** A run that nobody writes. */
    record AtRest(SavedRun run, RunNotes notes, RunSummary summary) implements Known {
        /** Whether it was ended from outside, and is to be resumed. */
        public boolean isInterrupted() {
            return run.manifest().status() == RunStatus.RUNNING;
        }
    }

    /** A run that is in training, here or in another process; with its numbers so far. */
    record Writing(SavedRun run, RunNotes notes, RunSummary summary) implements Known {}

    /**
     * A run of a newer version of this program.
     *
     * @param schema what it is written in
     * @param problem in one sentence
     */
    record Newer(Path folder, RunNotes notes, int schema, String problem) implements RunRow {}

    /** @param problem what is wrong with it, in one sentence */
    record Damaged(Path folder, RunNotes notes, String problem) implements RunRow {}
}
