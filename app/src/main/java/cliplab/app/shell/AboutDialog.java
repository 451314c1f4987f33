// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.shell;

import cliplab.app.AppContext;
import cliplab.app.notices.Notices;
import cliplab.app.notices.Work;
import cliplab.app.runs.Version;
import cliplab.model.runtime.EngineStart;
import cliplab.viz.text.Messages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;
import org.jspecify.annotations.Nullable;

/** What this is, on what it stands, and whose work goes along. A worker reads the notices. FX thread only. */
final class AboutDialog {
    private static final double WIDTH = 940;
    private static final double HEIGHT = 600;
    private static final double LIST_SHARE = 0.31;

    private final AppContext context;
    private final Dialog<ButtonType> dialog = new Dialog<>();
    private final GridPane versions = new GridPane();
    private final ObservableList<Work> works = FXCollections.observableArrayList();
    private final FilteredList<Work> found = new FilteredList<>(works);
    private final ListView<Work> list = new ListView<>(found);
    private final TextArea notice = new TextArea();
    private final TextField search = new TextField();
    private final Label count = new Label();
    private Map<String, String> known = Map.of();
    private @Nullable Notices notices;

    /** What a worker finds out. */
    private record Facts(Notices notices, String engine) {}

    AboutDialog(AppContext context) {
        this.context = context;
        ButtonType copy = new ButtonType(Messages.text("about.copy"), ButtonData.LEFT);
        dialog.initOwner(context.stage());
        dialog.initModality(Modality.WINDOW_MODAL);
        dialog.setTitle(Messages.text("menu.about"));
        dialog.setResizable(true);
        dialog.getDialogPane().getButtonTypes().addAll(copy, ButtonType.CLOSE);
        dialog.getDialogPane().setContent(content());
        dialog.getDialogPane().getStyleClass().add("about-pane"); // the theme keeps dialogs narrow
        dialog.getDialogPane().setPrefSize(WIDTH, HEIGHT);
        Node button = dialog.getDialogPane().lookupButton(copy);
        Tooltip.install(button, new Tooltip(Messages.text("about.copy.tip")));
        button.addEventFilter(ActionEvent.ACTION, event -> {
            context.dialogs()
                    .copy(known.entrySet().stream()
                            .map(line -> line.getKey() + " " + line.getValue())
                            .collect(Collectors.joining("\n")));
            event.consume(); // the dialog stays
        });
        list.getSelectionModel().selectedItemProperty().subscribe(this::tell);
        search.textProperty().subscribe(this::filter);
        say(Messages.text("about.engine.none"));
    }

    void show() {
        boolean started = !context.training().deviceProperty().get().isEmpty();
        context.tasks()
                .submit(
                        "about",
                        () -> new Facts(
                                Notices.read(), started ? EngineStart.describe() : Messages.text("about.engine.none")),
                        this::tell,
                        error -> notice.setText(Messages.text("about.unreadable", error.toString())));
        dialog.show();
        search.requestFocus();
    }

    private Node content() {
        versions.getStyleClass().add("about-versions");
        Label words = new Label(Messages.text("about"));
        words.setWrapText(true);
        words.setMinHeight(Region.USE_PREF_SIZE);
        Label heading = new Label(Messages.text("about.works"));
        heading.getStyleClass().add("about-heading");
        count.getStyleClass().add("about-count");
        search.setPromptText(Messages.text("about.search"));
        search.setAccessibleText(Messages.text("about.search"));
        search.setTooltip(new Tooltip(Messages.text("about.search.tip")));
        HBox.setHgrow(search, Priority.ALWAYS);
        HBox line = new HBox(heading, count, search);
        line.getStyleClass().add("about-line");

        list.setAccessibleText(Messages.text("about.works"));
        list.setTooltip(new Tooltip(Messages.text("about.list.tip")));
        list.setPlaceholder(new Label(Messages.text("about.none")));
        list.setCellFactory(_ -> new Cell());
        notice.setEditable(false);
        notice.setAccessibleText(Messages.text("about.notice.tip"));
        notice.setTooltip(new Tooltip(Messages.text("about.notice.tip")));
        notice.getStyleClass().add("about-notice");
        notice.setWrapText(true);
        SplitPane reading = new SplitPane(list, notice);
        reading.setDividerPositions(LIST_SHARE);
        VBox.setVgrow(reading, Priority.ALWAYS);

        VBox content = new VBox(words, versions, line, reading);
        content.getStyleClass().add("about-dialog");
        return content;
    }

    private void tell(Facts facts) {
        notices = facts.notices();
        works.setAll(facts.notices().works());
        say(facts.engine());
        filter(search.getText());
    }

    /** The versions, in one line each of two columns. */
    private void say(String engine) {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put(Messages.text("about.program"), Version.program());
        lines.put(Messages.text("about.engine"), engine);
        lines.put(Messages.text("about.java"), Runtime.version().toString());
        lines.put(Messages.text("about.javafx"), System.getProperty("javafx.runtime.version", ""));
        lines.put(
                Messages.text("about.system"),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
        known = lines;
        versions.getChildren().clear();
        int row = 0;
        for (Map.Entry<String, String> line : lines.entrySet()) {
            Label name = new Label(line.getKey());
            name.getStyleClass().add("about-name");
            versions.addRow(row++, name, new Label(line.getValue()));
        }
    }

    private void filter(String words) {
        List<String> sought = List.of(words.toLowerCase(Locale.ROOT).strip().split("\\s+"));
        found.setPredicate(work -> {
            String text = (work.title() + " " + work.licence()).toLowerCase(Locale.ROOT);
            return sought.stream().allMatch(text::contains);
        });
        count.setText(works.isEmpty() ? "" : Messages.text("about.count", found.size(), works.size()));
        if (list.getSelectionModel().getSelectedItem() == null) {
            list.getSelectionModel().selectFirst();
        }
    }

    private void tell(@Nullable Work work) {
        Notices all = notices;
        if (all == null || work == null) {
            notice.clear();
            return;
        }
        context.tasks().submit("about-work", () -> text(all, work), notice::setText, context.errors()::report);
    }

    private static String text(Notices all, Work work) {
        StringBuilder text = new StringBuilder();
        text.append(work.title())
                .append('\n')
                .append(work.licence())
                .append('\n')
                .append(work.address());
        String notice = all.notice(work);
        if (!notice.isEmpty()) {
            text.append("\n\n").append(notice);
        }
        work.licences()
                .forEach(id -> text.append("\n\n\n").append(all.licence(id).strip()));
        return text.append('\n').toString();
    }

    /** Name above, licence below. */
    private static final class Cell extends ListCell<Work> {
        @Override
        protected void updateItem(@Nullable Work work, boolean empty) {
            super.updateItem(work, empty);
            if (empty || work == null) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            Label licence = new Label(work.licence());
            licence.getStyleClass().add("about-licence");
            setGraphic(new VBox(new Label(work.title()), licence));
            setAccessibleText(work.title() + ", " + work.licence());
        }
    }
}
