// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.model.runtime.CudaLibraries.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CudaLibrariesTest {
    private static final NvidiaDriver DRIVER = new NvidiaDriver(true, "570.86.15");
    private static final NvidiaDriver NO_DRIVER = new NvidiaDriver(false, "none found");
    private static final CudaBuild BUILD = new CudaBuild("2.7.1", "cu128", "linux-x86_64");

    @TempDir
    Path folder;

    private CudaLibraries libraries = new CudaLibraries(Path.of(""), Optional.empty(), Map.of());

    @BeforeEach
    void begin() {
        libraries = libraries(Map.of());
    }

    private CudaLibraries libraries(Map<String, String> environment) {
        return new CudaLibraries(folder.resolve("gpu"), Optional.of(BUILD), environment);
    }

    /** A folder with everything the engine needs, in small. */
    private Path installation(String name) throws IOException {
        Path lib = folder.resolve(name).resolve("lib");
        Files.createDirectories(lib);
        for (String file : BUILD.needed()) {
            Files.writeString(lib.resolve(file), file);
        }
        return lib;
    }

    private void fetchedAs(CudaBuild build, boolean whole) throws IOException {
        Path fetched = libraries.fetched();
        Files.createDirectories(fetched);
        List<CudaRecord.Item> items = new ArrayList<>();
        for (String file : BUILD.needed()) {
            Files.writeString(fetched.resolve(file), file);
            items.add(new CudaRecord.Item(file, "x/" + file + ".gz", 9, 9, "\"t\"", content(fetched.resolve(file))));
        }
        CudaRecord record = CudaRecord.of(build, "https://example.org/", items);
        (whole ? record.completedAt("2026-11-21T12:00:00Z") : record).write(fetched);
    }

    private static CudaRecord.Content content(Path file) throws IOException {
        return new CudaRecord.Content("00", Files.size(file), Sha256.of(file));
    }

    private String refusal(NvidiaDriver driver) {
        return assertInstanceOf(Standing.Refused.class, libraries.standing(driver))
                .why();
    }

    private String refusal(Path installation) {
        return String.valueOf(assertThrows(IOException.class, () -> libraries.use(installation))
                .getMessage());
    }

    @Test
    void theEngineBringsItsBridgeForTheseSystems() {
        assertEquals(Optional.of(BUILD), CudaBuild.of("Linux", "amd64"));
        assertEquals(
                "win-x86_64", CudaBuild.of("Windows 11", "amd64").orElseThrow().platform());
        assertTrue(CudaBuild.of("Windows 11", "amd64").orElseThrow().needed().contains("torch_cuda.dll"));
        assertEquals(Optional.empty(), CudaBuild.of("Linux", "aarch64"));
        assertEquals(Optional.empty(), CudaBuild.of("Mac OS X", "aarch64"));
    }

    @Test
    void withoutAnyTheCpuTrains() {
        assertInstanceOf(Standing.None.class, libraries.standing(DRIVER));
        assertEquals(Optional.empty(), libraries.begin(DRIVER));
        assertFalse(Files.exists(libraries.home()), "looking writes nothing");
        CudaLibraries nothing = new CudaLibraries(folder, Optional.empty(), Map.of());
        assertInstanceOf(Standing.None.class, nothing.standing(DRIVER));
    }

    @Test
    void aWholeSetIsUsedWithADriverOnly() throws IOException {
        fetchedAs(BUILD, true);
        assertEquals(new Standing.Usable(libraries.fetched(), "2.7.1+cu128"), libraries.standing(DRIVER));
        assertTrue(refusal(NO_DRIVER).contains("no NVIDIA driver"));
        assertEquals(Optional.empty(), libraries.begin(NO_DRIVER));
    }

    @Test
    void whatIsNotWholeIsNotUsed() throws IOException {
        fetchedAs(BUILD, false);
        assertTrue(refusal(DRIVER).contains("not all there yet"));
        fetchedAs(BUILD, true);
        Path file = libraries.fetched().resolve("libtorch_cpu.so");
        Files.writeString(file, "short");
        assertEquals(file + " is not of the size recorded", refusal(DRIVER));
        Files.delete(file);
        assertTrue(refusal(DRIVER).contains("holds no libtorch_cpu.so"));
    }

    @Test
    void anotherVersionIsNotUsed() throws IOException {
        fetchedAs(new CudaBuild("2.6.0", "cu128", "linux-x86_64"), true);
        assertTrue(refusal(DRIVER).endsWith("is PyTorch 2.6.0+cu128; this program needs 2.7.1+cu128"));
    }

    @Test
    void aDamagedRecordIsNotUsed() throws IOException {
        fetchedAs(BUILD, true);
        Path record = libraries.fetched().resolve(CudaRecord.NAME);
        for (String damaged : List.of("", "{", "{\"schema\":9,\"files\":[]}", "{\"schema\":1}")) {
            Files.writeString(record, damaged);
            assertTrue(refusal(DRIVER).startsWith(record.toString()), damaged);
        }
    }

    @Test
    void whatThePersonSetInTheEnvironmentComesFirst() throws IOException {
        fetchedAs(BUILD, true);
        libraries = libraries(Map.of("PYTORCH_LIBRARY_PATH", "/opt/own"));
        assertEquals("PYTORCH_LIBRARY_PATH is set in the environment", refusal(DRIVER));
    }

    @Test
    void digestsTellWhatWasAltered() throws IOException {
        fetchedAs(BUILD, true);
        CudaRecord record = CudaRecord.read(libraries.fetched());
        assertEquals(List.of(), record.altered(libraries.fetched()));
        Files.writeString(libraries.fetched().resolve("libtorch.so"), "LIBTORCH.SO");
        assertEquals(List.of("libtorch.so"), record.altered(libraries.fetched()));
    }

    @Test
    void anInstallationOfTheSameVersionIsUsed() throws IOException {
        Path cxx = installation("libtorch");
        Files.writeString(cxx.resolveSibling("build-version"), "2.7.1+cu128\n");
        assertEquals(cxx, libraries.use(cxx.resolve("..")), "the folder above will do");
        assertEquals(new Standing.Usable(cxx, "2.7.1+cu128"), libraries.standing(DRIVER));
        assertTrue(libraries.isElsewhere());

        Path python = installation("site é/torch");
        Files.writeString(
                python.resolveSibling("version.py"),
                "from typing import Optional\n__all__ = ['__version__']\n__version__ = '2.7.1+cu128'\ncuda = '12.8'\n");
        assertEquals(python, libraries.use(python));
        assertEquals(new Standing.Usable(python, "2.7.1+cu128"), libraries.standing(DRIVER));

        libraries.remove();
        assertInstanceOf(Standing.None.class, libraries.standing(DRIVER));
        assertTrue(Files.exists(python.resolve("libtorch.so")), "it is left as it is");
    }

    @Test
    void aFolderOfDjlSaysItsVersionByItsName() throws IOException {
        Path djl = folder.resolve("2.7.1-20250812-cu128-linux-x86_64");
        Files.move(installation("djl"), djl);
        assertEquals(djl, libraries.use(djl));
    }

    @Test
    void otherInstallationsAreRefusedWithTheReason() throws IOException {
        Path lib = installation("libtorch");
        assertTrue(refusal(lib).contains("does not say its version"));
        Files.writeString(lib.resolveSibling("build-version"), "2.7.1+cu126\n");
        assertTrue(refusal(lib).endsWith("is PyTorch 2.7.1+cu126; this program needs 2.7.1+cu128"));
        Files.writeString(lib.resolveSibling("build-version"), "2.7.1+cu128\n");
        Files.delete(lib.resolve("libtorch_cuda.so"));
        assertEquals(lib + " holds no libtorch_cuda.so", refusal(lib));
        assertFalse(libraries.isElsewhere(), "a refusal changes nothing");
        Files.createDirectories(folder.resolve("a:b"));
        assertTrue(refusal(folder.resolve("a:b")).contains("\":\""));
    }

    @Test
    void anInstallationThatChangedLaterIsNotUsed() throws IOException {
        Path lib = installation("libtorch");
        Files.writeString(lib.resolveSibling("build-version"), "2.7.1+cu128");
        libraries.use(lib);
        Files.writeString(lib.resolveSibling("build-version"), "2.8.0+cu128");
        assertTrue(refusal(DRIVER).contains("2.8.0+cu128"));
    }

    @Test
    void aStartThatFailedIsNotRepeatedUntilAskedFor() throws IOException {
        fetchedAs(BUILD, true);
        assertEquals(Optional.of(libraries.fetched()), libraries.begin(DRIVER));
        libraries.ended(Optional.of("libcudart.so.12: cannot open\nsecond line"));
        assertEquals("the last start with them failed: libcudart.so.12: cannot open", refusal(DRIVER));
        assertEquals(Optional.empty(), libraries.begin(DRIVER));
        libraries.tryAgain();
        assertEquals(Optional.of(libraries.fetched()), libraries.begin(DRIVER));
        libraries.ended(Optional.empty());
        assertInstanceOf(Standing.Usable.class, libraries.standing(DRIVER));
    }

    @Test
    void aProcessThatDiedWhileLoadingIsNoticed() throws IOException {
        fetchedAs(BUILD, true);
        assertTrue(libraries.begin(DRIVER).isPresent());
        assertInstanceOf(Standing.Usable.class, libraries.standing(DRIVER), "it is still at it");
        Path trial = libraries.home().resolve("trial");
        String mark = Files.readString(trial).strip();
        assertTrue(mark.startsWith(ProcessHandle.current().pid() + " "), mark);
        for (String died : List.of(
                Long.MAX_VALUE + mark.substring(mark.indexOf(' ')), // no process has that number
                ProcessHandle.current().pid() + " 2001-01-01T00:00:00Z", // another had it before this one
                String.valueOf(ProcessHandle.current().pid()),
                "?",
                "")) {
            Files.writeString(trial, died + "\n");
            assertEquals("the program ended while the engine was loading them", refusal(DRIVER), died);
            assertEquals(Optional.empty(), libraries.begin(DRIVER), died);
        }
    }

    @Test
    void whatARemovalLeftIsNotUsed() throws IOException {
        fetchedAs(BUILD, true);
        assertTrue(libraries.whole().isPresent());
        Files.delete(libraries.fetched().resolve(CudaRecord.NAME));
        assertTrue(refusal(DRIVER).endsWith("is not whole: it holds no cuda.json"), refusal(DRIVER));
        assertEquals(Optional.empty(), libraries.whole());
    }

    @Test
    void nothingIsRemovedUnderAFetch() throws IOException {
        fetchedAs(BUILD, true);
        try (ProcessLock _ = libraries.lock().orElseThrow()) {
            assertEquals(Optional.empty(), libraries.lock());
            String words = String.valueOf(
                    assertThrows(IOException.class, libraries::remove).getMessage());
            assertTrue(words.startsWith("the CUDA libraries are being fetched"), words);
            assertTrue(libraries.whole().isPresent());
        }
        libraries.remove();
        assertFalse(Files.exists(libraries.home()));
    }

    @Test
    void whatIsLeftIsWhatAFetchLeft() throws IOException {
        assertEquals(0, libraries.bytesHere());
        Files.createDirectories(libraries.part());
        Files.writeString(libraries.part().resolve("libc10.so.gz.part"), "12345");
        Files.writeString(libraries.home().resolve("trial"), "123");
        assertEquals(5, libraries.bytesLeft());
        assertEquals(8, libraries.bytesHere());
    }
}
