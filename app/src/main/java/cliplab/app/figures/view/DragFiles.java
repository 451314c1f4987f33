// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.figures.view;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Files that are dragged out of the window. Whoever takes them may read them long after the drop, so they stay for a day; the next drag
 * clears away what is older. Any one thread.
 */
final class DragFiles {
    private static final Duration KEPT = Duration.ofDays(1);

    private final Path parent;

    DragFiles(Path parent) {
        this.parent = parent;
    }

    /** A new folder, so that a file can have the name that a person expects. */
    Path folder() throws IOException {
        Files.createDirectories(parent);
        Instant old = Instant.now().minus(KEPT);
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent)) {
            for (Path folder : folders) {
                if (Files.getLastModifiedTime(folder).toInstant().isBefore(old)) {
                    delete(folder);
                }
            }
        }
        return Files.createTempDirectory(parent, "");
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException error) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
