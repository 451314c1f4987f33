// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.run.trash;

import cliplab.model.runtime.Folders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Takes folders that are to be deleted. Keeps no state, so any thread may ask. */
public interface Trash {
    /**
     * @param folder absolute
     * @throws IOException where it could not be moved; it is then still where it was
     */
    Trashed take(Path folder) throws IOException;

    /**
     * The trash of the system this program runs on.
     *
     * @param otherwise a folder for what that does not take
     */
    static Trash ofThisSystem(Path otherwise) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        Trash ours = ofOurs(otherwise);
        Trash theirs;
        if (system.startsWith("windows")) {
            theirs = CommandTrash.windows();
        } else if (system.contains("mac")) {
            theirs = CommandTrash.mac();
        } else {
            theirs = FreedesktopTrash.of(Folders.home(), System.getenv());
        }
        return folder -> {
            try {
                return theirs.take(folder);
            } catch (IOException e) {
                return ours.take(folder);
            }
        };
    }

    /** A folder that keeps what was deleted until a person deletes it there. */
    static Trash ofOurs(Path place) {
        return new TrashFolder(place);
    }
}
