// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.reports;

import cliplab.app.figures.DrawnRun;
import cliplab.app.runs.FileErrors;
import cliplab.model.run.RunManifest;
import cliplab.model.run.RunNotes;
import cliplab.model.run.SavedRun;
import cliplab.model.train.Change;
import cliplab.model.train.EpochMetrics;
import cliplab.model.train.LiveOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run as its folder had it at one moment, so that no two parts of a report tell of different moments. Immutable.
 *
 * @param folder where it lies
 * @param notes what a person wrote on it
 * @param drawn what figures are made of; null where this version cannot draw the run
 * @param undrawn why it cannot, else empty
 */
record ReportedRun(
        Path folder,
        RunManifest manifest,
        RunNotes notes,
        Standing standing,
        List<EpochMetrics> epochs,
        List<Change> changes,
        @Nullable DrawnRun drawn,
        String undrawn) {
    ReportedRun {
        epochs = List.copyOf(epochs);
        changes = List.copyOf(changes);
    }

    /**
     * Reads a run.
     *
     * @param going whether somebody writes it now
     */
    static ReportedRun of(SavedRun saved, boolean going) throws IOException {
        RunManifest manifest = saved.manifest();
        Standing standing = Standing.of(manifest.status(), going);
        Path folder = saved.folder().toAbsolutePath().normalize();
        RunNotes notes = RunNotes.on(folder);
        try {
            DrawnRun drawn = DrawnRun.of(saved);
            return new ReportedRun(folder, manifest, notes, standing, drawn.epochs(), drawn.changes(), drawn, "");
        } catch (IOException e) {
            String why = FileErrors.sentence(e);
            return new ReportedRun(folder, manifest, notes, standing, saved.epochs(), saved.changes(), null, why);
        }
    }

    String name() {
        return String.valueOf(folder.getFileName());
    }

    /** What a person called it, or else its folder's name. */
    String title() {
        return notes.title().isEmpty() ? name() : notes.title();
    }

    /** The settings in force at the first step: what cannot be said before a run begins is a change at that step. */
    LiveOptions begun() {
        LiveOptions live = LiveOptions.startOf(manifest.options());
        for (Change change : changes) {
            if (change.step() <= 1) {
                live = change.applyTo(live);
            }
        }
        return live;
    }

    /** The last epoch whose network was tested. */
    Optional<EpochMetrics> lastTested() {
        return epochs.reversed().stream()
                .filter(epoch -> !Double.isNaN(epoch.accuracy()))
                .findFirst();
    }

    int lastEpoch() {
        return epochs.isEmpty() ? 0 : epochs.getLast().epoch();
    }
}
