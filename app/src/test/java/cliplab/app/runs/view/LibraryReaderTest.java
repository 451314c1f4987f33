// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.runs.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import cliplab.model.run.RunFolder;
import cliplab.model.run.RunLibrary;
import cliplab.model.run.RunNotes;
import cliplab.model.run.RunRow;
import cliplab.model.run.trash.Trash;
import cliplab.model.train.TrainingOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryReaderTest {
    private static final TrainingOptions USUAL = TrainingOptions.REFERENCE;

    @TempDir
    private Path home;

    @Test
    void onlyRunsWhoseFilesChangedAreReadAgain() throws IOException {
        WrittenRuns.completed(home.resolve("a"), USUAL, 2, Instant.EPOCH);
        WrittenRuns.completed(home.resolve("b"), USUAL, 2, Instant.EPOCH);
        LibraryReader reader = new LibraryReader(new RunLibrary(home, Trash.ofOurs(home.resolve(".trash"))));
        List<RunItem> first = reader.read();
        RunLibrary.annotate(home.resolve("b"), RunNotes.NONE.withTitle("other"));
        List<RunItem> second = reader.read();
        assertSame(first.get(0), second.get(0));
        assertNotSame(first.get(1), second.get(1));
        assertEquals("other", second.get(1).name());
        List<RunItem> measured = reader.measure();
        assertEquals(2, measured.stream().filter(run -> run.bytes() > 0).count());
        assertEquals(List.of(), reader.measure());
    }

    @Test
    void aRunThatNobodyWritesAnyMoreIsInterruptedThoughNoFileSaysSo() throws IOException {
        LibraryReader reader = new LibraryReader(new RunLibrary(home, Trash.ofOurs(home.resolve(".trash"))));
        RunFolder writing = WrittenRuns.begin(home.resolve("a"), USUAL, 1, Instant.EPOCH);
        assertEquals(RunRow.Writing.class, reader.read().getFirst().row().getClass());
        writing.close();
        assertEquals("interrupted", reader.read().getFirst().state());
    }
}
