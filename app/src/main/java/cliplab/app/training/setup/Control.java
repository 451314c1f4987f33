// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training.setup;

import cliplab.app.cli.Setup;
import cliplab.viz.text.Messages;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;

/** One line of the table of controls: a value with its words, its default and its rule. FX thread only. */
public final class Control<T> {
    /** What a control is, apart from its value. */
    record Kind(String id, Group group, Applies applies, String labelKey, String tooltipKey) {}

    private final Kind kind;
    private final Function<Setup, T> reader;
    private final Function<T, Optional<String>> rule;
    private final T usual;
    private final ObjectProperty<T> value;
    private T good;
    private final ReadOnlyStringWrapper refused = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper pendingRestart = new ReadOnlyBooleanWrapper();

    /**
     * @param reader where a setup has this value
     * @param rule what is wrong with a value, as a sentence
     */
    Control(Kind kind, Function<Setup, T> reader, Function<T, Optional<String>> rule) {
        this.kind = kind;
        this.reader = reader;
        this.rule = rule;
        usual = reader.apply(Setup.REFERENCE);
        value = new SimpleObjectProperty<>(usual);
        good = usual;
    }

    public String id() {
        return kind.id();
    }

    public Group group() {
        return kind.group();
    }

    public Applies applies() {
        return kind.applies();
    }

    public String label() {
        return Messages.text(kind.labelKey());
    }

    public String tooltip() {
        return Messages.text(kind.tooltipKey());
    }

    /** The value of the Reference preset. */
    public T usual() {
        return usual;
    }

    public T get() {
        return value.get();
    }

    /** Takes any value; one against the rules stays visible beside its {@link #problemProperty}. */
    public void set(T newValue) {
        refused.set("");
        value.set(newValue);
    }

    /** Notes that what was entered cannot be read as a value; the last value stays. */
    public void refuse(String sentence) {
        refused.set(sentence);
    }

    /** To listen to; {@link #set} changes it. */
    public ObjectProperty<T> valueProperty() {
        return value;
    }

    /** One sentence, or empty where all is well. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    public boolean isFine() {
        return problem.get().isEmpty();
    }

    /** Whether a run is in training that was started with another value. */
    public ReadOnlyBooleanProperty pendingRestartProperty() {
        return pendingRestart.getReadOnlyProperty();
    }

    ReadOnlyStringProperty refusedProperty() {
        return refused.getReadOnlyProperty();
    }

    /** @param cross what is wrong in view of other controls; counts where the value alone is fine */
    void judge(Optional<String> cross) {
        String found = refused.get().isEmpty()
                ? rule.apply(value.get()).or(() -> cross).orElse("")
                : refused.get();
        problem.set(found);
        if (found.isEmpty()) {
            good = value.get();
        }
    }

    /** The last value without a problem. */
    T good() {
        return good;
    }

    void pending(boolean pending) {
        pendingRestart.set(pending);
    }

    void readFrom(Setup setup) {
        set(reader.apply(setup));
    }

    boolean differsFrom(Setup setup) {
        return !reader.apply(setup).equals(value.get());
    }
}
