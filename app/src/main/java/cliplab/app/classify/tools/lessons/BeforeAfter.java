// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.tools.lessons;

import cliplab.app.classify.LabelRow;
import cliplab.app.classify.tools.lessons.Attempt.Shown;
import cliplab.app.classify.tools.lessons.Moment.Fit;
import cliplab.viz.text.Messages;
import cliplab.viz.text.Numbers;
import java.util.List;
import java.util.function.Function;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** Labels, and the entropy of all, before and after a lesson. FX thread only. */
final class BeforeAfter extends GridPane {
    BeforeAfter() {
        getStyleClass().add("before-after");
        ColumnConstraints names = new ColumnConstraints();
        names.setHgrow(Priority.ALWAYS);
        getColumnConstraints().add(names);
        for (int column = 1; column <= 3; column++) {
            ColumnConstraints numbers = new ColumnConstraints();
            numbers.setMinWidth(Region.USE_PREF_SIZE);
            numbers.setHalignment(HPos.RIGHT);
            getColumnConstraints().add(numbers);
        }
        managedProperty().bind(visibleProperty());
        clear();
    }

    void clear() {
        setVisible(false);
        getChildren().clear();
    }

    void show(Moment moment, List<Shown> shown) {
        getChildren().clear();
        addRow(
                0,
                cell("", "before-after-head"),
                cell(Messages.text("lesson.column.cosine"), "before-after-head"),
                cell(Messages.text("lesson.column.p"), "before-after-head"),
                cell(Messages.text("lesson.column.rank"), "before-after-head"));
        for (int i = 0; i < shown.size(); i++) {
            LabelRow was = shown.get(i).before();
            LabelRow is = shown.get(i).after();
            Fit before = was == null ? null : moment.before().fit(was);
            Fit after = moment.after().fit(is);
            addRow(
                    i + 1,
                    cell(
                            was == null || was.equals(is)
                                    ? is.text()
                                    : Messages.text("lesson.change", was.text(), is.text()),
                            "before-after-name"),
                    number(before, after, fit -> Numbers.four(fit.cosine())),
                    number(before, after, fit -> Numbers.four(fit.p())),
                    number(before, after, fit -> Integer.toString(fit.rank())));
        }
        Label entropy = cell(
                Messages.text(
                        "lesson.entropy",
                        Numbers.four(moment.before().answer().entropy()),
                        Numbers.four(moment.after().answer().entropy())),
                "before-after-name");
        add(entropy, 0, shown.size() + 1, 4, 1);
        setVisible(true);
    }

    private static Label number(@Nullable Fit before, @Nullable Fit after, Function<Fit, String> of) {
        return cell(
                Messages.text(
                        "lesson.change",
                        before == null ? "–" : of.apply(before),
                        after == null ? "–" : of.apply(after)),
                "before-after-number");
    }

    private static Label cell(String text, String styleClass) {
        Label cell = new Label(text);
        cell.getStyleClass().add(styleClass);
        boolean name = styleClass.equals("before-after-name");
        cell.setWrapText(name);
        cell.setMinWidth(name ? 0 : Region.USE_PREF_SIZE);
        cell.setMinHeight(Region.USE_PREF_SIZE);
        return cell;
    }
}
