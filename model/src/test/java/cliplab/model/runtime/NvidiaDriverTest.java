// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NvidiaDriverTest {
    @TempDir
    Path root;

    private NvidiaDriver on(String system, Map<String, String> environment) {
        return NvidiaDriver.find(system, root, environment);
    }

    @ParameterizedTest
    @CsvSource({
        "'NVRM version: NVIDIA UNIX x86_64 Kernel Module  550.54.14  Thu Feb 22 01:44:30 UTC 2024', 550.54.14, 550",
        "'NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  570.86.15  Release Build', 570.86.15, 570",
        "'NVRM version: NVIDIA UNIX x86_64 Kernel Module  470.256.02  Thu May  2 14:37:44 UTC 2024', 470.256.02, 470",
        "'NVRM version: something else', 'present, version not known', 0"
    })
    void theKernelModuleSaysItsVersion(String said, String version, int branch) throws IOException {
        Path file = root.resolve("proc/driver/nvidia/version");
        Files.createDirectories(file.getParent());
        Files.writeString(file, said + "\nGCC version:  gcc version 12.3.0\n");
        assertEquals(new NvidiaDriver(true, branch, version + " (" + file + ")"), on("Linux", Map.of()));
    }

    @Test
    void onlyAVersionThatIsKnownIsTooOld() {
        assertTrue(new NvidiaDriver(true, 524, "524.1").isTooOld());
        assertFalse(new NvidiaDriver(true, 525, "525.60.13").isTooOld());
        assertFalse(new NvidiaDriver(true, "present, version not known").isTooOld());
    }

    @Test
    void theDriversProgramOnThePathWillDo() throws IOException {
        Path tool = root.resolve("bin/nvidia-smi");
        Files.createDirectories(tool.getParent());
        Files.createFile(tool);
        Map<String, String> path = Map.of("PATH", root.resolve("none") + ":" + tool.getParent());
        assertFalse(on("Linux", path).present(), "it cannot be run");
        assertTrue(tool.toFile().setExecutable(true));
        assertTrue(on("Linux", path).words().contains(tool.toString()));
        assertTrue(on("Linux", path).present());
    }

    @Test
    void windowsHasItsLibraries() throws IOException {
        Map<String, String> environment = Map.of("SystemRoot", root.toString());
        assertFalse(on("Windows 11", environment).present());
        Files.createDirectories(root.resolve("System32"));
        Files.createFile(root.resolve("System32/nvcuda.dll"));
        assertTrue(on("Windows 11", environment).present());
    }

    @Test
    void withoutATraceItSaysWhereItLooked() {
        NvidiaDriver none = on("Linux", Map.of());
        assertFalse(none.present());
        assertTrue(none.words().startsWith("none found (looked for " + root.resolve("proc/driver/nvidia/version")));
        assertFalse(on("Mac OS X", Map.of()).present());
    }
}
