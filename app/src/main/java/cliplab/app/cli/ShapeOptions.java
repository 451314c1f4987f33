// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import cliplab.app.figures.FigureShape;
import cliplab.app.settings.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What file a figure becomes. picocli fills in the fields. */
final class ShapeOptions {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "png, svg, pdf or csv (default: by the ending of FILE).")
    private @Nullable String format;

    @Option(
            names = "--width",
            paramLabel = "N",
            description = "Of a figure, in units of 1/96 inch, 300 to 8000 (default: ${DEFAULT-VALUE}).")
    private int width = 800;

    @Option(
            names = "--height",
            paramLabel = "N",
            description = "Of a figure, in units of 1/96 inch, 300 to 8000 (default: ${DEFAULT-VALUE}).")
    private int height = 500;

    @Option(
            names = "--dpi",
            paramLabel = "N",
            description = "Pixels to an inch of a PNG, such as 96, 144, 192 or 300 (default: 192).")
    private @Nullable Double dpi;

    @Option(
            names = "--scale",
            paramLabel = "X",
            description =
                    "Pixels to a unit of a PNG, 0.25 to 16 (default: dpi / 96, so that letters keep their size in print).")
    private @Nullable Double scale;

    @Option(names = "--theme", paramLabel = "NAME", description = "light or dark (default: light).")
    private Theme theme = Theme.LIGHT;

    /** The shape of a file that can be written, as far as that is known before. */
    FigureShape shape(Path target) {
        if (theme == Theme.SYSTEM) {
            throw new CommandException(ExitCode.USAGE, "a file has no system to follow; choose light or dark");
        }
        FigureShape shape;
        try {
            shape = FigureShape.of(
                    format == null ? String.valueOf(target.getFileName()) : format,
                    width,
                    height,
                    scale,
                    dpi,
                    theme == Theme.DARK);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
        Path parent = target.toAbsolutePath().getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            throw new CommandException(ExitCode.UNREADABLE, parent + ": there is no such folder");
        }
        if (Files.isDirectory(target)) {
            throw new CommandException(ExitCode.UNREADABLE, target + " is a folder; name a file in it");
        }
        return shape;
    }
}
