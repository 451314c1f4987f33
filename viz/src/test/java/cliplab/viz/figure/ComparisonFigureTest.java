// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.viz.style.Palette;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.junit.jupiter.api.Test;

class ComparisonFigureTest {
    private static final double[] X = {0, 1, 2};

    private static ComparedCurve single(String name, double height) {
        return new ComparedCurve(
                name, X, new double[] {height, height / 2, height / 3}, new double[0], new double[0], 0.5, 4);
    }

    private static ComparedCurve several(double least, double greatest) {
        double middle = (least + greatest) / 2;
        return new ComparedCurve(
                "batch-size 8 × 3",
                X,
                new double[] {middle, middle, middle},
                new double[] {least, least, least},
                new double[] {greatest, greatest, greatest},
                Double.NaN,
                Double.NaN);
    }

    private static BufferedImage draw(ChartFigure figure) {
        BufferedImage picture = new BufferedImage(500, 300, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = picture.createGraphics();
        figure.refresh(500);
        figure.chart().draw(g, new Rectangle2D.Double(0, 0, 500, 300));
        g.dispose();
        return picture;
    }

    private static List<LegendItem> legend(ChartFigure figure) {
        figure.refresh(500);
        LegendItemCollection items = figure.chart().getXYPlot().getLegendItems();
        List<LegendItem> list = new ArrayList<>();
        for (int i = 0; i < items.getItemCount(); i++) {
            list.add(items.get(i));
        }
        return list;
    }

    @Test
    void noTwoOfTenRunsLookAlikeInTheLegend() {
        for (Palette palette : List.of(Palette.LIGHT, Palette.DARK)) {
            ComparisonFigure figure = new ComparisonFigure(ComparisonFigure.Measure.LOSS);
            figure.apply(palette);
            List<ComparedCurve> runs = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                runs.add(single("run " + i, 3 + i));
            }
            figure.show(ComparisonFigure.Axis.EPOCH, runs);
            List<LegendItem> legend = legend(figure);
            assertEquals(
                    List.of("floor", "chance"),
                    legend.subList(10, legend.size()).stream()
                            .map(LegendItem::getLabel)
                            .toList(),
                    "one entry for all floors, one for all chance lines");
            Set<List<Object>> withColour = new HashSet<>();
            Set<List<Object>> without = new HashSet<>();
            for (LegendItem item : legend.subList(0, 10)) {
                float[] dashes = ((BasicStroke) item.getLineStroke()).getDashArray();
                String dash = dashes == null ? "" : Arrays.toString(dashes);
                without.add(List.of(
                        dash, item.getShape().getBounds2D(), item.getShape().getClass()));
                withColour.add(List.of(item.getLinePaint(), dash));
            }
            assertEquals(10, without.size(), "told apart without their colours");
            assertEquals(10, withColour.size(), "told apart without their markers");
        }
    }

    @Test
    void theTableHoldsRunsBandsAndLevels() {
        ComparisonFigure figure = new ComparisonFigure(ComparisonFigure.Measure.LOSS);
        figure.show(ComparisonFigure.Axis.STEP, List.of(single("a", 3), several(1, 2)));
        DataTable table = figure.table();
        assertEquals("Step", table.columns().get(1));
        assertTrue(table.rows().contains(List.<Object>of("a", 1.0, 1.5, Double.NaN, Double.NaN)));
        assertTrue(table.rows().contains(List.<Object>of("batch-size 8 × 3", 2.0, 1.5, 1.0, 2.0)));
        assertTrue(table.rows().contains(List.<Object>of("a: floor", 2.0, 0.5, Double.NaN, Double.NaN)));
        assertTrue(table.rows().contains(List.<Object>of("a: chance", 0.0, 4.0, Double.NaN, Double.NaN)));
        assertEquals(3 + 3 + 4, table.rows().size());
    }

    @Test
    void aLevelThatSeveralShareIsDrawnOnce() {
        ComparisonFigure figure = new ComparisonFigure(ComparisonFigure.Measure.LOSS);
        figure.show(ComparisonFigure.Axis.STEP, List.of(single("a", 3), single("b", 2)));
        assertTrue(figure.table().rows().contains(List.<Object>of("a, b: floor", 2.0, 0.5, Double.NaN, Double.NaN)));
        assertEquals(3 + 3 + 4, figure.table().rows().size());
    }

    @Test
    void theReadOutSaysTheNearestNumbersOfEach() {
        ComparisonFigure figure = new ComparisonFigure(ComparisonFigure.Measure.LOSS);
        figure.show(ComparisonFigure.Axis.TIME, List.of(single("a", 3), several(1, 2)));
        assertEquals("at 0:01 · a 1.500 · batch-size 8 × 3 1.500 (1.000 to 2.000)", figure.readout(1.2));
        ComparisonFigure accuracy = new ComparisonFigure(ComparisonFigure.Measure.ACCURACY);
        accuracy.show(ComparisonFigure.Axis.PAIRS, List.of(several(0.5, 0.7)));
        assertEquals("2 pairs · batch-size 8 × 3 60% (50% to 70%)", accuracy.readout(2));
        assertEquals(1.04, accuracy.chart().getXYPlot().getRangeAxis().getUpperBound(), "all of 0 to 100 %");
    }

    @Test
    void severalRunsHaveABandAroundTheirMedian() {
        ComparisonFigure figure = new ComparisonFigure(ComparisonFigure.Measure.ACCURACY);
        figure.show(ComparisonFigure.Axis.EPOCH, List.of(several(0.2, 0.9)));
        int inside = draw(figure).getRGB(250, 200);
        figure.show(ComparisonFigure.Axis.EPOCH, List.of(several(0.55, 0.55)));
        assertNotEquals(inside, draw(figure).getRGB(250, 200));
    }

    @Test
    void withoutRunsItSaysWhatToDoAndARunWithoutNumbersIsNoTrouble() {
        ComparisonFigure figure = new ComparisonFigure(ComparisonFigure.Measure.LOSS);
        assertNotEquals("", figure.hint());
        assertEquals("", figure.readout(1));
        ComparedCurve empty = new ComparedCurve(
                "b", new double[0], new double[0], new double[0], new double[0], Double.NaN, Double.NaN);
        figure.show(ComparisonFigure.Axis.EPOCH, List.of(single("a", 3), empty));
        draw(figure);
        assertEquals("epoch 0.00 · a 3.000", figure.readout(0));
        long before = figure.version();
        figure.show(ComparisonFigure.Axis.PAIRS, List.of(single("a", 3)));
        assertNotEquals(before, figure.version());
    }
}
