// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.tools;

import cliplab.model.data.PairDataset;
import cliplab.model.data.PromptTemplate;
import cliplab.viz.text.Messages;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A set of templates, one a line, to be written or taken from those a run declared. FX thread only. */
final class TemplateEditor extends VBox {
    private static final int LINES = 2;

    private final TextArea text = new TextArea();
    private final MenuButton offers = new MenuButton(Messages.text("compare.offer"));
    private final Label problem = Lines.words("tool-problem");
    private final Label notRead = Lines.words("tool-hint");
    private final ReadOnlyObjectWrapper<List<PromptTemplate>> templates = new ReadOnlyObjectWrapper<>(List.of());
    private final Supplier<List<PromptTemplate>> inUse;
    private @Nullable PairDataset data;

    /**
     * @param name of the set, such as "A"
     * @param inUse the templates of the classifier
     */
    TemplateEditor(String name, List<PromptTemplate> first, Supplier<List<PromptTemplate>> inUse) {
        this.inUse = inUse;
        getStyleClass().add("template-editor");
        Label heading = Lines.heading(Messages.text("compare.set", name));
        heading.setLabelFor(text);
        offers.setTooltip(new Tooltip(Messages.text("compare.offer.tip")));
        offers.setAccessibleText(Messages.text("compare.offer.tip"));
        offers.getStyleClass().add("small");
        offers.setMinWidth(Region.USE_PREF_SIZE);
        text.setId("templates-" + name);
        text.setPrefRowCount(LINES);
        text.setPrefColumnCount(10);
        text.setMinWidth(0);
        text.setTooltip(new Tooltip(Messages.text("compare.set.tip")));
        text.setAccessibleText(Messages.text("compare.set", name));
        text.textProperty().subscribe(_ -> read());
        Region spacer = new Region();
        HBox.setHgrow(spacer, Priority.ALWAYS);
        getChildren().addAll(Lines.line(heading, spacer, offers), text, problem, notRead);
        put(first);
    }

    /** Those written, each once; empty while one of them is wrong. */
    ReadOnlyObjectProperty<List<PromptTemplate>> templatesProperty() {
        return templates.getReadOnlyProperty();
    }

    void put(List<PromptTemplate> chosen) {
        text.setText(chosen.stream().map(PromptTemplate::text).collect(Collectors.joining("\n")));
    }

    /** The run whose templates are offered and whose words are known; null for none. */
    void of(@Nullable PairDataset run) {
        data = run;
        offers.getItems().clear();
        offers.getItems()
                .addAll(
                        item(Messages.text("compare.offer.bare"), () -> put(List.of(PromptTemplate.BARE))),
                        item(Messages.text("compare.offer.use"), () -> put(inUse.get())));
        if (run != null) {
            offers.getItems()
                    .addAll(
                            item(
                                    Messages.text(
                                            "compare.offer.all", run.templates().size()),
                                    () -> put(run.templates())),
                            new SeparatorMenuItem());
            run.templates().forEach(one -> offers.getItems().add(item(one.text(), () -> add(one))));
        }
        read();
    }

    private static MenuItem item(String name, Runnable action) {
        MenuItem item = new MenuItem(name);
        item.setMnemonicParsing(false);
        item.setOnAction(_ -> action.run());
        return item;
    }

    private void add(PromptTemplate one) {
        String now = text.getText().stripTrailing();
        text.setText(now.isEmpty() ? one.text() : now + "\n" + one.text());
    }

    private void read() {
        List<String> lines = text.getText()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .distinct()
                .toList();
        String wrong = lines.stream().filter(line -> !fits(line)).findFirst().orElse(null);
        if (wrong != null) {
            problem.setText(Messages.text("compare.wrong", wrong));
        } else {
            problem.setText(lines.isEmpty() ? Messages.text("compare.none") : "");
        }
        templates.set(wrong == null ? lines.stream().map(PromptTemplate::new).toList() : List.of());
        PairDataset run = data;
        notRead.setText(run == null ? "" : notRead(run));
    }

    /** What of the templates does not reach the network. */
    private String notRead(PairDataset run) {
        List<String> unknown = templates.get().stream()
                .flatMap(template -> run.tokenizer().tokenize(template.fill("")).unknown().stream())
                .distinct()
                .toList();
        List<String> cut = templates.get().stream()
                .filter(template -> run.evaluation().subjects().stream()
                        .anyMatch(name -> !run.tokenizer()
                                .tokenize(template.fill(name))
                                .cut()
                                .isEmpty()))
                .map(PromptTemplate::text)
                .toList();
        return (unknown.isEmpty() ? "" : Messages.text("compare.unknown", String.join(", ", unknown)))
                + (cut.isEmpty()
                        ? ""
                        : Messages.text(
                                "compare.cut", cut.getFirst(), run.tokenizer().contextLength() - 1));
    }

    private static boolean fits(String line) {
        int place = line.indexOf(PromptTemplate.PLACE);
        return place >= 0 && line.indexOf(PromptTemplate.PLACE, place + 1) < 0 && !line.contains("|");
    }
}
