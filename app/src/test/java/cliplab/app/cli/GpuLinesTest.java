// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.model.runtime.CudaBuild;
import cliplab.model.runtime.CudaLibraries;
import cliplab.model.runtime.NvidiaDriver;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class GpuLinesTest {
    private static final NvidiaDriver DRIVER = new NvidiaDriver(true, 570, "570.86.15");

    @TempDir
    Path data;

    private String lines(NvidiaDriver driver) {
        StringWriter words = new StringWriter();
        new GpuLines(libraries(), driver).print(new PrintWriter(words));
        return words.toString();
    }

    private CudaLibraries libraries() {
        return new CudaLibraries(data, Optional.of(new CudaBuild("2.7.1", "cu128", "linux-x86_64")), Map.of());
    }

    private static void megabytes(int count, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(count * 1_000_000L);
        }
    }

    @Test
    void onlyWhatAFetchLeftIsCalledSo() throws IOException {
        megabytes(2, data.resolve("something else"));
        assertTrue(lines(DRIVER).contains("libraries none"), lines(DRIVER));
        megabytes(3, libraries().part().resolve("libc10.so.gz.part"));
        assertTrue(lines(DRIVER).contains("not whole: 3 MB of a fetch that did not end"), lines(DRIVER));
    }

    @Test
    void aDriverThatIsTooOldIsSaidToBe() {
        String lines = lines(new NvidiaDriver(true, 470, "470.256.02"));
        assertTrue(lines.contains("NVIDIA: 470.256.02; too old: CUDA 12.8 asks for 525 or later"), lines);
    }

    @Test
    void nothingIsComparedWhereNothingWasFetched() {
        String own = Objects.requireNonNullElse(System.getProperty("user.home"), "");
        System.setProperty("user.home", data.toString());
        StringWriter err = new StringWriter();
        try {
            CommandLine line = new CommandLine(new GpuCommand()).setExecutionExceptionHandler((error, _, _) -> {
                err.write(String.valueOf(error.getMessage()));
                return error instanceof CommandException ours ? ours.exitCode() : ExitCode.UNEXPECTED;
            });
            assertEquals(ExitCode.UNREADABLE, line.execute("check"), err.toString());
        } finally {
            System.setProperty("user.home", own);
        }
        assertEquals("no CUDA libraries were fetched", err.toString());
    }
}
