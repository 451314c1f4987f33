// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** The operating system's lock on a run folder: released when its holder ends, however it ends. */
final class RunLock implements AutoCloseable {
    static final String NAME = "run.lock";

    /** Who only asks holds a lock for a moment as well, if a shared one. */
    private static final int ATTEMPTS = 5;

    private static final long WAIT_NANOS = 10_000_000;

    /**
     * The folders whose lock this process holds; also the monitor of all that opens and closes such files here. POSIX locks
     * belong to the process, and closing any channel to the file gives them up: a lock of our own must never be asked about by
     * opening its file again.
     */
    private static final Set<Path> HELD_HERE = new HashSet<>();

    private final Path folder;
    private final FileChannel channel;

    private RunLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** Takes the lock, or returns empty where another run, of this process or another, holds it. */
    static Optional<RunLock> take(Path folder) throws IOException {
        Path real = folder.toRealPath();
        Optional<RunLock> lock = attempt(real);
        for (int i = 1; i < ATTEMPTS && lock.isEmpty(); i++) {
            LockSupport.parkNanos(WAIT_NANOS);
            lock = attempt(real);
        }
        return lock;
    }

    private static Optional<RunLock> attempt(Path real) throws IOException {
        synchronized (HELD_HERE) {
            if (HELD_HERE.contains(real)) {
                return Optional.empty();
            }
            FileChannel channel =
                    FileChannel.open(real.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            boolean taken = false;
            try {
                taken = channel.tryLock() != null;
            } finally {
                if (!taken) {
                    channel.close();
                }
            }
            if (!taken) {
                return Optional.empty();
            }
            HELD_HERE.add(real);
            return Optional.of(new RunLock(real, channel));
        }
    }

    /** Whether somebody holds the lock now. Writes nothing, so that runs on read-only media can be asked about. */
    static boolean isHeld(Path folder) throws IOException {
        if (!Files.exists(folder.resolve(NAME))) {
            return false;
        }
        Path real = folder.toRealPath();
        synchronized (HELD_HERE) {
            if (HELD_HERE.contains(real)) {
                return true;
            }
            try (FileChannel channel = FileChannel.open(real.resolve(NAME), StandardOpenOption.READ);
                    FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
                return lock == null;
            } catch (NoSuchFileException e) {
                return false; // deleted in the meantime
            }
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (HELD_HERE) {
            try {
                channel.close();
            } finally {
                HELD_HERE.remove(folder);
            }
        }
    }
}
