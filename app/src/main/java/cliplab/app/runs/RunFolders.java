// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.runs;

import cliplab.model.runtime.Folders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Where a run goes that was given no folder. Nothing is created here. */
public final class RunFolders {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd-HHmmss");

    private RunFolders() {}

    /** A folder below the person's runs, named after the time and the seed, that does not exist yet. */
    public static Path unused(Folders folders, long seed) {
        String name = STAMP.format(LocalDateTime.now(ZoneId.systemDefault())) + "-seed" + seed;
        Path folder = folders.runs().resolve(name);
        for (int i = 2; Files.exists(folder); i++) {
            folder = folders.runs().resolve(name + "-" + i);
        }
        return folder;
    }
}
