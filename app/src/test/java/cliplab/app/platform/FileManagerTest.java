// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How each system is asked to show a file. */
class FileManagerTest {
    private static final Path FILE = Path.of("/a folder/é.png");

    @Test
    void eachSystemHasItsOwnCommand() {
        assertEquals(List.of("xdg-open", "/a folder"), FileManager.command("Linux", FILE));
        assertEquals(List.of("open", "-R", FILE.toString()), FileManager.command("Mac OS X", FILE));
        assertEquals(List.of("explorer.exe", "/select," + FILE), FileManager.command("Windows 11", FILE));
    }
}
