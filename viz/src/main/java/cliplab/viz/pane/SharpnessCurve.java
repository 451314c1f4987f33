// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.pane;

import cliplab.viz.text.Messages;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polyline;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/**
 * The entropy of an answer, as a share of the largest possible, over the temperature τ on a logarithmic axis, with the temperature in
 * use and the learned one marked. Made of shapes and not of a chart: a mark moves with the very next frame. Coloured by the style
 * sheet. FX thread only.
 */
public final class SharpnessCurve extends Region {
    private static final int POINTS = 121;
    private static final double LEFT = 38;
    private static final double RIGHT = 10;
    private static final double TOP = 6;
    private static final double BOTTOM = 16;
    private static final double HEIGHT = 84;
    private static final double LEAST = 60;

    private final double lowest;
    private final double highest;
    private final Polyline curve = shape(new Polyline(), "sharpness-curve");
    private final Line now = shape(new Line(), "sharpness-now");
    private final Circle dot = shape(new Circle(3.5), "sharpness-dot");
    private final Line learned = shape(new Line(), "sharpness-learned");
    private final List<Level> levels = new ArrayList<>();
    private final List<Decade> decades = new ArrayList<>();
    private double @Nullable [] shares;
    private double temperature = Double.NaN;
    private double share = Double.NaN;
    private double learnedTemperature = Double.NaN;

    private record Level(double share, Line line, Text text) {}

    private record Decade(double temperature, Line line, Text text) {}

    /** @param lowest, highest the ends of the axis; 0.01, 0.1 and 1 are written where they lie between */
    public SharpnessCurve(double lowest, double highest) {
        this.lowest = lowest;
        this.highest = highest;
        getStyleClass().add("sharpness");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText(Messages.text("sharpness.spoken"));
        for (double level : new double[] {0, 0.5, 1}) {
            levels.add(new Level(
                    level,
                    shape(new Line(), "sharpness-grid"),
                    words(Messages.text("sharpness.percent", 100 * level))));
        }
        for (double decade = Math.pow(10, Math.ceil(Math.log10(lowest))); decade <= highest; decade *= 10) {
            decades.add(new Decade(
                    decade,
                    shape(new Line(), "sharpness-grid"),
                    words(decade < 1 ? String.valueOf(decade) : String.valueOf(Math.round(decade)))));
        }
        levels.forEach(level -> getChildren().addAll(level.line, level.text));
        decades.forEach(decade -> getChildren().addAll(decade.line, decade.text));
        getChildren().addAll(learned, curve, now, dot);
        curve.setVisible(false);
        place();
    }

    private static <T extends Node> T shape(T shape, String styleClass) {
        shape.getStyleClass().add(styleClass);
        shape.setManaged(false);
        return shape;
    }

    private static Text words(String words) {
        Text text = shape(new Text(words), "sharpness-text");
        text.setTextOrigin(VPos.CENTER);
        return text;
    }

    /** Where the curve is drawn, at equal ratios. */
    public double[] temperatures() {
        double[] temperatures = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            temperatures[i] = lowest * Math.pow(highest / lowest, i / (POINTS - 1.0));
        }
        return temperatures;
    }

    /** @param entropyShares 0 … 1 at each of {@link #temperatures}; null for no curve */
    public void curve(double @Nullable [] entropyShares) {
        shares = entropyShares == null ? null : entropyShares.clone();
        drawCurve();
    }

    /**
     * @param temperatureNow τ in use; beyond an end of the axis it is not marked
     * @param shareNow of the entropy at τ, NaN for none
     * @param temperatureLearned NaN where none is known
     */
    public void mark(double temperatureNow, double shareNow, double temperatureLearned) {
        temperature = temperatureNow;
        share = shareNow;
        learnedTemperature = temperatureLearned;
        place();
    }

    private double x(double at) {
        double position = Math.log(at / lowest) / Math.log(highest / lowest);
        return LEFT + position * Math.max(0, getWidth() - LEFT - RIGHT);
    }

    private double y(double at) {
        return TOP + (1 - at) * Math.max(0, getHeight() - TOP - BOTTOM);
    }

    private boolean onAxis(double at) {
        return at >= lowest && at <= highest;
    }

    private void upright(Line line, double at) {
        line.setVisible(onAxis(at));
        double x = Math.round(x(at)) + 0.5;
        line.setStartX(x);
        line.setEndX(x);
        line.setStartY(y(1));
        line.setEndY(y(0));
    }

    private void drawCurve() {
        double[] drawn = shares;
        curve.setVisible(drawn != null);
        if (drawn == null) {
            return;
        }
        double[] temperatures = temperatures();
        List<Double> points = new ArrayList<>(2 * POINTS);
        for (int i = 0; i < POINTS; i++) {
            points.add(x(temperatures[i]));
            points.add(y(drawn[i]));
        }
        curve.getPoints().setAll(points);
    }

    private void place() {
        upright(now, temperature);
        upright(learned, learnedTemperature);
        dot.setVisible(onAxis(temperature) && !Double.isNaN(share));
        if (dot.isVisible()) {
            dot.setCenterX(x(temperature));
            dot.setCenterY(y(share));
        }
    }

    @Override
    protected void layoutChildren() {
        for (Level level : levels) {
            double y = Math.round(y(level.share)) + 0.5;
            level.line.setStartX(LEFT);
            level.line.setEndX(getWidth() - RIGHT);
            level.line.setStartY(y);
            level.line.setEndY(y);
            level.text.setX(LEFT - 5 - level.text.getLayoutBounds().getWidth());
            level.text.setY(y);
        }
        for (Decade decade : decades) {
            upright(decade.line, decade.temperature);
            decade.text.setX(
                    x(decade.temperature) - decade.text.getLayoutBounds().getWidth() / 2);
            decade.text.setY(getHeight() - BOTTOM / 2);
        }
        drawCurve();
        place();
    }

    @Override
    protected double computePrefHeight(double width) {
        return HEIGHT;
    }

    @Override
    protected double computeMinHeight(double width) {
        return LEAST;
    }
}
