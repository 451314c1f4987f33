// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.settings;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person chose. Immutable.
 *
 * @param window where the window was; null before the first time
 * @param layout positions of dividers by the name of their split, 0 … 1
 * @param lastRunFolder null where there was none
 * @param smoothing of the loss curve, 0 … 0.999
 * @param perplexity of the map, 2 … 100
 * @param logarithmicLoss whether the loss axis is logarithmic
 * @param softmaxMatrix whether the matrix shows probabilities instead of cosines
 * @param setup the controls as a {@code cliplab train …} line; empty for the reference
 * @param export how figures were exported last
 */
public record Settings(
        Theme theme,
        @Nullable Place window,
        Map<String, Double> layout,
        @Nullable String lastRunFolder,
        double smoothing,
        double perplexity,
        boolean logarithmicLoss,
        boolean softmaxMatrix,
        String setup,
        Export export) {
    public static final Settings USUAL =
            new Settings(Theme.SYSTEM, null, Map.of(), null, 0.9, 15, false, false, "", Export.USUAL);

    public Settings {
        layout = Map.copyOf(layout);
        layout.values().forEach(position -> require("a divider", position, 0, 1));
        require("smoothing", smoothing, 0, 0.999);
        require("perplexity", perplexity, 2, 100);
    }

    private static void require(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(name + " must be from " + least + " to " + most + ", not " + value);
        }
    }

    /** Position and size in logical pixels, while not maximised. */
    public record Place(double x, double y, double width, double height, boolean maximised) {
        public Place {
            require("x", x, -100_000, 100_000);
            require("y", y, -100_000, 100_000);
            require("width", width, 100, 100_000);
            require("height", height, 100, 100_000);
        }
    }

    /**
     * How a figure is exported.
     *
     * @param format the ending of the file
     * @param width in units of 1/96 inch
     * @param height in units of 1/96 inch
     * @param scale pixels to a unit
     * @param folder where the last one went; null for where the system's dialogs begin
     */
    public record Export(
            String format,
            int width,
            int height,
            double scale,
            boolean dark,
            @Nullable String folder) {
        public static final Export USUAL = new Export("png", 800, 500, 2, false, null);

        public Export {
            require("width", width, 1, 100_000);
            require("height", height, 1, 100_000);
            require("scale", scale, 0.01, 1000);
        }
    }

    public Settings withTheme(Theme value) {
        return new Settings(
                value,
                window,
                layout,
                lastRunFolder,
                smoothing,
                perplexity,
                logarithmicLoss,
                softmaxMatrix,
                setup,
                export);
    }

    public Settings withWindow(@Nullable Place value) {
        return new Settings(
                theme,
                value,
                layout,
                lastRunFolder,
                smoothing,
                perplexity,
                logarithmicLoss,
                softmaxMatrix,
                setup,
                export);
    }

    public Settings withLayout(Map<String, Double> value) {
        return new Settings(
                theme,
                window,
                value,
                lastRunFolder,
                smoothing,
                perplexity,
                logarithmicLoss,
                softmaxMatrix,
                setup,
                export);
    }

    public Settings withLastRunFolder(@Nullable String value) {
        return new Settings(
                theme, window, layout, value, smoothing, perplexity, logarithmicLoss, softmaxMatrix, setup, export);
    }

    public Settings withSmoothing(double value) {
        return new Settings(
                theme, window, layout, lastRunFolder, value, perplexity, logarithmicLoss, softmaxMatrix, setup, export);
    }

    public Settings withPerplexity(double value) {
        return new Settings(
                theme, window, layout, lastRunFolder, smoothing, value, logarithmicLoss, softmaxMatrix, setup, export);
    }

    public Settings withLogarithmicLoss(boolean value) {
        return new Settings(
                theme, window, layout, lastRunFolder, smoothing, perplexity, value, softmaxMatrix, setup, export);
    }

    public Settings withSoftmaxMatrix(boolean value) {
        return new Settings(
                theme, window, layout, lastRunFolder, smoothing, perplexity, logarithmicLoss, value, setup, export);
    }

    public Settings withSetup(String value) {
        return new Settings(
                theme,
                window,
                layout,
                lastRunFolder,
                smoothing,
                perplexity,
                logarithmicLoss,
                softmaxMatrix,
                value,
                export);
    }

    public Settings withExport(Export value) {
        return new Settings(
                theme,
                window,
                layout,
                lastRunFolder,
                smoothing,
                perplexity,
                logarithmicLoss,
                softmaxMatrix,
                setup,
                value);
    }
}
