// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTableTest {
    private static final List<String> HEADER = List.of("step", "text");

    @TempDir
    private Path folder;

    @Test
    void rowsComeBackWithCommasAndQuotes() throws IOException {
        Path file = folder.resolve("t.csv");
        try (MetricsTable table = MetricsTable.create(file, HEADER)) {
            table.append(List.of("1", "a, \"b\" {}"));
        }
        assertEquals("a, \"b\" {}", rows(file).getFirst().getField("text"));
    }

    @Test
    void aTornTailIsNotReadAndIsDroppedOnResume() throws IOException {
        Path file = folder.resolve("t.csv");
        try (MetricsTable table = MetricsTable.create(file, HEADER)) {
            table.append(List.of("1", "x"));
            table.append(List.of("2", "y"));
            table.append(List.of("3", "z"));
        }
        Files.writeString(file, "4,to", StandardOpenOption.APPEND);
        assertEquals(3, rows(file).size());
        try (MetricsTable table =
                MetricsTable.resume(file, HEADER, row -> Integer.parseInt(row.getField("step")) <= 2)) {
            table.append(List.of("3", "again"));
        }
        assertEquals("step,text\n1,x\n2,y\n3,again\n", Files.readString(file));
    }

    @Test
    void aTableTornInItsHeaderBeginsAnew() throws IOException {
        Path file = folder.resolve("t.csv");
        Files.writeString(file, "ste");
        try (MetricsTable table = MetricsTable.resume(file, HEADER, row -> true)) {
            table.append(List.of("1", "x"));
        }
        assertEquals("step,text\n1,x\n", Files.readString(file));
    }

    @Test
    void undefinedNumbersAreEmpty() {
        assertEquals("", MetricsTable.field(Double.NaN));
        assertTrue(Double.isNaN(MetricsTable.number("")));
        assertEquals(0.1, MetricsTable.number(MetricsTable.field(0.1)));
    }

    private static List<NamedCsvRecord> rows(Path file) throws IOException {
        List<NamedCsvRecord> rows = new ArrayList<>();
        MetricsTable.read(file, rows::add);
        return rows;
    }
}
