// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import cliplab.viz.style.FigureFonts;
import cliplab.viz.style.Palette;
import cliplab.viz.text.Messages;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYPolygonAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.DefaultXYDataset;

/**
 * A few short curves that are shown all at once, some with a band around them, and lines that mark heights. Showing others only
 * stores them; {@link #refresh} draws.
 */
public abstract sealed class CurveFigure implements ChartFigure
        permits ComparisonFigure, ProbeFigure, RocFigure, SharpnessFigure, SweepFigure {
    /** Of 255: the grid is seen through a band. */
    private static final int BAND = 56;

    private final String title;
    private final Sheet sheet = new Sheet();
    private Palette palette = Palette.LIGHT;
    private List<Curve> curves = List.of();
    private List<Mark> marks = List.of();
    private String hint;
    private long version;

    /** @param hint what is said before there is something to draw */
    CurveFigure(String title, String hint, ValueAxis horizontal, ValueAxis vertical) {
        this.title = title;
        this.hint = hint;
        axes(horizontal, vertical);
    }

    /** For numbers of another kind; zoom ends. */
    final void axes(ValueAxis horizontal, ValueAxis vertical) {
        sheet.plot().setDomainAxis(horizontal);
        sheet.plot().setRangeAxis(vertical);
        apply(palette);
    }

    /** Later curves lie over earlier ones. */
    final void show(List<Curve> newCurves, List<Mark> newMarks) {
        curves = List.copyOf(newCurves);
        marks = List.copyOf(newMarks);
        version++;
    }

    /** Zoom ends. */
    final void horizontalAxis(ValueAxis axis) {
        sheet.plot().setDomainAxis(axis);
        apply(palette);
    }

    /** @param why what is said instead */
    public final void clear(String why) {
        hint = why;
        show(List.of(), List.of());
    }

    /** The numbers of the point nearest to {@code x}, in words; there is a curve. */
    abstract String words(double x);

    @Override
    public String title() {
        return title;
    }

    @Override
    public final JFreeChart chart() {
        return sheet.chart();
    }

    @Override
    public final long version() {
        return version;
    }

    @Override
    public final String hint() {
        return curves.isEmpty() ? hint : "";
    }

    @Override
    public final String readout(double x) {
        return curves.isEmpty() ? "" : words(x);
    }

    @Override
    public final void apply(Palette newPalette) {
        palette = newPalette;
        sheet.apply(palette);
        Sheet.dress(sheet.plot().getDomainAxis(), palette, palette.muted());
        Sheet.dress(sheet.plot().getRangeAxis(), palette, palette.muted());
        version++;
    }

    @Override
    public final void refresh(int pixels) {
        FigureFonts.register();
        XYPlot plot = sheet.plot();
        DefaultXYDataset points = new DefaultXYDataset();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        Sheet.prepare(renderer);
        for (int i = 0; i < curves.size(); i++) {
            Curve curve = curves.get(i);
            points.addSeries(curve.name(), new double[][] {curve.x(), curve.y()});
            curve.look().dress(renderer, i, palette);
            renderer.setSeriesVisibleInLegend(i, inLegend(curve), false);
            if (curve.banded()) {
                renderer.addAnnotation(band(curve), org.jfree.chart.ui.Layer.BACKGROUND);
            }
        }
        plot.clearRangeMarkers();
        plot.setRenderer(renderer);
        plot.setDataset(points);
        marks.forEach(mark -> mark.add(plot, palette));
    }

    /** One curve needs no name of its own, and a point stands beside the words of its mark. */
    boolean inLegend(Curve curve) {
        return curves.stream().filter(other -> other.x().length > 1).count() > 1 && curve.x().length > 0;
    }

    private XYPolygonAnnotation band(Curve curve) {
        int points = curve.x().length;
        double[] outline = new double[points * 4];
        for (int i = 0; i < points; i++) {
            int back = 2 * points - 1 - i;
            outline[2 * i] = curve.x()[i];
            outline[2 * i + 1] = curve.low()[i];
            outline[2 * back] = curve.x()[i];
            outline[2 * back + 1] = curve.high()[i];
        }
        Color ink = curve.look().ink().apply(palette);
        return new XYPolygonAnnotation(
                outline, null, null, new Color(ink.getRed(), ink.getGreen(), ink.getBlue(), BAND));
    }

    /** A row for each point of each curve and each mark; what does not apply is NaN. */
    @Override
    public DataTable table() {
        XYPlot plot = sheet.plot();
        List<List<Object>> rows = new ArrayList<>();
        for (Curve curve : curves) {
            for (int i = 0; i < curve.x().length; i++) {
                rows.add(List.of(
                        curve.name(),
                        curve.x()[i],
                        curve.y()[i],
                        curve.banded() ? curve.low()[i] : Double.NaN,
                        curve.banded() ? curve.high()[i] : Double.NaN));
            }
        }
        for (Mark mark : marks) {
            rows.add(List.of(mark.name(), Double.NaN, mark.at(), Double.NaN, Double.NaN));
        }
        return new DataTable(
                List.of(
                        Messages.text("chart.column.what"),
                        plot.getDomainAxis().getLabel(),
                        plot.getRangeAxis().getLabel(),
                        Messages.text("chart.column.lowest"),
                        Messages.text("chart.column.highest")),
                rows);
    }

    static String percent(double share) {
        return Axes.format("0.#%").format(share);
    }

    /** The index of the value nearest to {@code x} by ratio. */
    static int nearest(double[] values, double x) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            if (Math.abs(Math.log(values[i] / x)) < Math.abs(Math.log(values[best] / x))) {
                best = i;
            }
        }
        return best;
    }
}
