// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training.setup;

import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** Sliders bound both ways to a control, on the scale that suits it. A value beyond a slider's ends stays what it is. */
final class Sliders {
    private Sliders() {}

    /** Equal ways for equal ratios. */
    static Slider logarithmic(Control<Double> control, double lowest, double highest) {
        Slider slider = new Slider(Math.log10(lowest), Math.log10(highest), 0);
        slider.setBlockIncrement(0.05);
        bind(slider, control, position -> Numbers.rounded(Math.pow(10, position)), Math::log10);
        return slider;
    }

    /** From 0 to 1 in hundredths. */
    static Slider share(Control<Double> control) {
        Slider slider = new Slider(0, 1, 0);
        slider.setBlockIncrement(0.05);
        bind(slider, control, position -> Math.round(position * 100) / 100.0, value -> value);
        return slider;
    }

    static Slider whole(Control<Integer> control, int lowest, int highest) {
        Slider slider = new Slider(lowest, highest, lowest);
        slider.setBlockIncrement(1);
        slider.setMajorTickUnit(1);
        slider.setMinorTickCount(0);
        slider.setSnapToTicks(true);
        bind(slider, control, position -> (int) Math.round(position), value -> value);
        return slider;
    }

    /** The given values at equal distances, in either order; others stand between their neighbours. */
    static <T extends Number> Slider steps(Control<T> control, List<T> values) {
        Slider slider = new Slider(0, values.size() - 1, 0);
        slider.setBlockIncrement(1);
        slider.setMajorTickUnit(1);
        slider.setMinorTickCount(0);
        bind(slider, control, position -> values.get((int) Math.round(position)), value -> position(values, value));
        return slider;
    }

    private static double position(List<? extends Number> values, Number value) {
        double sought = value.doubleValue();
        double first = values.getFirst().doubleValue();
        double last = values.getLast().doubleValue();
        if (first < last ? sought <= first : sought >= first) {
            return 0;
        }
        for (int i = 1; i < values.size(); i++) {
            double before = values.get(i - 1).doubleValue();
            double after = values.get(i).doubleValue();
            double share = (sought - before) / (after - before);
            if (share >= 0 && share <= 1) {
                return i - 1 + share;
            }
        }
        return values.size() - 1;
    }

    private static <T> void bind(
            Slider slider, Control<T> control, DoubleFunction<T> toValue, ToDoubleFunction<T> toPosition) {
        slider.setId(control.id());
        slider.setMinWidth(0);
        slider.setMaxWidth(Double.MAX_VALUE);
        slider.setTooltip(new Tooltip(control.tooltip()));
        slider.setAccessibleText(control.label());
        HBox.setHgrow(slider, Priority.ALWAYS);
        boolean[] following = {true};
        slider.setValue(toPosition.applyAsDouble(control.get()));
        following[0] = false;
        slider.valueProperty().addListener((_, _, position) -> {
            if (!following[0]) {
                following[0] = true; // the thumb stays under the pointer, between two values as well
                control.set(toValue.apply(position.doubleValue()));
                following[0] = false;
            }
        });
        control.valueProperty().addListener((_, _, value) -> {
            if (!following[0]) {
                following[0] = true;
                slider.setValue(toPosition.applyAsDouble(value));
                following[0] = false;
            }
        });
    }
}
