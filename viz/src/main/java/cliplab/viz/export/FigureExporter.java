// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.export;

import cliplab.viz.figure.Figure;
import cliplab.viz.style.Palette;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Makes files of figures. The same figure gives the same bytes. On the thread that the figure belongs to; a figure that is shown
 * somewhere takes the exporter's palette, so export a copy of its own. Stateless.
 */
public final class FigureExporter {
    private FigureExporter() {}

    /** The file's content. */
    public static byte[] bytes(
            Figure figure, Provenance provenance, ExportFormat format, ExportSize size, Palette palette)
            throws IOException {
        FigurePage page = new FigurePage(figure, provenance, palette, size);
        return switch (format) {
            case PNG -> PngFile.of(page, provenance, size);
            case SVG -> SvgFile.of(page, provenance, size);
            case PDF -> PdfFile.of(page, provenance, size);
            case CSV -> CsvFile.of(figure.table());
        };
    }

    /**
     * Writes the file whole or not at all; one that was there is replaced.
     *
     * @throws IOException where it cannot be written; nothing is left behind then
     */
    public static void write(Path target, byte[] content) throws IOException {
        Path absolute = target.toAbsolutePath();
        Path beside = absolute.resolveSibling("." + absolute.getFileName() + ".part");
        try {
            try (FileChannel channel = FileChannel.open(
                    beside,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                ByteBuffer left = ByteBuffer.wrap(content);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                channel.force(true);
            }
            Files.move(beside, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
