// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.figures.view;

import cliplab.app.figures.FigureShape;
import cliplab.viz.export.FigureExporter;
import cliplab.viz.export.Provenance;
import cliplab.viz.figure.Figure;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * A copy of what a figure shows, for a worker to draw. Immutable.
 *
 * @param stem a name for its file, without the ending, such as "2026-11-21-140500-seed0-loss-epoch30"
 * @param drawing makes a figure of its own, on whatever thread it is called
 */
public record FigureCopy(String stem, Callable<Drawn> drawing) {
    /** A figure that is drawn in as many shapes as one likes; of the thread that made it. */
    public interface Drawn {
        /** The file's content. */
        byte[] bytes(FigureShape shape) throws IOException;
    }

    /**
     * A figure that says what it is of, and brings no setup back.
     *
     * @param figure makes one of its own from numbers that no longer change
     * @param caption below the picture
     */
    public static FigureCopy of(String stem, Supplier<? extends Figure> figure, String caption) {
        return new FigureCopy(stem, () -> {
            Figure made = figure.get();
            Provenance provenance = new Provenance(made.title(), caption, "");
            return shape -> FigureExporter.bytes(made, provenance, shape.format(), shape.size(), shape.palette());
        });
    }

    /** The name of its file. */
    public String fileName(FigureShape shape) {
        return stem + "." + shape.format().extension();
    }
}
