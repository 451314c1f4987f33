// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.runs.view;

import cliplab.model.run.RunLibrary;
import cliplab.model.run.RunRow;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Looks into a library again and again, and reads only the runs whose files changed since. Waits for the disk: for workers.
 * Thread-safe.
 */
final class LibraryReader {
    /** Sizes that are looked up before others may look again. */
    private static final int MEASURED_AT_ONCE = 200;

    private final RunLibrary library;
    private Map<Path, Read> known = new LinkedHashMap<>(); // rows that are alike in a column stay in order

    /** @param stamp of the files then */
    private record Read(long stamp, RunItem item) {}

    LibraryReader(RunLibrary library) {
        this.library = library;
    }

    /** All runs, as they are now; a size that was never looked up is not known. */
    synchronized List<RunItem> read() throws IOException {
        Map<Path, Read> now = new LinkedHashMap<>();
        List<RunItem> items = new ArrayList<>();
        for (Path folder : library.folders()) {
            long stamp = stamp(folder);
            Read before = known.get(folder);
            // One that was being written may rest now, although no file says so.
            if (before != null && before.stamp() == stamp && !(before.item().row() instanceof RunRow.Writing)) {
                now.put(folder, before);
                items.add(before.item());
            } else {
                RunRow row = RunLibrary.row(folder).orElse(null);
                if (row != null) {
                    // Looking up all sizes at once would take longer than all else.
                    Read read = new Read(stamp, RunItem.of(row, before == null ? -1 : size(folder)));
                    now.put(folder, read);
                    items.add(read.item());
                }
            }
        }
        known = now;
        return items;
    }

    /** Looks up some of the sizes that are not known yet; all runs, as they were last read. Empty where all are known. */
    synchronized List<RunItem> measure() throws IOException {
        List<Path> unknown = known.entrySet().stream()
                .filter(entry -> entry.getValue().item().bytes() < 0)
                .map(Map.Entry::getKey)
                .limit(MEASURED_AT_ONCE)
                .toList();
        for (Path folder : unknown) {
            Read read = Objects.requireNonNull(known.get(folder));
            known.put(folder, new Read(read.stamp(), read.item().withBytes(size(folder))));
        }
        return unknown.isEmpty()
                ? List.of()
                : known.values().stream().map(Read::item).toList();
    }

    private static long size(Path folder) throws IOException {
        try {
            return RunLibrary.size(folder);
        } catch (NoSuchFileException e) {
            return 0; // deleted in the meantime
        }
    }

    /** Changes with any file that lies in the folder itself; epochs come with a row in a table there. */
    private static long stamp(Path folder) throws IOException {
        long[] stamp = {0};
        Files.walkFileTree(folder, Set.of(), 1, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                stamp[0] += Objects.hash(
                        file, attributes.size(), attributes.lastModifiedTime().toMillis());
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException problem) {
                return FileVisitResult.CONTINUE; // gone in the meantime
            }
        });
        return stamp[0];
    }
}
