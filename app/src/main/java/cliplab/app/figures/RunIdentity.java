// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.figures;

import cliplab.model.run.RunManifest;
import cliplab.model.run.SavedRun;
import cliplab.model.train.TrainingOptions;

/**
 * What tells a run from all others, wherever it lies. Immutable.
 *
 * @param run the name of its folder; empty where it was never written
 * @param created when the run began; empty where it was never written
 * @param options fixed for the run, with the seed
 * @param dataDigest SHA-256 of pixels and captions
 */
public record RunIdentity(String run, String created, TrainingOptions options, String dataDigest) {
    static RunIdentity of(SavedRun saved) {
        RunManifest manifest = saved.manifest();
        return new RunIdentity(
                String.valueOf(saved.folder().toAbsolutePath().normalize().getFileName()),
                manifest.created(),
                manifest.options(),
                manifest.dataDigest());
    }

    /** Whatever its folder is called by now. */
    boolean isOf(RunManifest manifest) {
        return created.equals(manifest.created())
                && options.equals(manifest.options())
                && dataDigest.equals(manifest.dataDigest());
    }
}
