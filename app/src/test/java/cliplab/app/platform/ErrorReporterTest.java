// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErrorReporterTest {
    private static final Logger OURS = Logger.getLogger("cliplab");

    @TempDir
    private Path folder;

    @AfterEach
    void nobodyCatches() {
        Thread.setDefaultUncaughtExceptionHandler(null);
        Thread.currentThread().setUncaughtExceptionHandler(null);
    }

    /** A command that ran before in this process may have quietened it. */
    @BeforeEach
    void listen() {
        OURS.setLevel(Level.INFO);
    }

    private static RuntimeException broken(int number) {
        return new IllegalStateException("number " + number);
    }

    @Test
    void aRepeatedErrorIsToldAndLoggedOnce() throws IOException {
        Path logs = folder.resolve("100% logs");
        List<ErrorReporter.Report> told = new ArrayList<>();
        try (ErrorReporter errors = new ErrorReporter(logs)) {
            errors.install();
            assertFalse(Files.exists(logs), "a quiet start writes nothing");
            for (int i = 0; i < 50; i++) {
                errors.report(broken(i));
            }
            errors.tellThrough(told::add); // late: hears what came before
            errors.report(broken(50));
            errors.report(new IllegalArgumentException("another"));
            assertEquals(
                    51, errors.counts().values().stream().mapToInt(i -> i).max().orElseThrow());
        }
        assertEquals(
                List.of("IllegalStateException: number 0", "IllegalArgumentException: another"),
                told.stream().map(ErrorReporter.Report::headline).toList());
        assertTrue(told.getFirst().details().contains("ErrorReporterTest.broken"));
        String log = Files.readString(logs.resolve("cliplab-0.log"));
        assertTrue(log.contains("number 0"), log);
        assertFalse(log.contains("number 1"), log);
        assertTrue(log.contains("51 times in all"), log);
    }

    @Test
    void anyThreadsUncaughtExceptionArrives() throws InterruptedException {
        List<String> told = new ArrayList<>();
        try (ErrorReporter errors = new ErrorReporter(folder)) {
            errors.install();
            errors.tellThrough(report -> told.add(report.headline()));
            Thread thread = new Thread(() -> {
                throw broken(1);
            });
            thread.start();
            thread.join();
        }
        assertEquals(List.of("IllegalStateException: number 1"), told);
    }

    @Test
    void aFolderThatCannotBeMadeCostsTheFileOnly() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        List<String> told = new ArrayList<>();
        try (ErrorReporter errors = new ErrorReporter(file.resolve("logs"))) {
            errors.install();
            errors.tellThrough(report -> told.add(report.headline()));
            errors.report(broken(3));
        }
        assertEquals(1, told.size());
    }
}
