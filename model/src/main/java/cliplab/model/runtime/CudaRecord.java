// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.runtime;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What was fetched, from where, and its digests; stands as cuda.json beside the files, also while they are being fetched.
 * Immutable.
 *
 * @param from address of the folder that the files' paths lie below
 * @param completed when the last file was unpacked, as ISO 8601; null before
 */
public record CudaRecord(
        int schema,
        String version,
        String flavour,
        String platform,
        String from,
        List<Item> files,
        @Nullable String completed) {
    /** Name of its file. */
    public static final String NAME = "cuda.json";

    private static final int SCHEMA = 1;
    /** No separators, and no file that a shell or a system hides. */
    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]*");

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    public CudaRecord {
        if (schema != SCHEMA) {
            throw new IllegalArgumentException("schema " + schema + " is not known");
        }
        files = List.copyOf(files);
    }

    /** Nothing of it fetched yet. */
    public static CudaRecord of(CudaBuild build, String from, List<Item> files) {
        return new CudaRecord(SCHEMA, build.version(), build.flavour(), build.platform(), from, files, null);
    }

    /**
     * One file.
     *
     * @param path below {@link CudaRecord#from}, as the publisher's list has it
     * @param bytes to fetch, compressed
     * @param unpacked bytes that come of them, as the file's own end says; 0 as long as it was not asked
     * @param tag the server's mark of this very content, or null where it gives none
     * @param content what was unpacked from it; null as long as it was not
     */
    public record Item(
            String name,
            String path,
            long bytes,
            long unpacked,
            @Nullable String tag,
            @Nullable Content content) {
        public Item {
            if (!FILE_NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("\"" + name + "\" is no name of a library");
            }
            if (bytes < 1) {
                throw new IllegalArgumentException(name + " cannot have " + bytes + " bytes");
            }
        }

        /** Whether the server offers the same file in both. */
        public boolean isSameOffer(Item other) {
            return withContent(null).equals(other.withContent(null));
        }

        public Item withUnpacked(long said) {
            return new Item(name, path, bytes, said, tag, content);
        }

        public Item withContent(@Nullable Content fetched) {
            return new Item(name, path, bytes, unpacked, tag, fetched);
        }
    }

    /**
     * @param compressedSha256 of the file as it came
     * @param bytes unpacked
     * @param sha256 of the unpacked file
     */
    public record Content(String compressedSha256, long bytes, String sha256) {}

    /** @throws IOException where there is none, or it is not one */
    public static CudaRecord read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        String text = Files.readString(file);
        CudaRecord read;
        try {
            read = GSON.fromJson(text, CudaRecord.class);
        } catch (RuntimeException e) { // what a constructor throws comes wrapped, in one class or another
            throw new IOException(file + " is not a record of this version", e);
        }
        if (read == null) {
            throw new IOException(file + " is empty");
        }
        return read;
    }

    /** The file appears whole or not at all. */
    public void write(Path folder) throws IOException {
        Path beside = folder.resolve("." + NAME + ".part");
        Files.writeString(beside, GSON.toJson(this) + "\n");
        Files.move(beside, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** To fetch in all, compressed. */
    public long bytes() {
        return files.stream().mapToLong(Item::bytes).sum();
    }

    /** On the disk, once all is unpacked. */
    public long unpackedBytes() {
        return files.stream().mapToLong(Item::unpacked).sum();
    }

    /** Whether the server offers the same files in both. */
    public boolean isSameOffer(CudaRecord other) {
        return files.stream()
                .map(item -> item.withContent(null))
                .toList()
                .equals(other.files.stream().map(item -> item.withContent(null)).toList());
    }

    /** The record with one file's content known. */
    public CudaRecord with(Item changed) {
        List<Item> all = new ArrayList<>(files);
        all.replaceAll(item -> item.name().equals(changed.name()) ? changed : item);
        return new CudaRecord(schema, version, flavour, platform, from, all, completed);
    }

    public CudaRecord completedAt(String time) {
        return new CudaRecord(schema, version, flavour, platform, from, files, time);
    }

    /** The first thing that is missing of the files in a folder, by name and size; takes a millisecond. */
    public Optional<String> missing(Path folder) {
        if (completed == null) {
            return Optional.of("the files are not all there yet");
        }
        for (Item item : files) {
            Content content = item.content();
            Path file = folder.resolve(item.name());
            try {
                if (content == null || Files.size(file) != content.bytes()) {
                    return Optional.of(file + " is not of the size recorded");
                }
            } catch (IOException e) {
                return Optional.of(file + " is missing");
            }
        }
        return Optional.empty();
    }

    /** The files whose SHA-256 is not the one recorded; reads them all. */
    public List<String> altered(Path folder) throws IOException {
        List<String> altered = new ArrayList<>();
        for (Item item : files) {
            Content content = item.content();
            Path file = folder.resolve(item.name());
            if (content == null
                    || !Files.isRegularFile(file)
                    || !Sha256.of(file).equals(content.sha256())) {
                altered.add(item.name());
            }
        }
        return altered;
    }
}
