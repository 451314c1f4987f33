// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.run.trash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A folder that was deleted. Immutable. */
public sealed interface Trashed {
    /** Where it was. */
    Path original();

    /** Only the system itself puts it back. */
    record Given(Path original) implements Trashed {}

    /**
     * It can be put back by {@link #restore}.
     *
     * @param place where it lies now
     * @param info what the system's trash says of it; null in a folder of ours
     */
    record Kept(Path original, Path place, @Nullable Path info) implements Trashed {
        /** Whether it is in the system's trash, which a person may empty and look into. */
        public boolean isInSystemTrash() {
            return info != null;
        }

        /**
         * Puts it back where it was, or beside that where the place is taken.
         *
         * @return where it is now
         */
        public Path restore() throws IOException {
            Path parent = Moves.parentOf(original);
            Files.createDirectories(parent);
            Path back = Moves.into(place, parent, original.getFileName().toString());
            if (info != null) {
                Files.deleteIfExists(info);
            }
            return back;
        }
    }
}
