// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.run.trash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Against the freedesktop.org Trash specification 1.0. */
@DisabledOnOs(OS.WINDOWS)
class FreedesktopTrashTest {
    @TempDir
    private Path parent;

    private Path folder() throws IOException {
        Path folder = Files.createDirectories(parent.resolve("runs").resolve("a run: 100 % é+"));
        Files.writeString(folder.resolve("run.json"), "{}");
        return folder;
    }

    @Test
    void aFolderLiesInTheTrashAsDesktopsExpectIt() throws IOException {
        Path folder = folder();
        Path home = parent.resolve("share/Trash");
        Trashed.Kept first = (Trashed.Kept) new FreedesktopTrash(home).take(folder);
        assertFalse(Files.exists(folder));
        assertTrue(first.isInSystemTrash());
        String name = folder.getFileName().toString();
        assertEquals(home.resolve("files").resolve(name), first.place());
        List<String> info = Files.readAllLines(home.resolve("info").resolve(name + ".trashinfo"));
        assertEquals("[Trash Info]", info.getFirst());
        String path = info.get(1).substring("Path=".length());
        assertTrue(path.chars().allMatch(c -> c > 32 && c < 127) && path.contains("100%20%25"), path);
        assertEquals(folder.toString(), URLDecoder.decode(path, StandardCharsets.UTF_8));
        LocalDateTime.parse(info.get(2).substring("DeletionDate=".length()));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("files"))));

        Trashed.Kept second = (Trashed.Kept) new FreedesktopTrash(home).take(folder());
        assertEquals(home.resolve("files").resolve(name + ".2"), second.place());
        assertEquals(folder, second.restore());
        assertEquals(folder.resolveSibling(name + "-2"), first.restore());
        assertTrue(Files.exists(folder.resolve("run.json")));
        try (var left = Files.list(home.resolve("info"))) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void theTrashIsWhereTheSystemHasIt() {
        assertEquals(
                Path.of("/home/ada/.local/share/Trash"),
                FreedesktopTrash.of("/home/ada", Map.of()).home());
        assertEquals(
                Path.of("/data/Trash"),
                FreedesktopTrash.of("/home/ada", Map.of("XDG_DATA_HOME", "/data"))
                        .home());
        assertEquals(
                Path.of("/home/ada/.local/share/Trash"),
                FreedesktopTrash.of("/home/ada", Map.of("XDG_DATA_HOME", "relative"))
                        .home());
    }

    @Test
    void aCommandThatMovesNothingIsAnError() throws IOException {
        Path folder = folder();
        assertThrows(IOException.class, () -> new CommandTrash(List.of("true"), true).take(folder));
        assertThrows(IOException.class, () -> new CommandTrash(List.of("/no/such/command"), true).take(folder));
        assertTrue(Files.exists(folder));
        Trashed given = new CommandTrash(List.of("sh", "-c", "rm -r \"$CLIPLAB_TRASH\""), false).take(folder);
        assertEquals(new Trashed.Given(folder), given);
        Path again = folder();
        new CommandTrash(List.of("rm", "-r"), true).take(again);
        assertFalse(Files.exists(again));
    }
}
