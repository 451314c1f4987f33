// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.platform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One window for a person, a screen and a cache folder: who starts first holds a lock, who comes later lays down a request with the
 * files to be opened. A request is a small file and nothing in it is carried out: its lines are paths. Whoever deletes it has it, the
 * first window or, once it has waited too long, the one that asks; so no file is opened twice and none is lost. The lock goes with its
 * process, however that ends. Needs no socket, so that the program opens none. For the main thread, unless a method says otherwise.
 */
public final class OneWindow implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(OneWindow.class.getName());
    /** The first line; a window that reads another leaves the request alone. */
    private static final String PROTOCOL = "cliplab-open 1";

    private static final String REQUEST = ".open";
    /** A window on a busy machine needs some seconds from its start until it can be asked. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** One that is being put away may be writing a long run's checkpoint. */
    private static final Duration PATIENCE_WHILE_CLOSING = Duration.ofSeconds(40);

    private static final long PAUSE_MILLIS = 200;

    /** What became of a request. */
    public enum Answer {
        /** The window that was open has it. */
        HANDED_OVER,
        /** The window that was open is gone, and this one is the first now. */
        FIRST,
        /** A window is open, and does not answer. */
        NONE
    }

    private final Path folder;
    /** There while the first window is being put away. */
    private final Path closing;

    private final Duration patience;
    private final Duration patienceWhileClosing;
    /** Without it there is nobody to ask: a window of its own is always better than none. */
    private final boolean possible;

    // Guarded by this: the listener tries the lock too.
    private @Nullable FileChannel channel;
    private @Nullable FileLock lock;
    private @Nullable Thread listener;

    private OneWindow(Path folder) {
        this.folder = folder;
        closing = folder.resolve("closing");
        patience = Duration.ZERO;
        patienceWhileClosing = Duration.ZERO;
        possible = false;
    }

    OneWindow(Path folder, Duration patience, Duration patienceWhileClosing) {
        this.folder = folder;
        closing = folder.resolve("closing");
        this.patience = patience;
        this.patienceWhileClosing = patienceWhileClosing;
        boolean made = false;
        try {
            makeFolder();
            channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            tryLock();
            made = true;
        } catch (IOException e) {
            LOG.log(Level.WARNING, "no window can be asked through " + folder, e);
        }
        possible = made;
    }

    /** A window that asks nobody and is asked by nobody. */
    public static OneWindow apart() {
        return new OneWindow(Path.of(""));
    }

    /** Among the windows of this cache folder. */
    public static OneWindow below(Path cache) {
        return new OneWindow(
                cache.resolve("windows").resolve(place(System.getenv())), PATIENCE, PATIENCE_WHILE_CLOSING);
    }

    /** Folders may be shared by persons and by machines; a window on another screen is no use to anyone. */
    static String place(Map<String, String> environment) {
        String who = String.join(
                "\n",
                System.getProperty("user.name", ""),
                machine(environment),
                environment.getOrDefault("DISPLAY", ""),
                environment.getOrDefault("WAYLAND_DISPLAY", ""));
        return Integer.toHexString(who.hashCode());
    }

    /** Not asked of the network, as Java would. */
    private static String machine(Map<String, String> environment) {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            return environment.getOrDefault("COMPUTERNAME", "");
        }
    }

    private void makeFolder() throws IOException {
        Files.createDirectories(folder.toAbsolutePath().getParent());
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] mine = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
        try {
            Files.createDirectory(folder, mine);
        } catch (FileAlreadyExistsException e) {
            LOG.finer("as always but for the first time");
        }
    }

    private synchronized boolean tryLock() throws IOException {
        FileChannel open = channel;
        if (lock == null && open != null) {
            try {
                lock = open.tryLock();
            } catch (OverlappingFileLockException e) {
                return false; // another window of this very process
            }
            if (lock != null) {
                Files.deleteIfExists(closing); // of the one before
            }
        }
        return lock != null;
    }

    /** Whether there is nobody to ask: this is the first window, or cannot know. */
    public synchronized boolean isFirst() {
        return lock != null || !possible;
    }

    /**
     * Asks the window that is open to open files, or only to come to the front. Waits until it does, for some seconds at most.
     *
     * @param files absolute
     */
    public Answer ask(List<Path> files) throws InterruptedException {
        long start = System.nanoTime();
        Path request = folder.resolve(ProcessHandle.current().pid() + "-" + start + REQUEST);
        try {
            write(request, files);
            while (System.nanoTime() - start < patience().toNanos()) {
                Thread.sleep(PAUSE_MILLIS / 4);
                if (!Files.exists(request)) {
                    return Answer.HANDED_OVER;
                }
                if (tryLock()) {
                    return Files.deleteIfExists(request) ? Answer.FIRST : Answer.HANDED_OVER;
                }
            }
            return Files.deleteIfExists(request) ? Answer.NONE : Answer.HANDED_OVER;
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the window that is open cannot be asked", e);
            return Answer.NONE;
        }
    }

    private Duration patience() {
        return Files.exists(closing) ? patienceWhileClosing : patience;
    }

    private void write(Path request, List<Path> files) throws IOException {
        StringBuilder text = new StringBuilder(PROTOCOL);
        files.forEach(file -> text.append('\0').append(file)); // the one sign that no path holds
        Path beside = request.resolveSibling(request.getFileName() + ".part");
        try {
            Files.writeString(beside, text);
            try {
                Files.move(beside, request, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(beside, request);
            }
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /**
     * From now on takes the requests of others, if this is the first window, or once it is: when the one before is closed.
     *
     * @param ui runs the taker; while it does nothing, nothing is taken
     * @param taker is given the files of a request, none where the window is only to come to the front
     */
    public void listen(Executor ui, Consumer<List<Path>> taker) {
        if (possible) {
            listener = Thread.ofPlatform().daemon().name("other launches").start(() -> watch(ui, taker));
        }
    }

    /** On the listener. */
    private void watch(Executor ui, Consumer<List<Path>> taker) {
        Thread self = Thread.currentThread();
        Set<Path> offered = new HashSet<>();
        try {
            while (true) {
                List<Path> requests = mayTake() ? requests() : List.of();
                offered.retainAll(requests);
                for (Path request : requests) {
                    if (offered.add(request)) {
                        read(request).ifPresent(files -> ui.execute(() -> take(self, request, files, taker)));
                    }
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            self.interrupt(); // the window is closed
        }
    }

    private boolean mayTake() {
        try {
            return tryLock();
        } catch (IOException e) {
            LOG.log(Level.FINE, "another window may be the first", e);
            return false;
        }
    }

    private List<Path> requests() {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*" + REQUEST)) {
            all.forEach(found::add);
        } catch (IOException | DirectoryIteratorException e) {
            LOG.log(Level.FINE, "the cache was emptied", e);
        }
        return found;
    }

    /** What a request says; empty where it is none, or nobody waits for it any more. */
    private static Optional<List<Path>> read(Path request) {
        try {
            List<String> lines = List.of(Files.readString(request).split("\0", -1));
            String name = String.valueOf(request.getFileName());
            long asker = Long.parseLong(name.substring(0, name.indexOf('-')));
            if (ProcessHandle.of(asker).isEmpty()) {
                Files.deleteIfExists(request);
                return Optional.empty();
            }
            return lines.getFirst().equals(PROTOCOL)
                    ? Optional.of(lines.stream().skip(1).map(Path::of).toList())
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | InvalidPathException | NumberFormatException | StringIndexOutOfBoundsException e) {
            LOG.log(Level.WARNING, "a request cannot be read", e);
            return Optional.empty();
        }
    }

    /** On the taker's thread. */
    private static void take(Thread listener, Path request, List<Path> files, Consumer<List<Path>> taker) {
        try {
            if (listener.isInterrupted() || !listener.isAlive() || !Files.deleteIfExists(request)) {
                return; // closed, or no longer waited for
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "a request cannot be taken", e);
            return;
        }
        taker.accept(files);
    }

    /** Takes no more requests. Any thread. */
    public void deaf() {
        Thread listening = listener;
        if (listening != null) {
            listening.interrupt();
        }
    }

    /** Likewise, and tells those who ask to wait until this window is put away. */
    public synchronized void closing() {
        deaf();
        if (lock != null) {
            try {
                Files.writeString(closing, "");
            } catch (IOException e) {
                LOG.log(Level.FINE, "who asks waits as for any other", e);
            }
        }
    }

    /** The next one that starts is the first. */
    @Override
    public synchronized void close() {
        deaf();
        FileChannel open = channel;
        lock = null; // goes with its channel
        channel = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                LOG.log(Level.FINE, "the process is about to end anyway", e);
            }
        }
    }
}
