// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.runtime;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class NativeMemoryTest {
    @Test
    @EnabledOnOs(OS.LINUX)
    void aProcessOnLinuxKnowsItsMemory() {
        long resident = NativeMemory.resident().orElseThrow();
        long peak = NativeMemory.peakResident().orElseThrow();
        assertTrue(resident > 1 << 20, "a Java process takes a megabyte at least");
        assertTrue(peak > 1 << 20);
    }

    @Test
    void tellingTheAllocatorFailsNowhere() {
        for (String line : NativeMemory.keep()) {
            assertFalse(line.contains("could not"), line);
            assertFalse(line.contains("refused"), line);
        }
    }

    @Test
    void theTunablesAreNamed() {
        assertTrue(NativeMemory.tunables().startsWith("GLIBC_TUNABLES"));
    }
}
