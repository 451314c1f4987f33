// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.run;

import cliplab.model.run.trash.Moves;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A run as one zip with the run's folder at its top. What is read of it is believed in nothing. */
final class RunArchive {
    private static final int MOST_FILES = 50_000;
    /** Of what is unpacked; a run of 10,000 epochs that keeps them all has 9 GB. */
    private static final long MOST_BYTES = 16L << 30;

    private static final Pattern OUTSIDE = Pattern.compile("(^|.*/)\\.\\.(/.*|$)|^/.*|.*[\\\\:\\x00-\\x1f].*");
    private static final Pattern ODD = Pattern.compile("[^\\p{L}\\p{M}\\p{N} ._()+-]+");
    /** With room for a number behind it, in systems that count 255 bytes of three to a character. */
    private static final int LONGEST_NAME = 80;
    /** What the name of a folder begins with in which a run is unpacked: with a dot, so that it is none of the library yet. */
    private static final String STAGING = ".import-";

    private RunArchive() {}

    /** Also of a run in training: what was whole when its turn came. */
    static void write(Path run, Path file) throws IOException {
        String top = portable(run.toAbsolutePath().normalize().getFileName().toString()) + "/";
        WholeFile.write(file.toAbsolutePath(), channel -> {
            ZipOutputStream zip = new ZipOutputStream(Channels.newOutputStream(channel));
            zip.setLevel(Deflater.BEST_SPEED); // weights hardly shrink at any
            for (Path part : parts(run)) {
                String name = run.relativize(part).toString().replace(File.separatorChar, '/');
                if (!OUTSIDE.matcher(name).matches()) { // a name that only this system takes
                    add(zip, top + name, part);
                }
            }
            zip.finish();
        });
    }

    /** The checkpoint comes first, so that the tables of a run in training reach at least as far. */
    private static List<Path> parts(Path run) throws IOException {
        List<Path> parts = new ArrayList<>();
        RunFiles.visit(run, (file, attributes) -> {
            String name = file.getFileName().toString();
            if (!name.equals(RunLock.NAME) && !name.startsWith(".")) {
                parts.add(file);
            }
        });
        Path checkpoint = run.resolve(RunFiles.CHECKPOINT);
        parts.sort(
                Comparator.comparing((Path file) -> !file.equals(checkpoint)).thenComparing(Comparator.naturalOrder()));
        return parts;
    }

    private static void add(ZipOutputStream zip, String name, Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            ZipEntry entry = new ZipEntry(name);
            entry.setLastModifiedTime(Files.getLastModifiedTime(file));
            zip.putNextEntry(entry);
            content.transferTo(zip);
            zip.closeEntry();
        } catch (NoSuchFileException e) {
            // An epoch that the run did not keep.
        }
    }

    /** @param library where the run's new folder goes */
    static Path read(Path file, Path library) throws IOException {
        clear(library);
        try (ZipFile zip = open(file)) {
            String top = top(file, zip);
            List<? extends ZipEntry> entries = zip.stream()
                    .filter(entry -> entry.getName().startsWith(top) && !entry.isDirectory())
                    .toList();
            refuseTooMuch(file, entries, Files.getFileStore(library));
            Path staging = Files.createDirectory(library.resolve(STAGING + UUID.randomUUID()));
            try (RunLock _ = RunLock.take(staging).orElseThrow()) {
                Path unpacked = Files.createDirectory(staging.resolve("run"));
                for (ZipEntry entry : entries) {
                    unpack(file, zip, entry, unpacked.resolve(entry.getName().substring(top.length())));
                }
                requireReadable(file, unpacked);
                return Moves.into(unpacked, library, name(top, file));
            } finally {
                delete(staging);
            }
        } catch (ZipException | IllegalArgumentException e) { // the latter where a name is no text
            throw new RunFormatException(file + " is no exported run, or is damaged");
        }
    }

    /** Removes what imports that were killed had unpacked. */
    private static void clear(Path library) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(library, STAGING + "*")) {
            for (Path staging : left) {
                // Without its lock yet, it is another program's that has just begun.
                if (Files.exists(staging.resolve(RunLock.NAME)) && !RunLock.isHeld(staging)) {
                    delete(staging);
                }
            }
        }
    }

    /** Some programs that pack write names in the system's old set of characters; those of a run's files are in all of them. */
    private static ZipFile open(Path file) throws IOException {
        try {
            return new ZipFile(file.toFile());
        } catch (ZipException e) {
            return new ZipFile(file.toFile(), StandardCharsets.ISO_8859_1);
        }
    }

    /** The folder within the archive that holds the run, with a slash at its end; empty where the archive does itself. */
    private static String top(Path file, ZipFile zip) throws IOException {
        if (zip.stream().anyMatch(entry -> OUTSIDE.matcher(entry.getName()).matches())) {
            throw new RunFormatException(file + " is refused: it would write outside of the run's folder");
        }
        List<String> tops = zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.equals(RunFiles.MANIFEST) || name.endsWith("/" + RunFiles.MANIFEST))
                .map(name -> name.substring(0, name.length() - RunFiles.MANIFEST.length()))
                .sorted(Comparator.comparingInt(String::length))
                .toList();
        if (tops.isEmpty()) {
            throw new RunFormatException(file + " holds no run: there is no " + RunFiles.MANIFEST + " in it");
        }
        String top = tops.getFirst();
        if (!tops.stream().allMatch(other -> other.startsWith(top))) {
            throw new RunFormatException(
                    file + " holds several runs; unpack it, and move their folders into the library");
        }
        return top;
    }

    private static void refuseTooMuch(Path file, List<? extends ZipEntry> entries, FileStore store) throws IOException {
        long bytes = 0;
        for (ZipEntry entry : entries) {
            bytes += Math.clamp(entry.getSize(), 0, MOST_BYTES);
            if (bytes > MOST_BYTES || entries.size() > MOST_FILES) {
                throw new RunFormatException(file + " is refused: it holds more than a run can");
            }
        }
        if (bytes > store.getUsableSpace()) {
            throw new FileSystemException(
                    file.toString(), null, "there is not enough room for its " + (bytes >> 20) + " MiB");
        }
    }

    private static void unpack(Path file, ZipFile zip, ZipEntry entry, Path target) throws IOException {
        CRC32 sum = new CRC32();
        long written = 0;
        try (InputStream content = new CheckedInputStream(zip.getInputStream(entry), sum)) {
            Files.createDirectories(target.getParent());
            try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
                byte[] part = new byte[1 << 16];
                for (int n = content.read(part); n >= 0 && written <= entry.getSize(); n = content.read(part)) {
                    out.write(part, 0, n);
                    written += n;
                }
            }
        } catch (FileAlreadyExistsException | InvalidPathException | EOFException e) {
            // The same file twice, a name that is none on this system, or an end before its time.
            throw damaged(file, entry);
        }
        if (written != entry.getSize() || sum.getValue() != entry.getCrc()) {
            throw damaged(file, entry);
        }
    }

    private static RunFormatException damaged(Path file, ZipEntry entry) {
        return new RunFormatException(file + " is damaged at " + entry.getName());
    }

    private static void requireReadable(Path file, Path unpacked) throws IOException {
        try {
            SavedRun run = SavedRun.open(unpacked);
            run.epochs();
            run.steps();
            run.changes();
            run.replay();
            run.checkpoint();
        } catch (RunFormatException e) {
            String problem = String.valueOf(e.getMessage()).replace(unpacked + File.separator, "");
            throw new RunFormatException(file + ": " + problem.replace(unpacked.toString(), "the run"));
        }
    }

    /** What the folder was called. */
    private static String name(String top, Path file) {
        return portable(
                top.isEmpty()
                        ? file.getFileName().toString().replaceFirst("\\.[^.]*$", "")
                        : top.substring(top.lastIndexOf('/', top.length() - 2) + 1, top.length() - 1));
    }

    /** A name as far as every system takes it. */
    private static String portable(String wanted) {
        String begun = ODD.matcher(wanted).replaceAll("_").replaceFirst("^[. ]+", "");
        String name = begun.substring(0, Math.min(LONGEST_NAME, begun.length())).replaceFirst("[. ]+$", "");
        return name.isEmpty() ? "run" : name;
    }

    /** What cannot be deleted now is cleared by the next import. */
    private static void delete(Path staging) {
        try (Stream<Path> files = Files.walk(staging)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            // As above.
        }
    }
}
