// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.model.train.TrainingRun;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunArchiveTest {
    /** Only read. */
    @TempDir
    private static Path shared;

    private static Path original;

    @TempDir
    private Path parent;

    private RunLibrary library;

    @BeforeAll
    static void writeARun() throws IOException {
        original = shared.resolve("my rün");
        SampleRun.write(original, TrainingRun.Outcome.STOPPED);
        RunLibrary.annotate(original, RunNotes.NONE.withTitle("A title"));
    }

    @BeforeEach
    void makeLibrary() {
        library = RunLibrary.in(parent.resolve("second"));
    }

    private Path export() throws IOException {
        Path file = parent.resolve("exported.cliprun");
        RunLibrary.exportTo(original, file);
        return file;
    }

    /** Nothing of an import that failed is left, hidden or not. */
    private void assertNothingImported() throws IOException {
        try (Stream<Path> files = Files.list(library.folder())) {
            assertEquals(List.of(), files.toList());
        }
        try (Stream<Path> files = Files.list(parent)) {
            assertFalse(files.anyMatch(file -> file.endsWith("evil")));
        }
    }

    private void assertRefused(Path file, String why) throws IOException {
        RunFormatException error = assertThrows(RunFormatException.class, () -> library.importFrom(file));
        String message = String.valueOf(error.getMessage());
        assertTrue(message.contains(file.toString()) && message.contains(why), message);
        assertEquals(1, message.lines().count(), message);
        assertFalse(message.contains(".import"), message);
        assertNothingImported();
    }

    @Test
    void aRunComesBackFileByFileUnderAFreeName() throws IOException {
        Path file = export();
        Path first = library.importFrom(file);
        assertEquals(library.folder().resolve("my rün"), first);
        assertEquals(library.folder().resolve("my rün-2"), library.importFrom(file));
        try (Stream<Path> files = Files.walk(original)) {
            for (Path part : files.filter(Files::isRegularFile).toList()) {
                Path copy = first.resolve(original.relativize(part));
                boolean lock = part.endsWith(RunLock.NAME);
                assertEquals(!lock, Files.exists(copy), part.toString());
                assertTrue(lock || Files.mismatch(part, copy) == -1, part.toString());
            }
        }
        assertEquals(2, library.list().size());
        assertEquals("A title", library.list().getFirst().name());
        try (RunFolder resumed = RunFolder.resume(SavedRun.open(first), KeepEpochs.ALL)) {
            SampleRun.write(resumed, 5, 5);
        }
        assertEquals(6, SavedRun.open(first).epochs().size());
    }

    @Test
    void aRunInTrainingIsExportedUpToItsLastCheckpoint() throws IOException {
        Path writing = parent.resolve("writing");
        Path file = parent.resolve("w.cliprun");
        try (RunFolder run = RunFolder.create(writing, SampleRun.manifest(), KeepEpochs.ALL, List.of())) {
            SampleRun.write(run, 0, 2);
            run.step(SampleRun.step(41));
            RunLibrary.exportTo(writing, file);
        }
        SavedRun copy = SavedRun.open(library.importFrom(file));
        assertFalse(copy.isBeingWritten());
        assertEquals(40, copy.checkpoint().orElseThrow().progress().step());
        RunFolder.resume(copy, KeepEpochs.ALL).close();
        assertEquals(40, copy.steps().size());
    }

    @Test
    void aNameThatOnlyThisSystemTakesIsExportedAsOneThatAllTake() throws IOException {
        Assumptions.assumeFalse(File.separatorChar == '\\');
        Path odd = parent.resolve("seed: 1\\2");
        SampleRun.write(odd, TrainingRun.Outcome.COMPLETED);
        Files.writeString(odd.resolve("a:b"), "x");
        Path file = parent.resolve("odd.cliprun");
        RunLibrary.exportTo(odd, file);
        Path taken = library.importFrom(file);
        assertEquals("seed_ 1_2", taken.getFileName().toString());
        assertEquals(80, SavedRun.open(taken).steps().size());
    }

    @Test
    void anArchiveThatWasUnpackedAndPackedAgainIsTaken() throws IOException {
        Map<String, byte[]> content = contentOf(export());
        Map<String, byte[]> flat = new LinkedHashMap<>();
        flat.put("__MACOSX/x", new byte[1]);
        content.forEach((name, bytes) -> flat.put(name.substring("my rün/".length()), bytes));
        Path file = parent.resolve(".. odd:name .zip");
        write(file, flat);
        assertEquals(library.folder().resolve("odd_name"), library.importFrom(file));
    }

    @Test
    void aPathOutsideOfTheRunIsRefused() throws IOException {
        for (String evil : List.of(
                "../evil", "my rün/../../evil", "/evil", "my rün/..", "..\\evil", "C:evil", "my rün/a\\..\\..\\evil")) {
            Map<String, byte[]> content = contentOf(export());
            content.put(evil, new byte[10]);
            Path file = parent.resolve("evil.cliprun");
            write(file, content);
            assertRefused(file, "outside");
        }
    }

    @Test
    void whatIsNoRunIsRefused() throws IOException {
        Path file = parent.resolve("x.cliprun");
        Files.writeString(file, "no zip at all");
        assertRefused(file, "is no exported run, or is damaged");
        write(file, Map.of("a.txt", new byte[3]));
        assertRefused(file, "holds no run");
        write(file, Map.of("a/run.json", "{}".getBytes(StandardCharsets.UTF_8)));
        assertRefused(file, "run.json is damaged");
        Map<String, byte[]> content = contentOf(export());
        byte[] manifest = content.get("my rün/run.json");
        String newer = new String(manifest, StandardCharsets.UTF_8).replaceFirst("\"schema\": 1", "\"schema\": 7");
        content.put("my rün/run.json", newer.getBytes(StandardCharsets.UTF_8));
        write(file, content);
        assertRefused(file, "newer version");
        content.put("my rün/run.json", manifest);
        content.put("my rün/checkpoint.safetensors", new byte[100]);
        write(file, content);
        assertRefused(file, "checkpoint.safetensors");
    }

    @Test
    void aByteFlippedAnywhereNeverComesIn() throws IOException {
        byte[] sound = Files.readAllBytes(export());
        byte[] weights = Files.readAllBytes(original.resolve("epochs/0003/weights.safetensors"));
        Path file = parent.resolve("flipped.cliprun");
        for (int at = 40; at < sound.length; at += sound.length / 25) {
            byte[] damaged = sound.clone();
            damaged[at] ^= 0x10;
            Files.write(file, damaged);
            try {
                Path taken = library.importFrom(file);
                // Names and times are not under a checksum; numbers are.
                assertEquals(80, SavedRun.open(taken).steps().size());
                Path copy = taken.resolve("epochs/0003/weights.safetensors");
                assertTrue(!Files.exists(copy) || Files.mismatch(copy, write(weights)) == -1);
            } catch (RunFormatException e) {
                assertEquals(1, String.valueOf(e.getMessage()).lines().count());
            }
        }
        Files.write(file, Arrays.copyOf(sound, sound.length / 2));
        assertThrows(RunFormatException.class, () -> library.importFrom(file));
    }

    @Test
    void aNumberThatChangedOnTheWayIsRefused() throws IOException {
        Map<String, byte[]> content = contentOf(export());
        byte[] number = "a number".getBytes(StandardCharsets.US_ASCII);
        content.put("my rün/epochs/0003/weights.safetensors", number);
        Path file = parent.resolve("changed.cliprun");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> part : content.entrySet()) {
                ZipEntry entry = new ZipEntry(part.getKey());
                CRC32 sum = new CRC32();
                sum.update(part.getValue());
                entry.setMethod(ZipEntry.STORED); // as it is, so that a changed byte is no broken compression
                entry.setSize(part.getValue().length);
                entry.setCrc(sum.getValue());
                zip.putNextEntry(entry);
                zip.write(part.getValue());
            }
        }
        replaceAll(file, "a number", "a numbed");
        assertRefused(file, "is damaged at my rün/epochs/0003/weights.safetensors");
    }

    @Test
    void aNameThatStandsInItTwiceIsRefused() throws IOException {
        Map<String, byte[]> content = contentOf(export());
        content.put("my rün/epochs.csw", new byte[3]);
        Path file = parent.resolve("twice.cliprun");
        write(file, content);
        replaceAll(file, "epochs.csw", "epochs.csv");
        assertRefused(file, "is damaged at my rün/epochs.csv");
    }

    @Test
    void sizesThatNoRunHasAreRefusedBeforeAnythingIsWritten() throws IOException {
        Path file = export();
        sizes(file, -16); // nearly 4 GiB each
        assertRefused(file, "more than a run can");
        Map<String, byte[]> many = new LinkedHashMap<>();
        for (int i = 0; i <= 50_000; i++) {
            many.put("a/" + i, new byte[0]);
        }
        many.put("a/run.json", new byte[1]);
        write(file, many);
        assertRefused(file, "more than a run can");
    }

    @Test
    void anEntryThatIsLongerThanItSaysIsRefused() throws IOException {
        Path file = export();
        sizes(file, 100);
        assertRefused(file, "is damaged at my rün/");
    }

    @Test
    void severalRunsInOneArchiveAreRefusedRatherThanOneOfThemTaken() throws IOException {
        Map<String, byte[]> content = contentOf(export());
        Map<String, byte[]> both = new LinkedHashMap<>();
        content.forEach((name, bytes) -> {
            both.put("a/" + name, bytes);
            both.put("b/" + name, bytes);
        });
        Path file = parent.resolve("both.zip");
        write(file, both);
        assertRefused(file, "holds several runs");
    }

    @Test
    void anArchiveWhoseNamesAreInAnOldSetOfCharactersIsTaken() throws IOException {
        Map<String, byte[]> content = contentOf(export());
        Path file = parent.resolve("old.zip");
        write(file, content, StandardCharsets.ISO_8859_1);
        assertThrows(ZipException.class, () -> new ZipFile(file.toFile()).close());
        assertEquals(library.folder().resolve("my rün"), library.importFrom(file));
    }

    @Test
    void aLongNameIsCutSoThatEverySystemTakesIt() throws IOException {
        Map<String, byte[]> content = contentOf(export());
        Map<String, byte[]> longer = new LinkedHashMap<>();
        content.forEach((name, bytes) -> longer.put(name.replace("my rün", "实".repeat(79) + " 验验"), bytes));
        Path file = parent.resolve("long.zip");
        write(file, longer);
        assertEquals("实".repeat(79), library.importFrom(file).getFileName().toString());
        assertEquals(
                "实".repeat(79) + "-2", library.importFrom(file).getFileName().toString());
    }

    @Test
    void whatAKilledImportLeftIsClearedByTheNextAndWhatAnotherUnpacksIsNot() throws IOException {
        Path file = export();
        Path killed = staging("killed");
        Files.createFile(killed.resolve(RunLock.NAME));
        Path begun = staging("begun");
        Path unpacking = staging("unpacking");
        try (RunLock _ = RunLock.take(unpacking).orElseThrow()) {
            library.importFrom(file);
            assertFalse(Files.exists(killed));
            assertTrue(Files.exists(begun.resolve("run")), "it may just not have its lock yet");
            assertTrue(Files.exists(unpacking.resolve("run/run.json")));
        }
        library.importFrom(file);
        assertFalse(Files.exists(unpacking));
        try (Stream<Path> files = Files.list(library.folder())) {
            assertEquals(3, files.count(), "two runs and what has no lock");
        }
        assertEquals(2, library.list().size());
    }

    private Path staging(String name) throws IOException {
        Path staging = library.folder().resolve(".import-" + name);
        Files.createDirectories(staging.resolve("run"));
        Files.writeString(staging.resolve("run/run.json"), "{}");
        return staging;
    }

    /** Says of every entry that it has this many bytes, as the archive's list of them does. */
    private static void sizes(Path file, int bytes) throws IOException {
        ByteBuffer archive = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at + 46 < archive.limit(); at++) {
            if (archive.getInt(at) == 0x02014b50) {
                archive.putInt(at + 24, bytes);
            }
        }
        Files.write(file, archive.array());
    }

    private static void replaceAll(Path file, String from, String to) throws IOException {
        String archive = Files.readString(file, StandardCharsets.ISO_8859_1);
        Files.writeString(file, archive.replace(from, to), StandardCharsets.ISO_8859_1);
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(parent.resolve("compare"), bytes);
    }

    private static Map<String, byte[]> contentOf(Path file) throws IOException {
        Map<String, byte[]> content = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                content.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return content;
    }

    private static void write(Path file, Map<String, byte[]> content) throws IOException {
        write(file, content, StandardCharsets.UTF_8);
    }

    private static void write(Path file, Map<String, byte[]> content, Charset names) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                ZipOutputStream zip = new ZipOutputStream(out, names)) {
            for (Map.Entry<String, byte[]> part : content.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
                zip.closeEntry();
            }
        }
    }
}
