// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training.setup;

import cliplab.viz.text.Messages;
import java.util.function.Function;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** A field for a control's number, taken over on Enter and on leaving. What cannot be read is said beside the control. */
final class NumberField<T> extends TextField {
    private final Control<T> control;
    private final Function<String, T> reader;
    private final Function<T, String> writer;
    private final String complaint;

    private NumberField(Control<T> control, Function<String, T> reader, Function<T, String> writer, String complaint) {
        this.control = control;
        this.reader = reader;
        this.writer = writer;
        this.complaint = complaint;
        getStyleClass().add("setup-field");
        setId(control.id() + "-field");
        setTooltip(new Tooltip(control.tooltip()));
        setAccessibleText(Messages.text("setup.value", control.label()));
        setText(writer.apply(control.get()));
        control.valueProperty().addListener((_, _, value) -> setText(writer.apply(value)));
        control.refusedProperty().addListener((_, _, refused) -> {
            if (refused.isEmpty()) {
                setText(writer.apply(control.get())); // set anew to the value it had
            }
        });
        setOnAction(_ -> take());
        addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ENTER) {
                take(); // before a shortcut with Enter starts a run
            }
        });
        focusedProperty().addListener((_, _, focused) -> {
            if (!focused) {
                take();
            }
        });
        Marks.show(this, control.problemProperty());
    }

    static NumberField<Double> ofDouble(Control<Double> control) {
        return new NumberField<>(
                control, text -> finite(text.replace(',', '.')), Numbers::text, Messages.text("setup.number"));
    }

    static NumberField<Integer> ofInt(Control<Integer> control) {
        return new NumberField<>(
                control, Integer::valueOf, value -> Integer.toString(value), Messages.text("setup.number.whole"));
    }

    static NumberField<Long> ofLong(Control<Long> control) {
        return new NumberField<>(
                control, Long::valueOf, value -> Long.toString(value), Messages.text("setup.number.whole"));
    }

    private static double finite(String text) {
        double value = Double.parseDouble(text);
        if (!Double.isFinite(value)) {
            throw new NumberFormatException(text);
        }
        return value;
    }

    private void take() {
        if (getText().equals(writer.apply(control.get()))
                && control.refusedProperty().get().isEmpty()) {
            return;
        }
        try {
            control.set(reader.apply(getText().strip()));
            setText(writer.apply(control.get()));
        } catch (NumberFormatException e) {
            control.refuse(complaint);
        }
    }
}
