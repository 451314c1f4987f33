// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;

/** Writes files that appear whole or not at all: beside the target, forced to the disk, then renamed over it. Any thread. */
public final class WholeFile {
    /** On Windows a virus scanner or an editor may hold the target for a moment. */
    private static final int ATTEMPTS = 10;

    private static final long WAIT_NANOS = 50_000_000;
    /** What the name of a file that is not whole yet ends with; it begins with a dot. */
    private static final String PART = ".part";

    private WholeFile() {}

    /** What is to stand in a file. */
    interface Content {
        /** Must leave the channel open. */
        void writeTo(FileChannel channel) throws IOException;
    }

    /** @throws IOException where it cannot be written; what was there is there still, and nothing is left beside it */
    public static void write(Path target, byte[] content) throws IOException {
        write(target, ByteBuffer.wrap(content));
    }

    static void write(Path target, ByteBuffer... parts) throws IOException {
        write(target, channel -> {
            for (ByteBuffer part : parts) {
                while (part.hasRemaining()) {
                    channel.write(part);
                }
            }
        });
    }

    static void write(Path target, Content content) throws IOException {
        Path beside = target.resolveSibling("." + target.getFileName() + PART);
        try {
            try (FileChannel channel = FileChannel.open(
                    beside,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                content.writeTo(channel);
                channel.force(true);
            }
            rename(beside, target);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static void rename(Path from, Path to) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return;
            } catch (AccessDeniedException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            } catch (FileSystemException e) {
                String reason = e.getReason();
                boolean shared = reason != null && reason.contains("being used by another process");
                if (!shared || attempt == ATTEMPTS) {
                    throw e;
                }
            }
            LockSupport.parkNanos(WAIT_NANOS);
        }
    }
}
