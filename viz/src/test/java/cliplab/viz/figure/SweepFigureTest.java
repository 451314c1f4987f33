// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.viz.figure.SweepFigure.Metric;
import cliplab.viz.style.Palette;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.Range;
import org.jfree.data.xy.XYDataset;
import org.junit.jupiter.api.Test;

class SweepFigureTest {
    private static final SweepAxis BATCH = new SweepAxis("batch size", List.of("64", "8", "16"));

    private static SweepPoint run(String value, String series, long seed, double accuracy, double loss) {
        return new SweepPoint(value, series, seed, accuracy, accuracy + 0.01, loss);
    }

    private static SweepFigure figure(Metric metric) {
        SweepFigure figure = new SweepFigure();
        figure.show(
                BATCH,
                "",
                metric,
                List.of(
                        run("8", "", 0, 0.70, 1.5),
                        run("8", "", 1, 0.90, 1.1),
                        run("8", "", 2, 0.75, 1.2),
                        run("64", "", 0, 0.40, 2.0),
                        run("64", "", 1, 0.60, 3.0),
                        new SweepPoint("64", "", 2, Double.NaN, Double.NaN, Double.NaN)));
        return figure;
    }

    private static BufferedImage draw(ChartFigure figure) {
        BufferedImage picture = new BufferedImage(480, 300, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = picture.createGraphics();
        figure.refresh(480);
        figure.chart().draw(g, new Rectangle2D.Double(0, 0, 480, 300));
        g.dispose();
        return picture;
    }

    private static double[][] curve(SweepFigure figure, String name) {
        figure.refresh(480);
        XYDataset points = figure.chart().getXYPlot().getDataset();
        int series = points.indexOf(name);
        double[][] curve = new double[2][points.getItemCount(series)];
        for (int i = 0; i < curve[0].length; i++) {
            curve[0][i] = points.getXValue(series, i);
            curve[1][i] = points.getYValue(series, i);
        }
        return curve;
    }

    @Test
    void theCurveIsTheMedianOverSeedsAndDivergedRunsAreLeftOutAndCounted() {
        double[][] accuracy = curve(figure(Metric.ACCURACY), "median and range");
        assertArrayEquals(new double[] {8, 64}, accuracy[0]);
        assertArrayEquals(new double[] {0.75, 0.5}, accuracy[1], 1e-12);
        assertArrayEquals(new double[] {0.76, 0.51}, curve(figure(Metric.BEST), "median and range")[1], 1e-12);
        assertArrayEquals(new double[] {1.2, 2.5}, curve(figure(Metric.LOSS), "median and range")[1], 1e-12);
        assertEquals(5, curve(figure(Metric.LOSS), "each run")[0].length);
        assertEquals(
                "Final accuracy by batch size: median and range over seeds (diverged and left out: 1)",
                figure(Metric.ACCURACY).title());
    }

    @Test
    void theReadingNamesMedianRangeAndHowManyRuns() {
        SweepFigure figure = figure(Metric.ACCURACY);
        assertEquals("batch size 8 · median and range 75%, 70% to 90% in 3 runs", figure.readout(10));
        assertEquals("", figure.readout(16), "no run has ended there");
        assertEquals("batch size 64 · median and range 50%, 40% to 60% in 2 runs", figure.readout(60));
    }

    @Test
    void theTableHasEveryRunWithAllItsNumbers() {
        DataTable table = figure(Metric.LOSS).table();
        assertEquals(List.of("batch size", "seed", "Final accuracy", "Best accuracy", "Final loss"), table.columns());
        assertEquals(6, table.rows().size());
        assertEquals(List.of(8.0, 1L, 0.9, 0.91, 1.1), table.rows().get(1));
        assertEquals(
                List.of(64.0, 2L, Double.NaN, Double.NaN, Double.NaN),
                table.rows().get(5));
    }

    @Test
    void eachValueOfTheSecondSettingHasItsCurve() {
        SweepFigure figure = new SweepFigure();
        figure.show(
                BATCH,
                "learning rate",
                Metric.LOSS,
                List.of(
                        run("8", "0.001", 0, 0.5, 1),
                        run("16", "0.001", 0, 0.5, 2),
                        run("8", "0.01", 0, 0.5, 3),
                        run("16", "0.01", 0, 0.5, 4)));
        assertArrayEquals(new double[] {1, 2}, curve(figure, "learning rate 0.001")[1]);
        assertArrayEquals(new double[] {3, 4}, curve(figure, "learning rate 0.01")[1]);
        assertEquals(2, figure.chart().getXYPlot().getDataset().getSeriesCount(), "one seed has no range and no dots");
        assertEquals("Final loss by batch size", figure.title());
        assertEquals("batch size 16 · learning rate 0.001 2.000 · learning rate 0.01 4.000", figure.readout(20));
        assertEquals(
                List.of(8.0, "0.01", 0L, 0.5, 0.51, 3.0), figure.table().rows().get(2));
    }

    @Test
    void theAxisFitsTheValues() {
        assertEquals(SweepAxis.Scale.LOGARITHMIC, scale("8", "16", "64", "256"));
        assertEquals(SweepAxis.Scale.LOGARITHMIC, scale("1e-4", "3e-4", "0.001"));
        assertEquals(SweepAxis.Scale.LOGARITHMIC, scale("8", "64"));
        assertEquals(SweepAxis.Scale.LINEAR, scale("10", "20", "30"));
        assertEquals(SweepAxis.Scale.LINEAR, scale("0", "0.1", "0.5"), "zero has no logarithm");
        assertEquals(SweepAxis.Scale.LINEAR, scale("2", "3"));
        assertEquals(SweepAxis.Scale.WORDS, scale("infonce", "sigmoid"));
        assertInstanceOf(
                RatioAxis.class, figure(Metric.LOSS).chart().getXYPlot().getDomainAxis());
        SweepFigure words = new SweepFigure();
        words.show(
                new SweepAxis("loss", List.of("infonce", "sigmoid")),
                "",
                Metric.BEST,
                List.of(run("sigmoid", "", 0, 0.5, 1), run("infonce", "", 0, 0.25, 1)));
        assertInstanceOf(SymbolAxis.class, words.chart().getXYPlot().getDomainAxis());
        assertArrayEquals(new double[][] {{0, 1}, {0.26, 0.51}}, curve(words, "median and range"));
        assertEquals("loss sigmoid · median and range 51%", words.readout(0.8));
    }

    @Test
    void theAxisHoldsAllValuesFromTheFirstRunOn() {
        SweepFigure figure = new SweepFigure();
        figure.show(new SweepAxis("epochs", List.of("1", "2", "3")), "", Metric.LOSS, List.of(run("2", "", 0, 0.5, 1)));
        draw(figure);
        Range range = figure.chart().getXYPlot().getDomainAxis().getRange();
        assertEquals(0.88, range.getLowerBound(), 1e-9);
        assertEquals(3.12, range.getUpperBound(), 1e-9);
        figure.show(new SweepAxis("epochs", List.of("30")), "", Metric.LOSS, List.of(run("30", "", 0, 0.5, 1)));
        draw(figure);
        assertEquals(
                new Range(15, 45), figure.chart().getXYPlot().getDomainAxis().getRange());
    }

    private static SweepAxis.Scale scale(String... values) {
        return new SweepAxis("", List.of(values)).scale();
    }

    @Test
    void itIsDrawnWithoutAScreenAndSaysSoWhileThereIsNothing() {
        SweepFigure figure = new SweepFigure();
        assertNotEquals("", figure.hint());
        draw(figure);
        figure.show(BATCH, "", Metric.LOSS, List.of());
        assertNotEquals("", figure.hint());
        assertEquals("", figure.readout(3));

        figure = figure(Metric.ACCURACY);
        assertEquals("", figure.hint());
        figure.apply(Palette.DARK);
        long version = figure.version();
        BufferedImage picture = draw(figure);
        int ink = Palette.DARK.series().getFirst().getRGB();
        boolean found = false;
        for (int i = 0; i < 480 * 300; i++) {
            found |= picture.getRGB(i % 480, i / 480) == ink;
        }
        assertTrue(found, "the median's colour is in the picture");
        XYPlot plot = figure.chart().getXYPlot();
        assertEquals("Final accuracy", plot.getRangeAxis().getLabel());
        assertTrue(((NumberAxis) plot.getRangeAxis()).getRange().contains(1));
        figure.show(BATCH, "", Metric.LOSS, List.of(run("8", "", 0, 0.5, 1)));
        assertTrue(figure.version() > version);
    }
}
