// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.run.trash;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Renames that never write over anything. */
public final class Moves {
    private Moves() {}

    /** @throws IOException for a root, which nobody deletes */
    static Path parentOf(Path folder) throws IOException {
        Path parent = folder.getParent();
        if (parent == null) {
            throw new IOException(folder + " lies in no folder");
        }
        return parent;
    }

    /**
     * Moves a folder into another of the same volume under a name, or where that is taken one with a number behind it.
     *
     * @return where it is now
     */
    public static Path into(Path folder, Path parent, String name) throws IOException {
        Path target = parent.resolve(name);
        for (int i = 2; ; i++) {
            try {
                if (!Files.exists(target)) {
                    return Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
                }
            } catch (FileSystemException e) {
                if (!Files.exists(target)) { // else it was made in the meantime
                    throw e;
                }
            }
            target = parent.resolve(name + "-" + i);
        }
    }
}
