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
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A CSV file with a header that grows by whole lines. Owned by the run's thread while it is written. */
final class MetricsTable implements AutoCloseable {
    /** Room for two lines and more, in bytes. */
    private static final int LONGEST_LINES = 2048;

    /** Is given rows; long tables are not kept as text beside what is made of them. */
    interface Taker {
        void take(NamedCsvRecord row) throws IOException;
    }

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
        read(file, row -> {
            if (wanted.test(row)) {
                kept.append(new String(line(row.getFields()), StandardCharsets.UTF_8));
            }
        });
        WholeFile.write(file, kept.toString().getBytes(StandardCharsets.UTF_8));
        return new MetricsTable(FileChannel.open(file, StandardOpenOption.APPEND));
    }

    /** Takes all whole rows one by one, none where the file is missing. A last line that does not end is left out. */
    static void read(Path file, Taker taker) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        String text;
        try {
            text = Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new RunFormatException(file + " is damaged: it is no text");
        }
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(whole)) {
            for (NamedCsvRecord row : reader) {
                taker.take(row);
            }
        } catch (CsvParseException | UncheckedIOException e) {
            throw new RunFormatException(file + " is damaged: " + e.getMessage());
        }
    }

    /**
     * The last whole row, found from the file's end.
     *
     * @param header the names of its columns
     */
    static Optional<NamedCsvRecord> last(Path file, List<String> header) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String tail;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate(LONGEST_LINES);
            channel.read(bytes, Math.max(0, channel.size() - LONGEST_LINES));
            tail = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
        }
        int end = tail.lastIndexOf('\n');
        int begin = end < 1 ? -1 : tail.lastIndexOf('\n', end - 1);
        if (begin < 0) {
            return Optional.empty(); // the header alone, or not even that
        }
        String text = String.join(",", header) + tail.substring(begin, end + 1);
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(text)) {
            return reader.stream()
                    .filter(row -> row.getFieldCount() == header.size())
                    .findFirst();
        } catch (CsvParseException | UncheckedIOException e) {
            return Optional.empty();
        }
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
