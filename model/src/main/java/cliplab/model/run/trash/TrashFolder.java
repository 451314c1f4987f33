// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.run.trash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder of ours that keeps what was deleted until a person deletes it there.
 *
 * @param place on the same volume as what it is to take
 */
record TrashFolder(Path place) implements Trash {
    @Override
    public Trashed take(Path folder) throws IOException {
        Files.createDirectories(place);
        return new Trashed.Kept(
                folder, Moves.into(folder, place, folder.getFileName().toString()), null);
    }
}
