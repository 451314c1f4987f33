// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
    @TempDir
    Path home;

    private Folders of(String system, Map<String, String> environment) {
        return Folders.of(system, home.toString(), environment);
    }

    @Test
    void linuxFollowsTheXdgDefaults() {
        assertEquals(
                new Folders(
                        home.resolve(".local/share/cliplab"),
                        home.resolve(".config/cliplab"),
                        home.resolve(".cache/cliplab")),
                of("Linux", Map.of()));
    }

    @Test
    void linuxFollowsAbsoluteXdgVariablesOnly() {
        String data = home.resolve("d").toString();
        String config = home.resolve("c").toString();
        Folders folders =
                of("Linux", Map.of("XDG_DATA_HOME", data, "XDG_CONFIG_HOME", config, "XDG_CACHE_HOME", "not/absolute"));
        assertEquals(home.resolve("d/cliplab"), folders.data());
        assertEquals(home.resolve("c/cliplab"), folders.config());
        assertEquals(home.resolve(".cache/cliplab"), folders.cache());
        assertEquals(
                home.resolve(".local/share/cliplab"),
                of("Linux", Map.of("XDG_DATA_HOME", "")).data());
    }

    @Test
    void windowsUsesAppData() {
        Folders plain = of("Windows 11", Map.of());
        assertEquals(home.resolve("AppData/Local/cliplab/data"), plain.data());
        assertEquals(home.resolve("AppData/Roaming/cliplab"), plain.config());
        assertEquals(home.resolve("AppData/Local/cliplab/cache"), plain.cache());
        Folders moved = of(
                "Windows 11",
                Map.of(
                        "LOCALAPPDATA", home.resolve("l").toString(),
                        "APPDATA", home.resolve("r").toString()));
        assertEquals(home.resolve("l/cliplab/data"), moved.data());
        assertEquals(home.resolve("r/cliplab"), moved.config());
    }

    @Test
    void macUsesTheLibrary() {
        Folders folders = of("Mac OS X", Map.of());
        assertEquals(home.resolve("Library/Application Support/cliplab"), folders.data());
        assertEquals(home.resolve("Library/Application Support/cliplab/config"), folders.config());
        assertEquals(home.resolve("Library/Caches/cliplab"), folders.cache());
    }

    @Test
    void aHomeOfOurOwnHoldsAllThreeOnEverySystem() {
        Path own = home.resolve("own");
        Folders expected = new Folders(own.resolve("data"), own.resolve("config"), own.resolve("cache"));
        for (String system : new String[] {"Linux", "Mac OS X", "Windows 10"}) {
            assertEquals(
                    expected, of(system, Map.of("CLIPLAB_HOME", own.toString(), "XDG_DATA_HOME", home.toString())));
        }
        assertEquals(
                home.resolve(".config/cliplab"),
                of("Linux", Map.of("CLIPLAB_HOME", " ")).config());
    }

    @Test
    void runsLieInTheData() {
        assertEquals(
                home.resolve(".local/share/cliplab/runs"), of("Linux", Map.of()).runs());
    }
}
