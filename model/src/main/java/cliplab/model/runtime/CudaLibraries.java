// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.runtime;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The CUDA libraries this person has: fetched ones in a folder of the data, or an installation chosen elsewhere. Says whether
 * the engine may use them. Any thread; keeps nothing in memory.
 */
public final class CudaLibraries {
    /** Of the engine: set in the environment, they are the person's own choice. */
    private static final List<String> ENGINE_VARIABLES = List.of("PYTORCH_LIBRARY_PATH", "PYTORCH_FLAVOR");

    private static final String LOCK = "lock";

    private final Path home;
    private final @Nullable CudaBuild build;
    private final Map<String, String> environment;
    private final CudaTrial trial;

    /** Whether libraries are there and may be used. */
    public sealed interface Standing {
        /** None were fetched, and none chosen. */
        record None(String why) implements Standing {}

        /** The engine takes them at its start. */
        record Usable(Path folder, String version) implements Standing {}

        /** They are there, and the CPU trains. */
        record Refused(Path folder, String why) implements Standing {}
    }

    /** @param build empty where there are none for this system */
    public CudaLibraries(Path home, Optional<CudaBuild> build, Map<String, String> environment) {
        this.home = home;
        this.build = build.orElse(null);
        this.environment = Map.copyOf(environment);
        trial = new CudaTrial(home.resolve("trial"));
    }

    /** Those of the person running this program. */
    public static CudaLibraries in(Folders folders) {
        return new CudaLibraries(folders.data().resolve("gpu"), CudaBuild.ofThisSystem(), System.getenv());
    }

    /** What the engine of this system goes with; empty where it cannot use CUDA. */
    public Optional<CudaBuild> build() {
        return Optional.ofNullable(build);
    }

    /** The folder that holds everything kept here. */
    public Path home() {
        return home;
    }

    /** Where fetched libraries are: all of them, or there is no such folder. */
    public Path fetched() {
        return home.resolve(needBuild().name());
    }

    /** Where they are while they are being fetched. */
    public Path part() {
        return home.resolve(needBuild().name() + ".part");
    }

    private CudaBuild needBuild() {
        if (build == null) {
            throw new IllegalStateException("there are no CUDA libraries for this system");
        }
        return build;
    }

    /** What was fetched, where all of it is there; empty where it is not. */
    public Optional<CudaRecord> whole() {
        try {
            TorchFolder.checkFetched(fetched(), needBuild());
            return Optional.of(CudaRecord.read(fetched()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The right to change what is fetched; empty where a fetch is under way. The caller closes it. */
    public Optional<ProcessLock> lock() throws IOException {
        Files.createDirectories(home);
        return ProcessLock.take(home, LOCK);
    }

    /** Whether the libraries may be used, looked up anew; takes milliseconds. */
    public Standing standing(NvidiaDriver driver) {
        if (build == null) {
            return new Standing.None("the engine has no CUDA libraries for this system");
        }
        Path folder = home;
        try {
            Path chosen = chosen();
            folder = chosen == null ? fetched() : chosen;
            if (chosen == null && !Files.exists(folder)) {
                return new Standing.None("no CUDA libraries were fetched or chosen");
            }
            if (chosen == null) {
                TorchFolder.checkFetched(folder, build);
            } else {
                folder = TorchFolder.check(folder, build);
            }
        } catch (IOException e) {
            return new Standing.Refused(folder, sentence(e));
        }
        Optional<String> against = against(driver);
        return against.isPresent()
                ? new Standing.Refused(folder, against.get())
                : new Standing.Usable(folder, build.fullVersion());
    }

    private Optional<String> against(NvidiaDriver driver) {
        for (String variable : ENGINE_VARIABLES) {
            if (environment.containsKey(variable)) {
                return Optional.of(variable + " is set in the environment");
            }
        }
        return driver.present() ? trial.failure() : Optional.of("there is no NVIDIA driver: " + driver.words());
    }

    private static String sentence(IOException e) {
        return e instanceof FileSystemException system
                ? system.getFile() + " cannot be read"
                : String.valueOf(e.getMessage());
    }

    /** The installation chosen, or null for none. */
    private @Nullable Path chosen() throws IOException {
        try {
            return Path.of(Files.readString(choice()).strip());
        } catch (NoSuchFileException e) {
            return null;
        } catch (InvalidPathException e) {
            throw new IOException(choice() + " holds no path", e);
        }
    }

    private Path choice() {
        return home.resolve("installation.txt");
    }

    /** Whether they are an installation chosen elsewhere. */
    public boolean isElsewhere() {
        return Files.exists(choice());
    }

    /**
     * Has the engine use an installation from its next start on.
     *
     * @return the folder of its libraries
     * @throws IOException with what is wrong with it; nothing is changed then
     */
    public Path use(Path installation) throws IOException {
        Path folder = TorchFolder.check(installation, needBuild());
        Files.createDirectories(home);
        Files.writeString(choice(), folder + "\n");
        trial.forget();
        return folder;
    }

    /** Has the engine use the fetched libraries, and forgets an installation elsewhere. */
    public void useFetched() throws IOException {
        Files.deleteIfExists(choice());
        trial.forget();
    }

    /** Whether a start with them failed, which keeps them from being used. */
    public boolean hasFailed() {
        return trial.failure().isPresent();
    }

    /** Forgets that a start with them failed. */
    public void tryAgain() throws IOException {
        trial.forget();
    }

    /** What is on the disk of them, fetched in part or whole, in bytes. */
    public long bytesHere() {
        return bytes(home.toFile());
    }

    /** What a fetch that did not end has left on the disk, in bytes. */
    public long bytesLeft() {
        return build == null ? 0 : bytes(part().toFile());
    }

    /** A file that a fetch takes away meanwhile has none. */
    private static long bytes(File file) {
        File[] inside = file.listFiles();
        return inside == null
                ? file.length()
                : Arrays.stream(inside).mapToLong(CudaLibraries::bytes).sum();
    }

    /** What the disk they go to has free, in bytes; 0 where nobody can tell. */
    public long bytesFree() {
        File folder = home.toFile();
        while (!folder.exists() && folder.getParentFile() != null) {
            folder = folder.getParentFile();
        }
        return folder.getUsableSpace();
    }

    /**
     * Deletes what was fetched, in part or whole, and forgets an installation chosen elsewhere, which itself is left alone.
     *
     * @throws IOException where a fetch is under way, or something cannot be deleted; what is left is not used
     */
    public void remove() throws IOException {
        if (!Files.isDirectory(home)) {
            return;
        }
        try (ProcessLock _ = lock().orElseThrow(() ->
                new IOException("the CUDA libraries are being fetched; cancel that first, then remove them"))) {
            // The records first: without them nothing left over is taken for whole.
            for (Path file : all().stream()
                    .sorted(Comparator.<Path, Boolean>comparing(path -> !path.endsWith(CudaRecord.NAME))
                            .thenComparing(Comparator.reverseOrder()))
                    .filter(file -> !file.equals(home) && !file.equals(home.resolve(LOCK)))
                    .toList()) {
                Files.delete(file);
            }
            Files.delete(home.resolve(LOCK));
        }
        Files.delete(home); // which Windows allows only once the lock is closed
    }

    private List<Path> all() throws IOException {
        try (Stream<Path> all = Files.walk(home)) {
            return all.toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** What the engine is to load, if anything; notes that it is being tried. */
    Optional<Path> begin(NvidiaDriver driver) {
        if (!(standing(driver) instanceof Standing.Usable usable)) {
            return Optional.empty();
        }
        trial.begin();
        return Optional.of(usable.folder());
    }

    /** Notes how the start went. */
    void ended(Optional<String> failure) {
        failure.ifPresentOrElse(trial::failed, trial::succeeded);
    }
}
