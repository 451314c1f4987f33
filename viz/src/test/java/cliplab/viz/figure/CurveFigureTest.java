// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.viz.style.Palette;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Collection;
import java.util.List;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.Range;
import org.junit.jupiter.api.Test;

class CurveFigureTest {
    private static final List<Integer> LABELS = List.of(1, 2, 4, 8, 16, 32, 64, 128, 170);

    private static RocFigure roc() {
        RocFigure figure = new RocFigure();
        figure.show(new double[] {0, 0.1, 0.1, 0.5, 1}, new double[] {0, 0.6, 0.8, 0.9, 1}, 0.1, 0.8);
        return figure;
    }

    private static ProbeFigure probe() {
        ProbeFigure figure = new ProbeFigure(LABELS);
        figure.show(List.of(new ProbePoint(1, List.of(0.3, 0.5)), new ProbePoint(16, List.of(0.8, 0.9))), 0.75, 0.0625);
        return figure;
    }

    private static BufferedImage draw(ChartFigure figure) {
        BufferedImage picture = new BufferedImage(380, 240, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = picture.createGraphics();
        figure.refresh(380);
        figure.chart().draw(g, new Rectangle2D.Double(0, 0, 380, 240));
        g.dispose();
        return picture;
    }

    private static boolean has(BufferedImage picture, Color colour) {
        for (int i = 0; i < picture.getWidth() * picture.getHeight(); i++) {
            if (picture.getRGB(i % picture.getWidth(), i / picture.getWidth()) == colour.getRGB()) {
                return true;
            }
        }
        return false;
    }

    private static List<Double> level(ChartFigure figure) {
        return places(figure.chart().getXYPlot().getRangeMarkers(org.jfree.chart.ui.Layer.BACKGROUND));
    }

    private static List<Double> places(Collection<?> markers) {
        return markers.stream().map(marker -> ((ValueMarker) marker).getValue()).toList();
    }

    private static List<String> numbers(ChartFigure figure, int width) {
        BufferedImage picture = new BufferedImage(10, 10, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = picture.createGraphics();
        List<String> numbers = ((RatioAxis) figure.chart().getXYPlot().getDomainAxis())
                .refreshTicksHorizontal(g, new Rectangle2D.Double(0, 0, width, 100), RectangleEdge.BOTTOM).stream()
                        .map(NumberTick::getText)
                        .toList();
        g.dispose();
        return numbers;
    }

    @Test
    void theTableHoldsEveryPointBandAndMark() {
        List<List<Object>> rows = probe().table().rows();
        assertEquals(4 + 2 + 2, rows.size());
        assertEquals(List.of("each draw", 1.0, 0.5, Double.NaN, Double.NaN), rows.get(1));
        assertEquals(List.of("linear probe, mean and range", 1.0, 0.4, 0.3, 0.5), rows.get(4));
        assertEquals(List.of("zero-shot", Double.NaN, 0.75, Double.NaN, Double.NaN), rows.get(6));
        assertEquals(List.of("chance", Double.NaN, 0.0625, Double.NaN, Double.NaN), rows.get(7));
        assertTrue(roc().table()
                .rows()
                .contains(List.<Object>of("the threshold chosen", 0.1, 0.8, Double.NaN, Double.NaN)));
    }

    @Test
    void marksStandWhereTheyWereSetAndMove() {
        ProbeFigure probe = probe();
        probe.refresh(300);
        assertEquals(List.of(0.75, 0.0625), level(probe));
        probe.show(List.of(), 0.5, 0.0625);
        probe.refresh(300);
        assertEquals(List.of(0.5, 0.0625), level(probe));
    }

    @Test
    void rangesAreFixedAndZoomComesBackToThem() {
        ProbeFigure figure = probe();
        draw(figure);
        ValueAxis axis = figure.chart().getXYPlot().getDomainAxis();
        Range whole = axis.getRange();
        axis.zoomRange(0, 0.5);
        double zoomed = axis.getUpperBound();
        assertTrue(zoomed < whole.getUpperBound());
        figure.show(List.of(new ProbePoint(1, List.of(0.4))), 0.75, 0.0625);
        draw(figure);
        assertEquals(zoomed, axis.getUpperBound(), 1e-9, "zoom stays while results come");
        axis.setAutoRange(true);
        assertEquals(whole, axis.getRange());
    }

    @Test
    void theAxisOfLabelsWritesTheNumbersThereIsRoomFor() {
        ProbeFigure figure = probe();
        assertEquals(List.of("170", "128", "64", "32", "16", "8", "4", "2", "1"), numbers(figure, 900));
        assertEquals(List.of("170", "64", "32", "16", "8", "4", "2", "1"), numbers(figure, 300), "128 would touch 170");
        figure.chart().getXYPlot().getDomainAxis().setRange(new Range(20, 30));
        assertTrue(numbers(figure, 300).size() >= 3, "zoomed to where no number was wished for");
    }

    @Test
    void theReadOutSaysNumbersThatWereMeasured() {
        assertEquals("false accepts 10% · true accepts 80%", roc().readout(0.49), "the most up to there");
        assertEquals("labels per class 16 · mean 85%, 80% to 90% in 2 draws · zero-shot 75%", probe().readout(9));
    }

    @Test
    void anEmptyFigureSaysWhy() {
        for (CurveFigure figure : List.of(new RocFigure(), new ProbeFigure(LABELS))) {
            assertNotEquals("", figure.hint());
            assertEquals("", figure.readout(1));
            assertEquals(List.of(), figure.table().rows());
        }
        RocFigure figure = roc();
        long before = figure.version();
        assertEquals("", figure.hint());
        figure.clear("There is nothing to accept.");
        assertEquals("There is nothing to accept.", figure.hint());
        assertNotEquals(before, figure.version());
        ProbeFigure begun = new ProbeFigure(LABELS);
        begun.show(List.of(), 0.75, 0.0625);
        assertEquals("", begun.hint(), "zero-shot is a number already");
        assertEquals("zero-shot 75%", begun.readout(4));
    }

    @Test
    void drawsInLightAndInDark() {
        for (Palette palette : List.of(Palette.LIGHT, Palette.DARK)) {
            for (CurveFigure figure : List.of(roc(), probe())) {
                figure.apply(palette);
                BufferedImage picture = draw(figure);
                assertTrue(has(picture, palette.plot()), figure.title());
                assertTrue(has(picture, palette.series().getFirst()), figure.title());
                figure.clear("");
                assertTrue(!has(draw(figure), palette.series().getFirst()), figure.title());
            }
        }
    }

    @Test
    void theBandIsBetweenLowestAndHighest() {
        ProbeFigure figure = new ProbeFigure(LABELS);
        List<ProbePoint> wide = List.of(new ProbePoint(1, List.of(0.1, 0.9)), new ProbePoint(170, List.of(0.1, 0.9)));
        figure.show(wide, 1, 0);
        BufferedImage banded = draw(figure);
        Color inside = new Color(banded.getRGB(200, 80));
        figure.show(List.of(new ProbePoint(1, List.of(0.5)), new ProbePoint(170, List.of(0.5))), 1, 0);
        assertNotEquals(inside, new Color(draw(figure).getRGB(200, 80)));
    }
}
