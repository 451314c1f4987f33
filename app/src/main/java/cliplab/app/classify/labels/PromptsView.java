// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.labels;

import static cliplab.viz.text.Messages.text;

import cliplab.app.classify.AskedNetwork;
import cliplab.app.classify.ClassifierModel;
import cliplab.app.classify.LabelRow;
import cliplab.model.data.CaptionGrammar;
import cliplab.model.data.PromptTemplate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The prompt templates: those on offer to tick, and a field for one's own. Several ticked make an ensemble; one at least is always
 * ticked. FX thread only.
 */
public final class PromptsView extends VBox {

    private final ClassifierModel model;
    private final Set<PromptTemplate> offered = new LinkedHashSet<>();
    private final VBox list = new VBox();
    private final TextField own = new TextField();
    private final Label problem = line("prompt-problem");
    private final Label example = line("prompt-example");

    public PromptsView(ClassifierModel model) {
        this.model = model;
        getStyleClass().add("prompts-view");
        offered.add(PromptTemplate.BARE);
        offered.addAll(CaptionGrammar.TEMPLATES);
        list.getStyleClass().add("prompt-list");
        ScrollPane scroll = new ScrollPane(list);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().add("prompt-scroll");
        scroll.setMinHeight(0);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(ownRow(), problem, scroll, example);
        model.templates().subscribe(this::refill);
        model.networkProperty().subscribe(_ -> refill());
        model.chosenLabelProperty().subscribe(_ -> fill());
        model.labels().subscribe(this::fill);
        refill();
    }

    private static Label line(String styleClass) {
        Label line = new Label();
        line.getStyleClass().add(styleClass);
        line.setWrapText(true);
        line.setMinHeight(Region.USE_PREF_SIZE);
        line.managedProperty().bind(line.textProperty().isNotEmpty());
        return line;
    }

    private HBox ownRow() {
        String tip = text("classify.prompts.own.tip");
        own.setPromptText(text("classify.prompts.own"));
        own.setTooltip(new Tooltip(tip));
        own.setAccessibleText(tip);
        own.setMinWidth(0);
        own.setOnAction(_ -> add(own.getText()));
        own.textProperty().subscribe(_ -> problem.setText(""));
        HBox.setHgrow(own, Priority.ALWAYS);
        Button add = icon(Feather.PLUS, text("classify.prompts.add"));
        add.setOnAction(_ -> add(own.getText()));
        HBox row = new HBox(own, add);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("prompt-row");
        return row;
    }

    private static Button icon(Feather feather, String tip) {
        Button button = new Button();
        button.setGraphic(new FontIcon(feather));
        button.getStyleClass().addAll("button-icon", "flat", "label-button");
        button.setTooltip(new Tooltip(tip));
        button.setAccessibleText(tip);
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    /** Puts a template in use: in place of the only one ticked, or beside several. A bad one changes nothing. */
    void add(String written) {
        PromptTemplate template;
        try {
            template = new PromptTemplate(written.strip());
        } catch (IllegalArgumentException e) {
            problem.setText(
                    written.contains("|") ? text("classify.prompts.bar") : text("classify.prompts.place", current()));
            return;
        }
        own.clear();
        offered.add(template);
        if (model.templates().size() == 1) {
            model.templates().setAll(List.of(template));
        } else if (!model.templates().contains(template)) {
            model.templates().add(template);
        }
    }

    private String current() {
        return model.templates().isEmpty() ? "" : model.templates().getFirst().text();
    }

    private void tick(CheckBox box, PromptTemplate template) {
        if (box.isSelected()) {
            if (!model.templates().contains(template)) {
                model.templates().add(template);
            }
        } else if (model.templates().size() > 1) {
            model.templates().remove(template);
        } else {
            box.setSelected(true);
            problem.setText(text("classify.prompts.one"));
        }
    }

    private void remove(PromptTemplate template) {
        if (model.templates().equals(List.of(template))) {
            problem.setText(text("classify.prompts.one"));
            return;
        }
        offered.remove(template);
        model.templates().remove(template);
        refill();
    }

    /** Ticks follow the model, whoever changed it. */
    private void refill() {
        problem.setText("");
        if (offered.addAll(model.templates()) || list.getChildren().size() != offered.size() || isOutdated()) {
            list.getChildren().setAll(offered.stream().map(Line::new).toList());
        }
        list.getChildren().forEach(line -> ((Line) line).tick());
        fill();
    }

    private boolean isOutdated() {
        return list.getChildren().stream().anyMatch(line -> !((Line) line).isUpToDate());
    }

    /** The label in the templates, as it is put to the network. */
    private void fill() {
        LabelRow chosen = model.chosenLabelProperty().get();
        String label = chosen != null && !chosen.text().isBlank()
                ? chosen.text()
                : model.labels().isEmpty() ? "" : model.labels().getFirst().text();
        String filled = model.templates().stream()
                .map(template -> text("classify.answer.quoted", template.fill(label)))
                .collect(Collectors.joining(" · "));
        int count = model.templates().size();
        example.setText(
                count == 1
                        ? text("classify.prompts.example", filled)
                        : text("classify.prompts.ensemble", count, filled));
    }

    /** What is said beside the field; empty where all is well. */
    String problem() {
        return problem.getText();
    }

    String example() {
        return example.getText();
    }

    private List<String> unknown(PromptTemplate template) {
        AskedNetwork network = model.networkProperty().getValue();
        return network == null
                ? List.of()
                : LabelWords.unknownIn(template, network.data().tokenizer());
    }

    /** One template on offer. */
    private final class Line extends HBox {
        private final PromptTemplate template;
        private final List<String> unknown;
        private final CheckBox box = new CheckBox();

        Line(PromptTemplate template) {
            this.template = template;
            unknown = unknown(template);
            getStyleClass().add("prompt-row");
            setAlignment(Pos.CENTER_LEFT);
            box.setText(template.equals(PromptTemplate.BARE) ? text("classify.prompts.bare") : template.text());
            box.setTooltip(new Tooltip(text("classify.prompts.tick")));
            box.setAccessibleText(box.getText());
            box.setMnemonicParsing(false);
            box.setMinWidth(USE_PREF_SIZE);
            box.setOnAction(_ -> PromptsView.this.tick(box, template));
            getChildren().add(box);
            if (!unknown.isEmpty()) {
                String named = text("classify.labels.unknown", String.join(", ", unknown));
                Label mark = new Label(named);
                mark.getStyleClass().add("word-note");
                mark.setTooltip(new Tooltip(text("classify.prompts.unknown.tip", named)));
                getChildren().add(mark);
            }
            if (!template.equals(PromptTemplate.BARE) && !CaptionGrammar.TEMPLATES.contains(template)) {
                Region gap = new Region();
                HBox.setHgrow(gap, Priority.ALWAYS);
                Button remove = icon(Feather.X, text("classify.prompts.remove"));
                remove.setOnAction(_ -> remove(template));
                getChildren().addAll(gap, remove);
            }
        }

        boolean isUpToDate() {
            return unknown.equals(unknown(template));
        }

        void tick() {
            box.setSelected(model.templates().contains(template));
        }
    }
}
