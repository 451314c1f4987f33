// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training.setup;

import cliplab.model.data.CaptionGrammar;
import cliplab.model.data.PromptTemplate;
import cliplab.viz.text.Messages;
import java.util.List;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.controlsfx.control.CheckComboBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The templates of evaluation: those of the grammar to tick, and a field for one's own. */
final class EvaluationPrompts extends VBox {
    private final SetupModel model;
    private final CheckComboBox<PromptTemplate> templates = new CheckComboBox<>();
    private final TextField own = new TextField();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private boolean following;

    EvaluationPrompts(SetupModel model) {
        this.model = model;
        getStyleClass().add("setup-editors");
        Control<List<PromptTemplate>> control = model.controls().evaluationTemplates;
        templates.setId(control.id());
        templates.setMaxWidth(Double.MAX_VALUE);
        templates.setMinWidth(0);
        templates.setPrefWidth(0);
        templates.setTooltip(new Tooltip(control.tooltip()));
        templates.setAccessibleText(control.label());
        templates.setConverter(new StringConverter<>() {
            @Override
            public String toString(PromptTemplate template) {
                return template.text();
            }

            @Override
            public PromptTemplate fromString(String text) {
                return new PromptTemplate(text);
            }
        });
        templates.getItems().setAll(CaptionGrammar.TEMPLATES);
        follow(control.get());
        control.valueProperty().addListener((_, _, chosen) -> follow(chosen));
        templates.getCheckModel().getCheckedItems().addListener((ListChangeListener<PromptTemplate>) _ -> ticked());
        getChildren().addAll(templates, ownRow(), ControlRow.line("setup-problem", problem.getReadOnlyProperty()));
        Marks.show(own, problem);
    }

    private HBox ownRow() {
        own.setId("evaluation-own");
        own.setPromptText(Messages.text("setup.evaluation.add"));
        own.setTooltip(new Tooltip(Messages.text("setup.evaluation.add.tip")));
        own.setAccessibleText(Messages.text("setup.evaluation.add.tip"));
        own.setMinWidth(0);
        own.setOnAction(_ -> add());
        own.textProperty().addListener((_, _, _) -> problem.set(""));
        HBox.setHgrow(own, Priority.ALWAYS);
        Button add = new Button();
        add.setGraphic(new FontIcon(Feather.PLUS));
        add.getStyleClass().addAll("button-icon", "flat");
        add.setTooltip(new Tooltip(Messages.text("setup.evaluation.add.button")));
        add.setAccessibleText(Messages.text("setup.evaluation.add.button"));
        add.setMinWidth(Region.USE_PREF_SIZE);
        add.setOnAction(_ -> add());
        HBox row = new HBox(own, add);
        row.getStyleClass().add("setup-line");
        return row;
    }

    private void add() {
        String text = own.getText();
        if (text.isBlank()) {
            return;
        }
        String found = model.addEvaluationTemplate(text).orElse("");
        if (found.isEmpty()) {
            own.clear();
        }
        problem.set(found);
    }

    private void ticked() {
        if (!following) {
            following = true;
            model.controls()
                    .evaluationTemplates
                    .set(templates.getItems().stream()
                            .filter(templates.getCheckModel()::isChecked)
                            .toList());
            following = false;
        }
    }

    private void follow(List<PromptTemplate> chosen) {
        if (following) {
            return;
        }
        following = true;
        for (PromptTemplate template : chosen) {
            if (!templates.getItems().contains(template)) {
                templates.getItems().add(template);
            }
        }
        templates.getCheckModel().clearChecks();
        chosen.forEach(templates.getCheckModel()::check);
        following = false;
    }
}
