// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training;

import cliplab.model.train.LiveOptions;
import cliplab.model.train.TrainingOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What the trainer is asked to do. Immutable. */
public sealed interface RunRequest {
    /** In force from the next step on; null for what the run on disk says. */
    @Nullable
    LiveOptions live();

    /** As {@link cliplab.model.runtime.ComputeDevice#choose} takes it. */
    String device();

    /** A run from the beginning, in a new folder. */
    record New(TrainingOptions options, LiveOptions live, String device) implements RunRequest {}

    /**
     * A run that nobody watches: no looks at its network are taken between epochs, nor at epochs behind it. Taken up where its
     * checkpoint stands if its folder holds it already, else from the beginning.
     *
     * @param folder where it goes
     */
    record Unwatched(TrainingOptions options, LiveOptions live, String device, Path folder) implements RunRequest {}

    /** A run on disk, taken up where its checkpoint stands. */
    record Resume(Path folder, @Nullable LiveOptions live, String device) implements RunRequest {}

    /** A run on disk, shown as it stands: nothing is trained and nothing written. */
    record Show(Path folder, String device) implements RunRequest {
        /** As the run says. */
        @Override
        public @Nullable LiveOptions live() {
            return null;
        }
    }
}
