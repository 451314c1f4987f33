// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.gpu;

import cliplab.app.runs.FileErrors;
import cliplab.model.runtime.CudaBuild;
import cliplab.model.runtime.CudaLibraries;
import cliplab.model.runtime.CudaRecord;
import cliplab.model.runtime.CudaRecord.Item;
import cliplab.model.runtime.ProcessLock;
import cliplab.model.runtime.Sha256;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Fetches the CUDA libraries from where DJL publishes them, in two calls: one asks how much there is, the next fetches it. Nothing
 * is asked of the network before, and no connection is kept after. What was fetched when a call ends early is kept, and the next one goes
 * on from there. The files become the libraries in use only all at once, by renaming their folder. Any thread but the FX thread; an
 * interruption ends either call.
 */
public final class CudaFetch {
    private static final URI PUBLISHER = URI.create("https://publish.djl.ai/pytorch/");
    private static final int LONGEST_LIST = 1 << 20;
    private static final int BUFFER = 1 << 16;
    private static final long MB = 1_000_000;
    private static final String COMPRESSED = ".gz";
    /** Beside a compressed file that is not whole. */
    private static final String PART = ".part";

    private final CudaLibraries libraries;
    private final CudaBuild build;
    private final URI base;
    private final int piece;
    private final Duration patience;

    /** @param libraries for a system that has some */
    public CudaFetch(CudaLibraries libraries) {
        this(libraries, PUBLISHER, 4 << 20, Duration.ofMinutes(2));
    }

    /**
     * @param publisher ends with a slash
     * @param piece bytes that are asked for at once
     * @param patience for one answer
     */
    CudaFetch(CudaLibraries libraries, URI publisher, int piece, Duration patience) {
        this.libraries = libraries;
        build = libraries.build().orElseThrow();
        base = publisher.resolve(build.version() + "/");
        this.piece = piece;
        this.patience = patience;
    }

    /** The host that is asked. */
    public String host() {
        return base.getHost();
    }

    /** Of what an earlier fetch left, in compressed bytes; 0 where nothing is left. Asks no network. */
    public long here() {
        try {
            return here(CudaRecord.read(libraries.part()));
        } catch (IOException e) {
            return 0;
        }
    }

    /** What of a set is here already, whole or in part, in compressed bytes. */
    public long here(CudaRecord set) {
        return set.files().stream()
                .mapToLong(item -> item.content() != null ? item.bytes() : sizeOf(partOf(item)))
                .sum();
    }

    private static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    /**
     * Asks the publisher for its list and for both sizes of each file of this system's set, of which the unpacked one stands in
     * the file's last four bytes; fetches and writes nothing else.
     *
     * @return the set, with what is known of files that are here already
     */
    public CudaRecord ask() throws IOException, InterruptedException {
        try (Host host = new Host(patience)) {
            String list = new String(host.text(base.resolve("files.txt"), LONGEST_LIST), StandardCharsets.UTF_8);
            List<Item> offered = new ArrayList<>();
            for (String path : paths(list)) {
                URI address = base.resolve(path);
                Host.Offer offer = host.offer(address);
                Item item = new Item(name(path), path, offer.bytes(), 0, offer.tag(), null);
                offered.add(item.withUnpacked(host.unpacked(address, offer)));
            }
            return known(CudaRecord.of(build, base.toString(), offered));
        } catch (IllegalArgumentException e) {
            throw new FetchException("the list of " + host() + " cannot be used: " + e.getMessage(), e);
        }
    }

    private Set<String> paths(String list) throws FetchException {
        String folder = build.flavour() + "/" + build.platform() + "/native/lib/";
        Set<String> paths = new TreeSet<>(list.lines()
                .map(String::strip)
                .filter(line -> line.startsWith(folder) && line.endsWith(COMPRESSED))
                .toList());
        List<String> names = paths.stream().map(CudaFetch::name).toList();
        for (String needed : build.needed()) {
            if (!names.contains(needed)) {
                throw new FetchException("%s lists no %s for %s of PyTorch %s"
                        .formatted(host(), needed, build.platform(), build.fullVersion()));
            }
        }
        return paths;
    }

    private static String name(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1, path.length() - COMPRESSED.length());
        return URLDecoder.decode(file, StandardCharsets.UTF_8);
    }

    /** With what is here of it. */
    private CudaRecord known(CudaRecord set) throws IOException {
        Optional<CudaRecord> whole = whole(set);
        List<Item> here = whole.isPresent() ? whole.get().files() : earlier();
        return CudaRecord.of(
                build,
                set.from(),
                set.files().stream()
                        .map(item -> here.stream()
                                .filter(item::isSameOffer)
                                .findFirst()
                                .orElse(item.withContent(null)))
                        .toList());
    }

    /** The record of the very set, where it was fetched whole and the publisher still offers the same. */
    private Optional<CudaRecord> whole(CudaRecord set) {
        return libraries.whole().filter(set::isSameOffer);
    }

    /** Of a fetch that did not end. What cannot be read is not taken for nothing: all that has come would be thrown away. */
    private List<Item> earlier() throws IOException {
        try {
            return CudaRecord.read(libraries.part()).files();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new FetchException(
                    "what an earlier fetch left cannot be read (" + FileErrors.sentence(e)
                            + "); remove it, then fetch anew",
                    e);
        }
    }

    /**
     * Fetches what is missing of a set, unpacks it, and makes it the libraries that the engine is to use from its next start on.
     *
     * @param set as {@link #ask} returned it
     * @param progress told on this thread
     * @throws FetchException in words for a person; {@link #ask} and this call go on later
     */
    public void fetch(CudaRecord set, Consumer<FetchProgress> progress) throws IOException, InterruptedException {
        Path part = libraries.part();
        try {
            try (ProcessLock _ = libraries
                            .lock()
                            .orElseThrow(() -> new FetchException("the libraries are being fetched already"));
                    Host host = new Host(patience)) {
                if (whole(set).isPresent()) {
                    libraries.useFetched();
                    return;
                }
                Files.createDirectories(part);
                CudaRecord known = known(set);
                discardAllBut(known);
                known.write(part);
                requireSpace(known);
                CudaRecord whole = fetchAll(host, known, progress);
                whole.completedAt(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                        .write(part);
                putInPlace(part);
            }
        } catch (FetchException e) {
            throw e;
        } catch (IOException e) {
            throw onTheDisk(e);
        }
    }

    /** What is left of files that are offered no more, or that have changed since. */
    private void discardAllBut(CudaRecord set) throws IOException {
        List<Item> earlier = earlier();
        Set<String> kept = new TreeSet<>(Set.of(CudaRecord.NAME)); // which is written over, whole or not at all
        for (Item item : set.files()) {
            if (earlier.stream().anyMatch(item::isSameOffer)) {
                kept.addAll(List.of(item.name(), partOf(item).getFileName().toString()));
            }
        }
        try (Stream<Path> files = Files.list(libraries.part())) {
            for (Path file : files.toList()) {
                if (!kept.contains(file.getFileName().toString())) {
                    Files.delete(file);
                }
            }
        }
    }

    private Path partOf(Item item) {
        return libraries.part().resolve(item.name() + COMPRESSED + PART);
    }

    private void requireSpace(CudaRecord set) throws IOException {
        long free = Files.getFileStore(libraries.home()).getUsableSpace();
        long needed = needed(set);
        if (free < needed) {
            throw new FetchException("the disk of %s has %,d MB free, and at least %,d MB are needed"
                    .formatted(libraries.home(), free / MB, needed / MB));
        }
    }

    /** What is missing is there unpacked in the end; while the largest file is being unpacked, it is there in both forms. */
    private long needed(CudaRecord set) {
        long needed = 0;
        long largest = 0;
        for (Item item : set.files()) {
            if (item.content() == null) {
                needed += item.unpacked() - sizeOf(partOf(item));
                largest = Math.max(largest, item.bytes());
            }
        }
        return needed + largest;
    }

    private CudaRecord fetchAll(Host host, CudaRecord set, Consumer<FetchProgress> progress)
            throws IOException, InterruptedException {
        CudaRecord record = set;
        for (Item item : set.files()) {
            if (item.content() == null
                    || sizeOf(libraries.part().resolve(item.name()))
                            != item.content().bytes()) {
                fetch(host, item, record, progress);
                progress.accept(new FetchProgress(here(record), set.bytes(), item.name(), true));
                record = record.with(item.withContent(unpack(item)));
                record.write(libraries.part());
                Files.delete(partOf(item));
            }
        }
        return record;
    }

    private void fetch(Host host, Item item, CudaRecord record, Consumer<FetchProgress> progress)
            throws IOException, InterruptedException {
        Path file = partOf(item);
        long have = sizeOf(file);
        long others = here(record) - have;
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (have < item.bytes()) {
                stopIfAsked();
                int length = (int) Math.min(piece, item.bytes() - have);
                out.write(
                        host.piece(base.resolve(item.path()), have, length, new Host.Offer(item.bytes(), item.tag())));
                have += length;
                progress.accept(new FetchProgress(others + have, record.bytes(), item.name(), false));
            }
        }
    }

    private CudaRecord.Content unpack(Item item) throws IOException, InterruptedException {
        MessageDigest compressed = Sha256.begin();
        MessageDigest unpacked = Sha256.begin();
        long bytes = 0;
        try (InputStream file = new DigestInputStream(Files.newInputStream(partOf(item)), compressed);
                InputStream in = new GZIPInputStream(file, BUFFER);
                OutputStream out = Files.newOutputStream(libraries.part().resolve(item.name()))) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                stopIfAsked();
                unpacked.update(buffer, 0, read);
                out.write(buffer, 0, read);
                bytes += read;
            }
            file.transferTo(OutputStream.nullOutputStream()); // the digest is of every byte that came
        } catch (ZipException | EOFException e) {
            Files.delete(partOf(item));
            throw new FetchException(item.name() + " arrived damaged and is fetched anew next time", e);
        }
        return new CudaRecord.Content(Sha256.end(compressed), bytes, Sha256.end(unpacked));
    }

    private static void stopIfAsked() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private void putInPlace(Path part) throws IOException {
        Path whole = libraries.fetched();
        Path old = whole.resolveSibling(whole.getFileName() + ".old");
        delete(old); // of a fetch that ended before it did so itself
        if (Files.exists(whole)) {
            Files.move(whole, old, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
        libraries.useFetched();
        delete(old);
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private FetchException onTheDisk(IOException error) {
        // Not the whole message of such an error, which has the file's name in it.
        String said = error instanceof FileSystemException file ? file.getReason() : error.getMessage();
        String words = String.valueOf(said).toLowerCase(Locale.ROOT);
        String what = words.contains("space") || words.contains("quota")
                ? "the disk of " + libraries.home() + " is full; free some space and go on"
                : "a file cannot be written: " + FileErrors.sentence(error);
        return new FetchException(what, error);
    }
}
