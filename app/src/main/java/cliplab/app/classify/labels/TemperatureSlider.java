// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.labels;

import static cliplab.viz.text.Messages.text;

import cliplab.viz.text.Numbers;
import java.util.function.DoubleConsumer;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import javafx.scene.text.Text;

/** A slider of equal ways for equal ratios, with a mark under its track. FX thread only. */
final class TemperatureSlider extends Region {
    private static final double MARKS = 18;
    private static final double TICK = 6;

    private final Slider slider;
    private final Line tick = new Line();
    private final Text name = new Text();
    private double marked = Double.NaN;
    private boolean following;

    TemperatureSlider(double lowest, double highest) {
        slider = new Slider(Math.log10(lowest), Math.log10(highest), 0);
        slider.setBlockIncrement(0.05);
        slider.setTooltip(new Tooltip(text("classify.temperature.slider.tip")));
        slider.setAccessibleText(text("classify.temperature.slider.tip"));
        tick.getStyleClass().add("temperature-tick");
        tick.setManaged(false);
        name.getStyleClass().add("sharpness-text");
        name.setManaged(false);
        name.setTextOrigin(VPos.TOP);
        getChildren().addAll(slider, tick, name);
        setMinWidth(80);
    }

    Slider slider() {
        return slider;
    }

    /** @param moved given τ whenever a person moves the thumb, to three significant digits */
    void onMoved(DoubleConsumer moved) {
        slider.valueProperty().subscribe((_, position) -> {
            if (!following) {
                following = true; // the thumb stays under the pointer
                moved.accept(Double.parseDouble(Numbers.temperature(Math.pow(10, position.doubleValue()))));
                following = false;
            }
        });
    }

    /** A value beyond the ends stands at the end. */
    void show(double temperature) {
        if (!following) {
            following = true;
            slider.setValue(Math.log10(temperature));
            following = false;
        }
    }

    /** @param temperature NaN for no mark */
    void mark(double temperature, String words) {
        if (!words.equals(name.getText()) || Double.compare(marked, temperature) != 0) {
            marked = temperature;
            name.setText(words);
            place();
        }
    }

    private void place() {
        boolean there = !Double.isNaN(marked);
        tick.setVisible(there);
        name.setVisible(there);
        if (!there) {
            return;
        }
        Node thumb = slider.lookup(".thumb");
        double inset = thumb == null ? 0 : thumb.getLayoutBounds().getWidth() / 2;
        double share = (Math.log10(marked) - slider.getMin()) / (slider.getMax() - slider.getMin());
        double x = Math.round(inset + Math.clamp(share, 0, 1) * (getWidth() - 2 * inset)) + 0.5;
        double top = slider.getHeight() - 2;
        tick.setStartX(x);
        tick.setEndX(x);
        tick.setStartY(top);
        tick.setEndY(top + TICK);
        double width = name.getLayoutBounds().getWidth();
        name.setX(Math.clamp(x + 4, 0, Math.max(0, getWidth() - width)));
        name.setY(top);
    }

    @Override
    protected void layoutChildren() {
        slider.resizeRelocate(0, 0, getWidth(), slider.prefHeight(-1));
        slider.layout();
        place();
    }

    @Override
    protected double computePrefHeight(double width) {
        return slider.prefHeight(-1) + MARKS - 2;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }
}
