// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.app.settings.SettingsStore.Notice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsStoreTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("config é").resolve("settings.json");
    }

    private void write(String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void whatIsSavedIsRead() throws IOException {
        Settings chosen = new Settings(
                Theme.DARK,
                new Settings.Place(-5, 10, 1280, 800, true),
                Map.of("columns", 0.25, "rows", 0.5),
                "/runs/a run é",
                0.5,
                12,
                true,
                true,
                "cliplab train --seed 3",
                new Settings.Export("svg", 640, 400, 1.5, true, "/figures/é"));
        SettingsStore store = new SettingsStore(file);
        assertEquals(Settings.USUAL, store.current());
        store.change(_ -> chosen);
        store.save();
        SettingsStore again = new SettingsStore(file);
        assertEquals(chosen, again.current());
        assertEquals(Optional.empty(), again.notice());
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void nothingChangedWritesNothing() throws IOException {
        new SettingsStore(file).save();
        assertFalse(Files.exists(file));
    }

    @Test
    void anInvalidEntryFallsBackAlone() throws IOException {
        write("""
                {"schema": 1, "theme": "mauve", "smoothing": 7, "perplexity": "many", "setup": "cliplab train",
                 "window": {"x": 1}, "layout": [1], "logarithmicLoss": "yes", "softmaxMatrix": true, "news": {}}
                """);
        SettingsStore store = new SettingsStore(file);
        assertEquals(Settings.USUAL.withSetup("cliplab train").withSoftmaxMatrix(true), store.current());
        assertEquals(Optional.empty(), store.notice());
        assertTrue(Files.exists(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{}", "{\"schema\": \"one\"}", "\"text\"", "{\"schema\": {}}"})
    void aCorruptFileIsKeptAsideWithANotice(String text) throws IOException {
        write(text);
        SettingsStore store = new SettingsStore(file);
        assertEquals(Settings.USUAL, store.current());
        assertEquals(Optional.of(Notice.CORRUPT), store.notice());
        assertFalse(Files.exists(file));
        assertEquals(text, Files.readString(file.resolveSibling("settings.json.bad")));
    }

    @Test
    void bytesThatAreNoTextAreCorrupt() throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        assertEquals(Optional.of(Notice.CORRUPT), new SettingsStore(file).notice());
    }

    @Test
    void aNewerFileIsKeptAside() throws IOException {
        write("{\"schema\": 2}");
        assertEquals(Optional.of(Notice.NEWER), new SettingsStore(file).notice());
        assertTrue(Files.exists(file.resolveSibling("settings.json.bad")));
    }

    @Test
    void aFolderInItsPlaceCannotBeRead() throws IOException {
        Files.createDirectories(file);
        SettingsStore store = new SettingsStore(file);
        assertEquals(Optional.of(Notice.UNREADABLE), store.notice());
        store.change(all -> all.withTheme(Theme.DARK));
        Files.writeString(file.resolve("x"), "keeps the folder");
        assertThrows(IOException.class, store::save);
    }
}
