// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.run;

import cliplab.model.run.trash.Trash;
import cliplab.model.run.trash.Trashed;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * All runs below a folder, and everything that is done with a run as a whole. Keeps nothing but the folder: every method asks
 * the disk, so that it may be called on any thread but one that must not wait.
 */
public final class RunLibrary {
    /** What the name of an exported run ends with. */
    public static final String EXTENSION = ".cliprun";

    /** A run may lie in a folder of runs below the library's; further down nobody looks. */
    private static final int DEPTH = 3;

    private final Path folder;
    private final Trash trash;

    /**
     * @param folder need not be there
     * @param trash where deleted runs go
     */
    public RunLibrary(Path folder, Trash trash) {
        this.folder = folder.toAbsolutePath();
        this.trash = trash;
    }

    /** The library with this system's trash. */
    public static RunLibrary in(Path folder) {
        return new RunLibrary(folder, Trash.ofThisSystem(folder.toAbsolutePath().resolve(".trash")));
    }

    public Path folder() {
        return folder;
    }

    /**
     * The runs that are there now, by their folders' names. Whatever is wrong with one of them stands in its row. Takes less
     * than a millisecond a run.
     */
    public List<RunRow> list() throws IOException {
        return folders().stream().flatMap(run -> row(run).stream()).toList();
    }

    /** The folders that hold the runs there are now, readable or not, in order. */
    public List<Path> folders() throws IOException {
        List<Path> runs = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            collect(folder, DEPTH, runs);
        }
        runs.sort(null);
        return runs;
    }

    private static void collect(Path parent, int depth, List<Path> runs) throws IOException {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(parent)) {
            for (Path child : children) {
                if (child.getFileName().toString().startsWith(".") || !Files.isDirectory(child)) {
                    continue;
                }
                if (SavedRun.isIn(child)) {
                    runs.add(child);
                } else if (depth > 1) {
                    collectOrPass(child, depth - 1, runs);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /** A folder that is gone in the meantime, or may not be looked into, shows no runs; the others do. */
    private static void collectOrPass(Path parent, int depth, List<Path> runs) {
        try {
            collect(parent, depth, runs);
        } catch (IOException e) {
            // As above.
        }
    }

    /** The run in one folder, of this library or not; empty where there is none. */
    public static Optional<RunRow> row(Path folder) {
        RunNotes notes = RunNotes.on(folder);
        try {
            SavedRun run = SavedRun.open(folder);
            RunSummary summary = RunSummary.of(run);
            boolean writing = run.manifest().status() == RunStatus.RUNNING && run.isBeingWritten();
            return Optional.of(
                    writing ? new RunRow.Writing(run, notes, summary) : new RunRow.AtRest(run, notes, summary));
        } catch (NewerRunException e) {
            return Optional.of(new RunRow.Newer(folder, notes, e.schema(), String.valueOf(e.getMessage())));
        } catch (RunFormatException e) {
            return present(folder, notes, String.valueOf(e.getMessage()));
        } catch (AccessDeniedException e) {
            return present(folder, notes, folder + " cannot be read: there is no permission");
        } catch (IOException | RuntimeException e) { // one run must not take the list with it
            return present(folder, notes, folder + " cannot be read: " + e.getMessage());
        }
    }

    /** It may have been deleted while it was read. */
    private static Optional<RunRow> present(Path folder, RunNotes notes, String problem) {
        return SavedRun.isIn(folder) ? Optional.of(new RunRow.Damaged(folder, notes, problem)) : Optional.empty();
    }

    /** The bytes of all files of a run. Looks at every file: about 2 ms for a run of 30 epochs. */
    public static long size(Path run) throws IOException {
        LongAdder bytes = new LongAdder();
        RunFiles.visit(run, (file, attributes) -> bytes.add(attributes.size()));
        return bytes.sum();
    }

    /** Replaces what is written on a run, also while it is in training. */
    public static void annotate(Path run, RunNotes notes) throws IOException {
        requireRun(run);
        notes.write(run);
    }

    /**
     * Moves a run to the trash.
     *
     * @throws RunExistsException where it is in training
     */
    public Trashed delete(Path run) throws IOException {
        requireRun(run);
        if (RunLock.isHeld(run)) {
            throw new RunExistsException(run + " is being written; stop the run first");
        }
        return trash.take(run.toAbsolutePath());
    }

    /** Writes a run into one file, whole or not at all; one that is there is replaced. */
    public static void exportTo(Path run, Path file) throws IOException {
        requireRun(run);
        RunArchive.write(run, file);
    }

    /**
     * Takes a run in from such a file, whole or not at all, under its folder's name or, where that is taken, one like it.
     *
     * @return the new folder
     * @throws RunFormatException where the file holds no run, or one that cannot be read
     */
    public Path importFrom(Path file) throws IOException {
        Files.createDirectories(folder);
        return RunArchive.read(file, folder);
    }

    private static void requireRun(Path run) throws NoSuchFileException {
        if (!SavedRun.isIn(run)) {
            throw new NoSuchFileException(run.toString(), null, "there is no run in it");
        }
    }
}
