// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import cliplab.model.TestEngine;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EngineStartTest {
    @Test
    void theEngineStartsAndAddsUp() {
        try (NDManager manager = TestEngine.manager()) {
            assertEquals(6f, manager.create(new float[] {1, 2, 3}).sum().getFloat());
        }
        assertTrue(EngineStart.describe().startsWith("PyTorch "));
    }

    @Test
    void startingAgainDoesNoHarm() {
        TestEngine.start();
        EngineStart.start(1, Folders.ofThisSystem());
        assertEquals("true", System.getProperty("ai.djl.offline"));
    }

    @Test
    void onlyLibrariesThatWereLoadedAreReported() {
        TestEngine.start();
        System.setProperty("PYTORCH_FLAVOR", "cu128"); // as a start leaves it that failed
        try {
            assertEquals(Optional.empty(), EngineStart.cudaLibraries());
        } finally {
            System.clearProperty("PYTORCH_FLAVOR");
        }
    }

    @Test
    void noThreadsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> EngineStart.start(0, Folders.ofThisSystem()));
        assertTrue(EngineStart.defaultThreads() >= 1);
    }

    @Test
    void aWindowIsLeftACoreOfItsOwn() {
        int cores = Runtime.getRuntime().availableProcessors();
        int threads = EngineStart.threadsBesideAWindow();
        assertTrue(threads >= 1 && threads <= 8);
        assertTrue(threads < cores || cores == 1, threads + " of " + cores);
        assertTrue(threads <= EngineStart.defaultThreads());
    }
}
