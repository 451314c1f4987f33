// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.runtime;

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

/**
 * The operating system's lock on a file, of one owner at a time among all processes and within this one: released when its
 * holder ends, however it ends. Any thread.
 */
public final class ProcessLock implements AutoCloseable {
    /**
     * The files whose lock this process holds; also the monitor of all that opens and closes such files here. POSIX locks
     * belong to the process, and closing any channel to the file gives them up: a lock of our own must never be asked about by
     * opening its file again.
     */
    private static final Set<Path> HELD_HERE = new HashSet<>();

    private final Path file;
    private final FileChannel channel;

    private ProcessLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Takes the lock, and makes its file in a folder that is there; empty where somebody of this process or another holds it. */
    public static Optional<ProcessLock> take(Path folder, String name) throws IOException {
        Path real = folder.toRealPath().resolve(name);
        synchronized (HELD_HERE) {
            if (HELD_HERE.contains(real)) {
                return Optional.empty();
            }
            FileChannel channel = FileChannel.open(real, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
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
            return Optional.of(new ProcessLock(real, channel));
        }
    }

    /** Whether somebody holds the lock now. Writes nothing, so that files on read-only media can be asked about. */
    public static boolean isHeld(Path folder, String name) throws IOException {
        if (!Files.exists(folder.resolve(name))) {
            return false;
        }
        Path real = folder.toRealPath().resolve(name);
        synchronized (HELD_HERE) {
            if (HELD_HERE.contains(real)) {
                return true;
            }
            try (FileChannel channel = FileChannel.open(real, StandardOpenOption.READ);
                    FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
                return lock == null;
            } catch (NoSuchFileException e) {
                return false; // deleted in the meantime
            }
        }
    }

    /** Whether it is still held. */
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        synchronized (HELD_HERE) {
            try {
                channel.close();
            } finally {
                HELD_HERE.remove(file);
            }
        }
    }
}
