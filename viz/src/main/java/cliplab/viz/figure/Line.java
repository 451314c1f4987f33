// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import org.jspecify.annotations.Nullable;

/** One series of a chart: a column of a buffer and what is drawn of it. */
final class Line {
    private final String label;
    private final PointBuffer points;
    private final int column;
    private final Polyline drawn = new Polyline();
    private Look look;
    private boolean shown = true;
    private boolean named = true;
    private @Nullable Tag tag;

    Line(String label, Look look, PointBuffer points, int column) {
        this.label = label;
        this.look = look;
        this.points = points;
        this.column = column;
    }

    /** Whether it stands in the legend and in the read-out. */
    Line named(boolean hasName) {
        named = hasName;
        return this;
    }

    /** Makes it a horizontal line that may step, with its words on the line instead of in the legend. */
    Line tagged(Tag words) {
        tag = words;
        return this;
    }

    void look(Look newLook) {
        look = newLook;
    }

    void show(boolean visible) {
        shown = visible;
    }

    boolean shown() {
        return shown;
    }

    boolean inLegend() {
        return named && tag == null;
    }

    String label() {
        return label;
    }

    Look look() {
        return look;
    }

    @Nullable
    Tag tag() {
        return tag;
    }

    Polyline drawn() {
        return drawn;
    }

    void refresh(Window window) {
        drawn.clear();
        if (shown) {
            drawn.show(points, column, window);
            if (tag != null) {
                drawn.square(window);
            }
        }
    }

    /** The number nearest to a place, NaN where the line is not shown, not in the legend, or has no number. */
    double at(XAxisKind axis, double x) {
        int i = shown && inLegend() ? points.nearest(axis, x) : -1;
        return i < 0 ? Double.NaN : points.column(column)[i];
    }
}
