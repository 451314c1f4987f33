// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.viz.style.Palette;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.Range;
import org.jfree.data.xy.XYDataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LineFigureTest {
    private static final int STEPS_PER_EPOCH = 10;

    private final LossFigure loss = new LossFigure();

    private void run(int steps) {
        for (int step = 1; step <= steps; step++) {
            double value = 4.0 / step;
            loss.append(
                    new LossPoint(step, step / (double) STEPS_PER_EPOCH, step * 0.5, value, value + 1, value - 1, 0.5));
        }
    }

    private void begin() {
        loss.begin(STEPS_PER_EPOCH, 30, List.of(new PublishedPoint(1, 3), new PublishedPoint(30, 1)));
    }

    private static BufferedImage draw(ChartFigure figure) {
        BufferedImage picture = new BufferedImage(480, 280, BufferedImage.TYPE_INT_RGB);
        figure.refresh(picture.getWidth());
        Graphics2D g = picture.createGraphics();
        figure.chart().draw(g, new Rectangle2D.Double(0, 0, picture.getWidth(), picture.getHeight()));
        g.dispose();
        return picture;
    }

    /** Those of this colour, or nearly where an edge was smoothed. */
    private static long pixels(BufferedImage picture, Color colour) {
        return IntStream.range(0, picture.getWidth() * picture.getHeight())
                .mapToObj(i -> new Color(picture.getRGB(i % picture.getWidth(), i / picture.getWidth())))
                .filter(pixel -> Math.abs(pixel.getRed() - colour.getRed())
                                + Math.abs(pixel.getGreen() - colour.getGreen())
                                + Math.abs(pixel.getBlue() - colour.getBlue())
                        < 90)
                .count();
    }

    private Range horizontal() {
        loss.refresh(480);
        return loss.chart().getXYPlot().getDomainAxis().getRange();
    }

    /** The drawn points of the line with this name. */
    private XYDataset drawn() {
        loss.refresh(480);
        return loss.chart().getXYPlot().getDataset();
    }

    private static int series(XYDataset data, String name) {
        return data.indexOf(name);
    }

    @Test
    void theHorizontalAxisGrowsByDoublingUntilThePlannedEnd() {
        begin();
        run(3);
        assertEquals(5, horizontal().getUpperBound(), "2.5 doubled once");
        run(200);
        assertEquals(300, horizontal().getUpperBound(), "320 would be beyond the plan");
        loss.axis(XAxisKind.EPOCH);
        assertEquals(30, horizontal().getUpperBound());
        loss.axis(XAxisKind.TIME);
        assertEquals(100, horizontal().getUpperBound(), "200 steps of half a second");
    }

    @Test
    void publishedPointsLieAtTheirEpochAndHaveNoTime() {
        begin();
        run(300);
        XYDataset data = drawn();
        assertEquals(10, data.getXValue(series(data, "published"), 0));
        loss.axis(XAxisKind.EPOCH);
        data = drawn();
        assertEquals(1, data.getXValue(series(data, "published"), 0));
        loss.axis(XAxisKind.TIME);
        data = drawn();
        assertEquals(0, data.getItemCount(series(data, "published")));
    }

    @Test
    void referencesAreStepFunctionsThatLeaveHistoryAlone() {
        begin();
        loss.references(4, 1);
        run(20);
        loss.references(5, 2);
        for (int step = 21; step <= 30; step++) {
            loss.append(new LossPoint(step, step / 10.0, step, 3, 3, 3, 0));
        }
        XYDataset data = drawn();
        int chance = series(data, "chance");
        assertEquals(4, data.getItemCount(chance));
        assertEquals(4, data.getYValue(chance, 0));
        assertEquals(21, data.getXValue(chance, 1));
        assertEquals(21, data.getXValue(chance, 2));
        assertEquals(5, data.getYValue(chance, 2));
        assertEquals(5, data.getYValue(chance, 3));
        loss.references(25, 6, 2);
        data = drawn();
        assertEquals(6, data.getYValue(chance, data.getItemCount(chance) - 1));
        assertEquals(4, data.getYValue(chance, 0));
    }

    @Test
    void smoothingAnewEqualsHavingSmoothedSoFromTheStart() {
        begin();
        run(50);
        loss.smoothing(0.5);
        XYDataset data = drawn();
        double anew = data.getYValue(series(data, "smoothed"), 49);
        begin();
        run(50);
        data = drawn();
        assertEquals(anew, data.getYValue(series(data, "smoothed"), 49));
        assertEquals(0.5, loss.smoothing());
    }

    @Test
    void theTableHoldsEveryPointAsItCame() {
        begin();
        loss.references(4.2, 1.1);
        run(5000);
        loss.appendEpoch(1, 10, 5, 1.25);
        DataTable table = loss.table();
        assertEquals(5000, table.rows().size());
        List<Object> tenth = table.rows().get(9);
        assertEquals(10.0, tenth.get(0));
        assertEquals(1.0, tenth.get(1));
        assertEquals(5.0, tenth.get(2));
        assertEquals(0.4, tenth.get(table.columns().indexOf("loss")));
        assertEquals(4.2, tenth.get(table.columns().indexOf("chance")));
        assertEquals(1.25, tenth.get(table.columns().indexOf("epoch mean")));
        assertEquals(3.0, tenth.get(table.columns().indexOf("published")));
        assertEquals(Double.NaN, table.rows().get(10).get(table.columns().indexOf("published")));
    }

    @Test
    void publishedEpochsTheRunNeverReachedAreInTheTable() {
        begin();
        run(5);
        List<List<Object>> rows = loss.table().rows();
        assertEquals(7, rows.size());
        assertEquals(300.0, rows.getLast().getFirst());
    }

    @Test
    void theMarkFollowsTheAxis() {
        begin();
        run(100);
        loss.mark(4);
        assertEquals(40, mark());
        loss.axis(XAxisKind.EPOCH);
        assertEquals(4, mark());
        loss.axis(XAxisKind.TIME);
        assertEquals(20, mark());
        loss.unmark();
        loss.refresh(480);
        assertTrue(markers().isEmpty());
    }

    private double mark() {
        loss.refresh(480);
        return ((ValueMarker) markers().iterator().next()).getValue();
    }

    private Collection<?> markers() {
        Collection<?> markers = loss.chart().getXYPlot().getDomainMarkers(org.jfree.chart.ui.Layer.FOREGROUND);
        return markers == null ? List.of() : markers;
    }

    @ParameterizedTest
    @EnumSource(XAxisKind.class)
    void drawsInLightAndInDarkOnEitherAxis(XAxisKind kind) {
        begin();
        loss.references(4, 0);
        run(100);
        loss.append(new LossPoint(101, 10.1, 51, Double.NaN, -1, 0, 0));
        loss.directions(true);
        loss.axis(kind);
        for (Palette palette : List.of(Palette.LIGHT, Palette.DARK)) {
            loss.apply(palette);
            for (boolean logarithmic : new boolean[] {false, true}) {
                loss.logarithmic(logarithmic);
                BufferedImage picture = draw(loss);
                assertTrue(pixels(picture, palette.background()) > 10_000, "the ground");
                assertTrue(pixels(picture, palette.series().getFirst()) > 50, "the line");
                assertTrue(loss.chart().getXYPlot().getRangeAxis().getUpperBound() >= 4);
            }
        }
    }

    @Test
    void aDivergedRunCanStillBeDrawn() {
        begin();
        loss.logarithmic(true);
        loss.append(new LossPoint(1, 0.1, 1, Double.NaN, Double.NaN, Double.NaN, Double.NaN));
        loss.append(new LossPoint(2, 0.2, 2, Double.POSITIVE_INFINITY, 0, -1, Double.NaN));
        assertTrue(pixels(draw(loss), Palette.LIGHT.background()) > 10_000);
    }

    @Test
    void anEmptyFigureSaysSoUntilThereIsAPoint() {
        begin();
        assertFalse(loss.hint().isEmpty());
        assertTrue(loss.table().columns().contains("loss"));
        long before = loss.version();
        run(1);
        assertEquals("", loss.hint());
        assertNotEquals(before, loss.version());
        loss.clear();
        assertFalse(loss.hint().isEmpty());
    }

    @Test
    void theSameEpochAgainReplacesItsPoint() {
        AccuracyFigure accuracy = new AccuracyFigure(List.of("a", "b"), 0.5);
        accuracy.begin(STEPS_PER_EPOCH, 30, List.of());
        accuracy.append(new AccuracyPoint(1, 10, 5, 0.6, Double.NaN, List.of(0.2, 1.0)));
        accuracy.append(new AccuracyPoint(2, 20, 9, 0.7, Double.NaN, List.of()));
        accuracy.append(new AccuracyPoint(2, 20, 9, 0.9, Double.NaN, List.of(0.8, 1.0)));
        accuracy.append(new AccuracyPoint(1, 10, 5, 0.5, Double.NaN, List.of()));
        accuracy.refresh(480);
        XYDataset data = accuracy.chart().getXYPlot().getDataset();
        int heldOut = series(data, "held-out");
        assertEquals(2, data.getItemCount(heldOut));
        assertEquals(0.5, data.getYValue(heldOut, 0));
        assertEquals(0.9, data.getYValue(heldOut, 1));
        assertEquals(2, accuracy.table().rows().size());
        assertEquals(
                0.8,
                accuracy.table().rows().get(1).get(accuracy.table().columns().indexOf("a")));
    }

    @Test
    void classesAreDrawnOnDemandAndTheSelectedOneAlways() {
        AccuracyFigure accuracy = new AccuracyFigure(List.of("a", "b"), 0.5);
        accuracy.append(new AccuracyPoint(1, 10, 5, 0.6, Double.NaN, List.of(0.2, 1.0)));
        assertEquals("0 0", shownClasses(accuracy));
        accuracy.select(1);
        assertEquals("0 1", shownClasses(accuracy));
        accuracy.classes(true);
        assertEquals("1 1", shownClasses(accuracy));
        assertTrue(accuracy.readout(1).contains("b 100%"), accuracy.readout(1));
        assertFalse(accuracy.readout(1).contains("a 20%"), accuracy.readout(1));
    }

    private static String shownClasses(AccuracyFigure accuracy) {
        accuracy.refresh(480);
        XYDataset data = accuracy.chart().getXYPlot().getDataset();
        return data.getItemCount(series(data, "a")) + " " + data.getItemCount(series(data, "b"));
    }

    @Test
    void theSmallerFiguresDrawToo() {
        CompanionFigure companions = new CompanionFigure();
        companions.begin(STEPS_PER_EPOCH, 30);
        CosineFigure cosines = new CosineFigure();
        cosines.begin(STEPS_PER_EPOCH, 30);
        assertFalse(cosines.hint().isEmpty());
        for (int epoch = 0; epoch < 20; epoch++) {
            // A held temperature never changes and still has an axis.
            companions.append(epoch * 10L, epoch, epoch, 0.07, 0.001 / (epoch + 1));
            cosines.append(new CosinePoint(epoch, epoch * 10L, epoch, 0.9, 0.8 - epoch * 0.04, -0.1, 0.1, 0.7));
        }
        for (Palette palette : List.of(Palette.LIGHT, Palette.DARK)) {
            companions.apply(palette);
            cosines.apply(palette);
            assertTrue(pixels(draw(companions), palette.series().get(3)) > 50);
            assertTrue(pixels(draw(cosines), palette.series().get(1)) > 50);
        }
        assertTrue(companions.chart().getXYPlot().getRangeAxis().getRange().contains(0.07));
        assertTrue(cosines.readout(3).contains("same class 0.90"), cosines.readout(3));
    }

    @Test
    void logarithmicAxesSayAtLeastThreeNumbers() {
        assertEquals(List.of(0.1, 1.0, 10.0, 100.0), DecadeAxis.values(0.1, 200, 10));
        assertEquals(List.of(1.0, 2.0, 5.0), DecadeAxis.values(0.9, 6, 10));
        assertTrue(DecadeAxis.values(1.91, 1.99, 10).size() >= 3);
        assertTrue(DecadeAxis.values(0.01, 0.08, 2).size() <= 2);
    }

    @Test
    void secondsReadAsAClock() {
        assertEquals("1:05", Axes.clock(65.2));
        assertEquals("1:00:05", Axes.clock(3605));
    }

    /** A picture has no pointer to ask: what is drawn in it has its name in it, and ends within it. */
    @Test
    void aPictureThatStandsAloneNamesEveryLine() {
        AccuracyFigure accuracy = new AccuracyFigure(List.of("red circle", "red star"), 0.5);
        accuracy.begin(10, 3, List.of());
        accuracy.append(new AccuracyPoint(0, 0, 0, 0.5, Double.NaN, List.of(0.4, 0.6)));
        accuracy.append(new AccuracyPoint(3, 30, 1, 1, Double.NaN, List.of(1.0, 1.0)));
        accuracy.classes(true);
        accuracy.refresh(480);
        assertFalse(legend(accuracy).contains("red star"), "live, the pointer tells");
        assertEquals(0, accuracy.chart().getXYPlot().getDomainAxis().getLowerBound());
        BufferedImage picture = new BufferedImage(480, 280, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = picture.createGraphics();
        accuracy.draw(g, new Rectangle2D.Double(0, 0, 480, 280));
        g.dispose();
        assertTrue(
                legend(accuracy).containsAll(List.of("red circle", "red star", "held-out")),
                legend(accuracy)::toString);
        assertTrue(accuracy.chart().getXYPlot().getDomainAxis().getLowerBound() < 0, "the first marker is whole");
    }

    private static List<String> legend(ChartFigure figure) {
        return IntStream.range(0, figure.chart().getXYPlot().getLegendItems().getItemCount())
                .mapToObj(
                        i -> figure.chart().getXYPlot().getLegendItems().get(i).getLabel())
                .toList();
    }

    @Test
    void classesOfOneLightnessDifferByTheirDash() {
        AccuracyFigure figure = new AccuracyFigure(
                IntStream.range(0, 16).mapToObj(i -> "class " + i).toList(), 1 / 16.0);
        figure.classes(true);
        figure.refresh(480);
        XYPlot plot = figure.chart().getXYPlot();
        for (int lightness = 0; lightness < 4; lightness++) {
            int first = series(plot.getDataset(), "class " + lightness);
            Set<List<Float>> dashes = new HashSet<>();
            for (int hue = 0; hue < 4; hue++) {
                float[] dash = ((BasicStroke) plot.getRenderer().getSeriesStroke(first + 4 * hue)).getDashArray();
                dashes.add(
                        dash == null
                                ? List.of()
                                : IntStream.range(0, dash.length)
                                        .mapToObj(i -> dash[i])
                                        .toList());
            }
            assertEquals(4, dashes.size(), "of lightness " + lightness);
        }
    }
}
