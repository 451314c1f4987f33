// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PolylineTest {
    private static final int POINTS = 100_000;

    private final PointBuffer points = new PointBuffer(1);
    private final Polyline line = new Polyline();

    private static Window window(double low, double high, boolean positive) {
        return new Window(XAxisKind.STEP, low, high, 400, positive);
    }

    private void fill(int count) {
        for (int i = 0; i < count; i++) {
            points.add(i, i, i, Math.sin(i * 0.7));
        }
    }

    private double[] ys() {
        return IntStream.range(0, line.size()).mapToDouble(line::y).toArray();
    }

    @Test
    void fewPointsAreAllDrawn() {
        fill(Polyline.PLENTY);
        line.show(points, 0, window(0, Polyline.PLENTY, false));
        assertEquals(Polyline.PLENTY, line.size());
        assertFalse(line.dense());
    }

    @Test
    void manyPointsKeepTheirExtremesAndTheirOrder() {
        fill(POINTS);
        points.column(0)[31_234] = 9;
        points.column(0)[31_236] = -9;
        line.show(points, 0, window(0, POINTS, false));
        assertTrue(line.dense());
        assertTrue(line.size() <= 2 * 401, "two for each pixel, not " + line.size());
        int high = IntStream.range(0, line.size())
                .filter(i -> line.y(i) == 9)
                .findFirst()
                .orElseThrow();
        assertEquals(31_234, line.x(high));
        assertEquals(-9, line.y(high + 1), "the smallest came after the largest");
        assertTrue(IntStream.range(1, line.size()).allMatch(i -> line.x(i) > line.x(i - 1)));
    }

    @Test
    void undefinedStretchesLeaveAGap() {
        fill(POINTS);
        for (int i = 50_000; i < 52_000; i++) {
            points.column(0)[i] = Double.NaN;
        }
        line.show(points, 0, window(0, POINTS, false));
        int gap = IntStream.range(0, line.size())
                .filter(i -> Double.isNaN(line.y(i)))
                .findFirst()
                .orElseThrow();
        assertEquals(50_000, line.x(gap), 250, "within a pixel of where it began");
        assertTrue(Double.isFinite(line.y(line.size() - 1)));
    }

    @Test
    void onlyTheWindowIsDrawnWithANeighbourOnEitherSide() {
        fill(1000);
        line.show(points, 0, window(100, 110, false));
        assertEquals(99, line.x(0));
        assertEquals(110, line.x(line.size() - 1));
    }

    @Test
    void logarithmicAxesSeeNothingAtOrBelowZero() {
        points.add(1, 1, 1, 2);
        points.add(2, 2, 2, 0);
        points.add(3, 3, 3, -1);
        points.add(4, 4, 4, Double.POSITIVE_INFINITY);
        line.show(points, 0, window(0, 5, true));
        assertEquals(2, line.y(0));
        assertTrue(IntStream.range(1, 4).allMatch(i -> Double.isNaN(line.y(i))));
    }

    @Test
    void squaredLinesHoldEachValueUntilTheNext() {
        points.add(10, 1, 1, 4);
        points.add(11, 1, 1, 4);
        points.add(12, 1, 1, 5);
        Window window = window(0, 20, false);
        line.show(points, 0, window);
        line.square(window);
        assertEquals("[0.0, 12.0, 12.0, 20.0]", xs());
        assertEquals("[4.0, 4.0, 5.0, 5.0]", java.util.Arrays.toString(ys()));
    }

    private String xs() {
        return java.util.Arrays.toString(
                IntStream.range(0, line.size()).mapToDouble(line::x).toArray());
    }
}
