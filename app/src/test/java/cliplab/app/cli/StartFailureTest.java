// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.model.runtime.Folders;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person is left with where the window does not come. */
class StartFailureTest {
    @TempDir
    private Path home;

    private Folders folders() {
        return new Folders(home.resolve("data é"), home.resolve("config"), home.resolve("cache"));
    }

    /** As the window's own code does it, where it fails while it is built. */
    private WindowOpener failing(Throwable error) {
        return (_, _) -> {
            throw StartFailedException.log(error, folders());
        };
    }

    @Test
    void oneSentenceSaysWhereTheStackTraceIs() throws IOException {
        for (Throwable error : List.of(
                new IllegalStateException("no style sheet\nsecond line"),
                new NoClassDefFoundError("javafx/stage/Stage"),
                new ExceptionInInitializerError("x"),
                new OutOfMemoryError("Java heap space"))) {
            StringWriter err = new StringWriter();
            PrintWriter printer = new PrintWriter(err);
            for (String[] words : List.of(new String[0], new String[] {"window", "--theme", "dark"})) {
                err.getBuffer().setLength(0);
                assertEquals(1, Cliplab.run(printer, printer, failing(error), words));
                Path log = home.resolve("data é/logs/start-failed.log");
                assertTrue(err.toString().startsWith("cliplab: The window cannot be opened: "), err.toString());
                assertTrue(err.toString().strip().endsWith("The details are in " + log + "."), err.toString());
                assertEquals(1, err.toString().lines().count(), err.toString());
                String text = Files.readString(log);
                assertTrue(text.contains(error.getClass().getName()), text);
                assertTrue(text.contains("\tat " + StartFailureTest.class.getName()), text);
                for (String fact : List.of("when     20", "cliplab  0", "java     25", "system   ", "memory   ")) {
                    assertTrue(text.contains(fact), text);
                }
                Files.delete(log);
            }
        }
    }

    @Test
    void whereTheDataFolderCannotBeWrittenTheCacheHasTheLog() throws IOException {
        Files.writeString(home.resolve("data é"), "in the way");
        StartFailedException failed = StartFailedException.log(new IllegalStateException("why"), folders());
        assertTrue(
                String.valueOf(failed.getMessage())
                        .contains(home.resolve("cache/logs/start-failed.log").toString()),
                failed.getMessage());
    }
}
