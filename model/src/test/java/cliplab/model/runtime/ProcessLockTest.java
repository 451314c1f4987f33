// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessLockTest {
    private static final String NAME = "lock";

    @TempDir
    private Path folder;

    @Test
    void whoIsRefusedInThisProcessLeavesTheLockToItsHolder() throws Exception {
        try (ProcessLock held = ProcessLock.take(folder, NAME).orElseThrow()) {
            assertTrue(ProcessLock.take(folder, NAME).isEmpty());
            assertTrue(ProcessLock.isHeld(folder, NAME));
            assertTrue(held.isOpen());
            assertEquals("refused", inAnotherProcess(folder));
        }
        assertFalse(ProcessLock.isHeld(folder, NAME));
        assertEquals("taken", inAnotherProcess(folder));
    }

    private static String inAnotherProcess(Path folder) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-classpath",
                        System.getProperty("java.class.path"),
                        Taker.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    /** Says whether it got the lock. */
    static final class Taker {
        private Taker() {}

        public static void main(String[] arguments) throws IOException {
            System.out.println(ProcessLock.take(Path.of(arguments[0]), NAME).isPresent() ? "taken" : "refused");
        }
    }
}
