// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.run;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A CSV file with a header that grows by whole lines. Owned by the run's thread while it is written. */
final class MetricsTable implements AutoCloseable {
    private final FileChannel channel;

    private MetricsTable(FileChannel channel) {
        this.channel = channel;
    }

    /** Begins a file; one that is there is replaced. */
    static MetricsTable create(Path file, List<String> header) throws IOException {
        WholeFile.write(file, line(header));
        return new MetricsTable(FileChannel.open(file, StandardOpenOption.APPEND));
    }

    /**
     * Goes on with a file: a torn last line and rows that are not wanted are dropped first.
     *
     * @param header what it should begin with
     */
    static MetricsTable resume(Path file, List<String> header, Predicate<NamedCsvRecord> wanted) throws IOException {
        StringBuilder kept = new StringBuilder(new String(line(header), StandardCharsets.UTF_8));
        for (NamedCsvRecord row : read(file)) {
            if (wanted.test(row)) {
                kept.append(new String(line(row.getFields()), StandardCharsets.UTF_8));
            }
        }
        WholeFile.write(file, kept.toString().getBytes(StandardCharsets.UTF_8));
        return new MetricsTable(FileChannel.open(file, StandardOpenOption.APPEND));
    }

    /** All whole rows; none where the file is missing. A last line that does not end is left out. */
    static List<NamedCsvRecord> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        String text = Files.readString(file);
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        List<NamedCsvRecord> rows = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(whole)) {
            for (NamedCsvRecord row : reader) {
                rows.add(row);
            }
        } catch (CsvParseException | UncheckedIOException e) {
            throw new RunFormatException(file + " is damaged: " + e.getMessage());
        }
        return rows;
    }

    void append(List<String> fields) throws IOException {
        ByteBuffer line = ByteBuffer.wrap(line(fields));
        while (line.hasRemaining()) {
            channel.write(line);
        }
    }

    /** Waits until everything appended is on the disk. */
    void force() throws IOException {
        channel.force(false);
    }

    private static byte[] line(List<String> fields) {
        StringWriter text = new StringWriter();
        try (CsvWriter writer =
                CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            writer.writeRecord(fields);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a text in memory does not fail
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A number without loss, nothing for NaN. */
    static String field(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }

    static double number(String field) {
        return field.isEmpty() ? Double.NaN : Double.parseDouble(field);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
