// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.sweeps.view;

import static cliplab.app.sweeps.view.SweepControls.button;
import static cliplab.app.sweeps.view.SweepControls.explain;
import static cliplab.app.sweeps.view.SweepControls.named;
import static cliplab.app.sweeps.view.SweepControls.words;

import cliplab.app.figures.SweepFigures;
import cliplab.app.sweeps.SweepSetting;
import cliplab.viz.text.Messages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** What is to be varied, how many runs that makes, and the button that queues them. FX thread only. */
final class SweepChoicesView {
    private final Region node;

    SweepChoicesView(SweepsViewModel model) {
        node = box(model);
    }

    Region node() {
        return node;
    }

    private static Region box(SweepsViewModel model) {
        SweepChoices choices = model.choices();
        ChoiceBox<SweepSetting> first = new ChoiceBox<>();
        first.getItems().setAll(SweepSetting.values());
        first.valueProperty().bindBidirectional(choices.firstProperty());
        first.setConverter(names());
        ChoiceBox<@Nullable SweepSetting> second = new ChoiceBox<>();
        List<@Nullable SweepSetting> settings = new ArrayList<>(Arrays.asList(SweepSetting.values()));
        settings.addFirst(null);
        second.getItems().setAll(settings);
        second.valueProperty().bindBidirectional(choices.secondProperty());
        second.setConverter(names());
        TextField firstValues = field(choices.firstValuesProperty(), "sweep.values");
        TextField secondValues = field(choices.secondValuesProperty(), "sweep.values");
        secondValues.disableProperty().bind(choices.secondProperty().isNull());
        TextField seeds = field(choices.seedsProperty(), "sweep.seeds");
        GridPane grid = new GridPane();
        grid.getStyleClass().add("sweep-plan");
        grid.addRow(0, named("sweep.first", first), first, firstValues);
        grid.addRow(1, named("sweep.second", second), second, secondValues);
        Label shared = words("sweep-hint");
        shared.setText(Messages.text("sweep.shared"));
        grid.addRow(2, named("sweep.seeds", seeds), seeds, shared);
        GridPane.setHgrow(firstValues, Priority.ALWAYS);
        for (ChoiceBox<?> choice : List.of(first, second)) {
            choice.setMaxWidth(Double.MAX_VALUE);
        }
        Button add = button("sweep.add", model::add);
        add.disableProperty().bind(choices.planProperty().isNull().or(model.awaitedProperty()));
        Button measure = button("sweep.measure", choices::measure);
        measure.visibleProperty().bind(choices.unmeasuredProperty());
        measure.managedProperty().bind(measure.visibleProperty());
        measure.disableProperty().bind(choices.measuringProperty());
        Label summary = words("sweep-words");
        summary.textProperty()
                .bind(Bindings.when(model.awaitedProperty())
                        .then(Messages.text("sweep.awaited"))
                        .otherwise(choices.summaryProperty()));
        Label problem = words("sweep-problem");
        problem.textProperty().bind(choices.problemProperty());
        problem.visibleProperty().bind(choices.problemProperty().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());
        HBox line = new HBox(add, measure, problem, summary);
        line.getStyleClass().add("sweep-line");
        VBox box = new VBox(grid, line);
        box.getStyleClass().add("sweep-box");
        return box;
    }

    private static <T extends @Nullable SweepSetting> StringConverter<T> names() {
        return new StringConverter<>() {
            @Override
            public String toString(T setting) {
                return setting == null ? Messages.text("sweep.second.none") : SweepFigures.name(setting);
            }

            @Override
            public T fromString(String text) {
                throw new UnsupportedOperationException("only chosen");
            }
        };
    }

    private static TextField field(StringProperty text, String key) {
        TextField field = new TextField();
        field.textProperty().bindBidirectional(text);
        explain(field, key);
        return field;
    }
}
