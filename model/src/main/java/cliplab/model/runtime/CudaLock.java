// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.runtime;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The right to change the fetched libraries, of one owner at a time among all processes; a process that dies gives it back. Any
 * thread.
 */
public final class CudaLock implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;

    private CudaLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Empty where somebody else has it, also in this very process. */
    static Optional<CudaLock> take(Path home) throws IOException {
        Files.createDirectories(home);
        Path file = home.resolve("lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (isLocked(channel)) {
            return Optional.of(new CudaLock(file, channel));
        }
        channel.close();
        return Optional.empty();
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // this very process has it
        }
    }

    Path file() {
        return file;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
