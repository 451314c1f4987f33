// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.figures;

import cliplab.viz.export.FigureExporter;
import cliplab.viz.export.Provenance;
import cliplab.viz.figure.Figure;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A figure that is ready to be written. Belongs to the thread that made it.
 *
 * @param figure of its own, shown nowhere else
 */
public record MadeFigure(Figure figure, Provenance provenance, Remembered memory) {
    /** The file's content; the same figure and shape give the same bytes. */
    public byte[] bytes(FigureShape shape) throws IOException {
        return FigureExporter.bytes(figure, provenance, shape.format(), shape.size(), shape.palette());
    }

    /** Writes a file whole or not at all. */
    public void write(FigureShape shape, Path file) throws IOException {
        FigureExporter.write(file, bytes(shape));
    }
}
