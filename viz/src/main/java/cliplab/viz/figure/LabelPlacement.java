// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

/** Finds places for words beside their stars where they cover neither each other nor much else. Stateless. */
public final class LabelPlacement {
    private static final double[] GAPS = {0, 11, 27, 47, 71, 101, 141, 191};
    private static final int DIRECTIONS = 16;
    private static final int PASSES = 3;
    private static final double PER_AREA = 4;
    private static final double PER_STAR = 400;
    private static final double PER_DOT = 3;
    private static final double PER_PIXEL = 1;
    private static final double OUTSIDE = 1e6;

    private LabelPlacement() {}

    /**
     * Each word takes in turn the cheapest of 128 places, then again knowing where the others went. Pixels throughout.
     *
     * @param x where everything is: dots first, then one star for each word
     * @param y likewise, downwards
     * @param widths of the words
     * @param height of every word
     * @param clearance between a star's centre and its word, at least
     * @return for each word its centre as seen from its star, x then y, and the end of the line that leads there: the star
     *     itself for a word right beside it
     */
    public static double[][] place(
            double[] x, double[] y, double[] widths, double height, double clearance, double width, double bottom) {
        int words = widths.length;
        int dots = x.length - words;
        double[][] centres = new double[words][];
        double[][] offsets = new double[words][4];
        for (int pass = 0; pass < PASSES; pass++) {
            for (int word = 0; word < words; word++) {
                double best = Double.POSITIVE_INFINITY;
                for (double gap : GAPS) {
                    for (int direction = 0; direction < DIRECTIONS; direction++) {
                        double angle = 2 * Math.PI * direction / DIRECTIONS;
                        double reach = clearance + gap;
                        double dx = Math.cos(angle) * (reach + widths[word] / 2);
                        double dy = Math.sin(angle) * (reach + height / 2);
                        double[] centre = {x[dots + word] + dx, y[dots + word] + dy};
                        double cost = gap * PER_PIXEL
                                + edges(centre, widths[word], height, width, bottom)
                                + covered(x, y, dots, word, centre, widths[word], height)
                                + overlaps(centres, widths, height, word, centre);
                        if (cost < best) {
                            best = cost;
                            centres[word] = centre;
                            offsets[word][0] = dx;
                            offsets[word][1] = dy;
                            offsets[word][2] = gap == 0 ? 0 : Math.cos(angle) * reach;
                            offsets[word][3] = gap == 0 ? 0 : Math.sin(angle) * reach;
                        }
                    }
                }
            }
        }
        return offsets;
    }

    private static double edges(double[] centre, double width, double height, double right, double bottom) {
        double beyond = Math.max(0, width / 2 - centre[0])
                + Math.max(0, centre[0] + width / 2 - right)
                + Math.max(0, height / 2 - centre[1])
                + Math.max(0, centre[1] + height / 2 - bottom);
        return beyond > 0 ? OUTSIDE + beyond : 0;
    }

    private static double covered(
            double[] x, double[] y, int dots, int word, double[] centre, double width, double height) {
        double cost = 0;
        for (int i = 0; i < x.length; i++) {
            double margin = i < dots ? 2 : 7;
            boolean under =
                    Math.abs(x[i] - centre[0]) < width / 2 + margin && Math.abs(y[i] - centre[1]) < height / 2 + margin;
            if (under && i != dots + word) {
                cost += i < dots ? PER_DOT : PER_STAR;
            }
        }
        return cost;
    }

    private static double overlaps(double[][] centres, double[] widths, double height, int word, double[] centre) {
        double area = 0;
        for (int other = 0; other < centres.length; other++) {
            if (other != word && centres[other] != null) {
                double across = (widths[word] + widths[other]) / 2 + 4 - Math.abs(centre[0] - centres[other][0]);
                double down = height + 2 - Math.abs(centre[1] - centres[other][1]);
                area += Math.max(0, across) * Math.max(0, down);
            }
        }
        return area * PER_AREA;
    }
}
