// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.style;

import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;

/**
 * The colours of figures. Immutable.
 *
 * @param dark whether the ground is dark
 * @param background around a plot
 * @param plot behind the data
 * @param grid lines that must not be noticed first
 * @param text titles and numbers
 * @param muted axis labels and hints
 * @param accent what is selected
 * @param good what is as hoped
 * @param warning what deserves a look
 * @param bad what went wrong
 * @param ghost what belongs to somebody else, such as published figures
 * @param outline around dots, stars and diagonal cells
 * @param series lines, told apart by dash or marker as well
 * @param scaleLow the cold end of the diverging scale
 * @param scaleMiddle its zero
 * @param scaleHigh its warm end
 * @param classes one for each class, in the order of the labels
 */
public record Palette(
        boolean dark,
        Color background,
        Color plot,
        Color grid,
        Color text,
        Color muted,
        Color accent,
        Color good,
        Color warning,
        Color bad,
        Color ghost,
        Color outline,
        List<Color> series,
        Color scaleLow,
        Color scaleMiddle,
        Color scaleHigh,
        List<Color> classes) {
    private static final int SERIES = 6;
    private static final int CLASSES = 16;

    public static final Palette LIGHT = read("light");
    public static final Palette DARK = read("dark");

    public Palette {
        series = List.copyOf(series);
        classes = List.copyOf(classes);
    }

    private static Palette read(String name) {
        Properties colours = new Properties();
        try (InputStream file =
                Palette.class.getResourceAsStream("/cliplab/assets/css/palette-" + name + ".properties")) {
            if (file == null) {
                throw new IllegalStateException("the palette \"" + name + "\" is not on the class path");
            }
            colours.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Palette(
                name.equals("dark"),
                colour(colours, "background"),
                colour(colours, "plot"),
                colour(colours, "grid"),
                colour(colours, "text"),
                colour(colours, "muted"),
                colour(colours, "accent"),
                colour(colours, "good"),
                colour(colours, "warning"),
                colour(colours, "bad"),
                colour(colours, "ghost"),
                colour(colours, "outline"),
                colours(colours, "series", SERIES),
                colour(colours, "scale.low"),
                colour(colours, "scale.middle"),
                colour(colours, "scale.high"),
                colours(colours, "class", CLASSES));
    }

    private static List<Color> colours(Properties colours, String key, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> colour(colours, key + "." + i))
                .toList();
    }

    private static Color colour(Properties colours, String key) {
        return Color.decode(colours.getProperty(key, "missing"));
    }

    /** The colour of class {@code index}; classes beyond the palette begin again. */
    public Color ofClass(int index) {
        return classes.get(Math.floorMod(index, classes.size()));
    }

    /** The colour of a value on the diverging scale, −1 … 1; beyond its ends the ends. */
    public Color diverging(double value) {
        double share = Math.min(1, Math.abs(value));
        Color end = value < 0 ? scaleLow : scaleHigh;
        return between(scaleMiddle, end, share);
    }

    /** A colour on the way from one to another. */
    public static Color between(Color from, Color to, double share) {
        return new Color(
                mix(from.getRed(), to.getRed(), share),
                mix(from.getGreen(), to.getGreen(), share),
                mix(from.getBlue(), to.getBlue(), share));
    }

    private static int mix(int from, int to, double share) {
        return (int) Math.round(from + (to - from) * share);
    }

    /** For nodes of JavaFX. */
    public static javafx.scene.paint.Color fx(Color colour) {
        return javafx.scene.paint.Color.rgb(
                colour.getRed(), colour.getGreen(), colour.getBlue(), colour.getAlpha() / 255.0);
    }
}
