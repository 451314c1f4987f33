// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.figures;

import cliplab.viz.export.ExportFormat;
import cliplab.viz.export.ExportSize;
import cliplab.viz.style.Palette;
import org.jspecify.annotations.Nullable;

/** What kind of file a figure becomes, how large, and on which ground. */
public record FigureShape(ExportFormat format, ExportSize size, boolean dark) {
    public static final double UNITS_PER_INCH = 96;

    /** A light picture of the usual size. */
    public static final FigureShape USUAL = new FigureShape(ExportFormat.PNG, ExportSize.USUAL, false);

    /**
     * @param format its name, or a file name with its ending
     * @param width in units of 1/96 inch
     * @param height in units of 1/96 inch
     * @param scale pixels to a unit; null for those of the dpi, or the usual ones
     * @param dpi pixels to an inch that a PNG claims; null for those of the scale
     * @throws IllegalArgumentException for a format that there is not, or a size that cannot be
     */
    public static FigureShape of(
            String format, int width, int height, @Nullable Double scale, @Nullable Double dpi, boolean dark) {
        double claimed =
                dpi == null ? UNITS_PER_INCH * (scale == null ? USUAL.size().scale() : scale) : dpi;
        return new FigureShape(
                ExportFormat.of(format)
                        .orElseThrow(() -> new IllegalArgumentException("\"" + format
                                + "\" is no format and has none as its ending; choose png, svg, pdf or csv")),
                new ExportSize(width, height, scale == null ? claimed / UNITS_PER_INCH : scale, claimed),
                dark);
    }

    /** The colours of its ground. */
    public Palette palette() {
        return dark ? Palette.DARK : Palette.LIGHT;
    }
}
