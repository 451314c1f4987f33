// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify;

import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** One label as a person writes it; two rows may say the same. FX thread only. */
public final class LabelRow {
    private final StringProperty text;

    public LabelRow(String text) {
        this.text = new SimpleStringProperty(text);
    }

    public StringProperty textProperty() {
        return text;
    }

    public String text() {
        return text.get();
    }
}
