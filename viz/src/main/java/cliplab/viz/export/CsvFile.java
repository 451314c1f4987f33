// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.export;

import cliplab.viz.figure.DataTable;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A table as RFC 4180 has it, in UTF-8 with a heading; numbers without loss, nothing for NaN. */
final class CsvFile {
    private CsvFile() {}

    static byte[] of(DataTable table) throws IOException {
        StringWriter text = new StringWriter();
        try (CsvWriter writer =
                CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            writer.writeRecord(table.columns());
            for (List<Object> row : table.rows()) {
                writer.writeRecord(row.stream().map(CsvFile::field).toList());
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String field(Object cell) {
        if (!(cell instanceof Number number)) {
            return cell.toString();
        }
        double value = number.doubleValue();
        if (Double.isNaN(value)) {
            return "";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : number.toString();
    }
}
