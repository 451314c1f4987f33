// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.runs.view;

import cliplab.app.figures.ComparisonRequest;
import cliplab.app.figures.view.FigureMenus;
import cliplab.app.reports.ReportFormat;
import cliplab.app.runs.RunFormats;
import cliplab.model.run.RunLibrary;
import cliplab.model.run.RunRow;
import cliplab.viz.pane.PaneFrame;
import cliplab.viz.pane.Repainter;
import cliplab.viz.style.Palette;
import cliplab.viz.text.Messages;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.beans.Observable;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.stage.FileChooser;
import org.controlsfx.control.textfield.TextFields;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The library above, what is chosen of it compared below. FX thread only. */
final class RunsView {
    private static final double LIBRARY = 0.5;
    /** While the comparison is what counts. */
    private static final double LIBRARY_ASIDE = 0.2;

    private static final KeyCombination UNDO = KeyCombination.valueOf("Shortcut+Z");
    private static final KeyCombination SEEK = KeyCombination.valueOf("Shortcut+F");
    private static final KeyCombination LARGE = KeyCombination.valueOf("Shortcut+K");

    private final RunsModel model;
    private final RunsTable table;
    private final ComparisonView comparison;
    private final SplitPane halves = new SplitPane();
    private final ToggleButton compare = new ToggleButton(Messages.text("runs.compare"), new FontIcon(Feather.LAYERS));
    private final TextField seek = TextFields.createClearableTextField();
    private final PaneFrame frame;
    private String readout = "";
    private Set<Path> awaited = Set.of(); // to be chosen as soon as they are in the table

    RunsView(RunsModel model, Comparing comparing, RunHost host, Repainter repainter) {
        this.model = model;
        List<RunAction> uses = uses(host);
        List<RunAction> reports = reports(host);
        List<RunAction> keeping = keeping();
        table = new RunsTable(
                new RunColumns(model),
                Stream.of(uses, reports, keeping).flatMap(List::stream).toList());
        comparison = new ComparisonView(comparing, repainter, words -> {
            readout = words;
            say();
        });
        BorderPane library = new BorderPane(table);
        library.setTop(bar(uses, reports, keeping));
        library.setMinSize(0, 0);
        table.setMinSize(0, 0);
        halves.setOrientation(Orientation.VERTICAL);
        halves.getItems().addAll(library, comparison);
        halves.setDividerPositions(LIBRARY);
        halves.setMinSize(0, 0);
        frame = new PaneFrame(Messages.text("workspace.runs"), halves);
        frame.getStyleClass().add("runs");
        frame.tools().getChildren().addAll(busy(), seek(), importing());
        frame.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        model.itemsProperty().subscribe(items -> {
            table.show(items == null ? List.of() : items);
            chooseAwaited();
            say();
        });
        model.problemProperty().subscribe(_ -> say());
        table.chosenProperty().subscribe(chosen -> {
            comparing.choose(chosen);
            say();
        });
        table.getItems().addListener((Observable _) -> say());
    }

    // messages: runs.show.*
    // messages: runs.resume.*
    // messages: runs.ask.*
    private static List<RunAction> uses(RunHost host) {
        return List.of(
                new RunAction(
                        "runs.show",
                        Feather.EYE,
                        KeyCombination.valueOf("Enter"),
                        one(RunItem::isKnown),
                        runs -> host.show(runs.getFirst().folder())),
                new RunAction(
                        "runs.resume",
                        Feather.PLAY,
                        KeyCombination.valueOf("Shift+Enter"),
                        one(RunItem::isResumable),
                        runs -> host.resume(runs.getFirst().folder())),
                new RunAction(
                        "runs.ask",
                        Feather.CROSSHAIR,
                        KeyCombination.valueOf("Alt+Enter"),
                        one(RunItem::isKnown),
                        runs -> host.ask(runs.getFirst().folder())));
    }

    // messages: runs.report.*
    private static List<RunAction> reports(RunHost host) {
        return Arrays.stream(ReportFormat.values())
                .map(format -> new RunAction(
                        "runs.report." + format.name().toLowerCase(Locale.ROOT),
                        Feather.FILE_TEXT,
                        null,
                        one(RunItem::isKnown),
                        runs -> report(host, runs.getFirst(), format)))
                .toList();
    }

    // messages: runs.export.*
    // messages: runs.folder.*
    // messages: runs.delete.*
    private List<RunAction> keeping() {
        return List.of(
                new RunAction(
                        "runs.export",
                        Feather.PACKAGE,
                        KeyCombination.valueOf("Shortcut+S"),
                        one(_ -> true),
                        runs -> export(runs.getFirst())),
                new RunAction(
                        "runs.folder",
                        Feather.FOLDER,
                        null,
                        one(_ -> true),
                        runs -> model.showInFolder(runs.getFirst())),
                new RunAction(
                        "runs.delete",
                        Feather.TRASH_2,
                        KeyCombination.valueOf("Delete"),
                        runs -> !runs.isEmpty(),
                        model::delete));
    }

    private static void report(RunHost host, RunItem run, ReportFormat format) {
        host.report(run.folder(), run.row() instanceof RunRow.Writing, format);
    }

    private static Predicate<List<RunItem>> one(Predicate<RunItem> fits) {
        return runs -> runs.size() == 1 && fits.test(runs.getFirst());
    }

    private HBox bar(List<RunAction> uses, List<RunAction> reports, List<RunAction> keeping) {
        HBox bar = new HBox();
        bar.getStyleClass().add("runs-bar");
        bar.setAlignment(Pos.CENTER_LEFT);
        uses.forEach(action -> bar.getChildren().add(action.button(table.chosenProperty())));
        bar.getChildren().add(reporting(reports));
        keeping.forEach(action -> bar.getChildren().add(action.button(table.chosenProperty())));
        Label keys = new Label(Messages.text("runs.keys"));
        keys.getStyleClass().add("runs-words");
        keys.setMinWidth(0);
        keys.setMaxWidth(Double.MAX_VALUE);
        keys.setAlignment(Pos.CENTER_RIGHT);
        keys.setTooltip(new Tooltip(Messages.text("runs.keys")));
        HBox.setHgrow(keys, Priority.ALWAYS);
        compare.getStyleClass().add("small");
        compare.setTooltip(new Tooltip(Messages.text("runs.compare.tip")));
        compare.setMinWidth(Region.USE_PREF_SIZE);
        compare.selectedProperty().subscribe((_, large) -> halves.setDividerPositions(large ? LIBRARY_ASIDE : LIBRARY));
        bar.getChildren().addAll(keys, compare);
        return bar;
    }

    private MenuButton reporting(List<RunAction> formats) {
        MenuButton button = new MenuButton(Messages.text("runs.report"), new FontIcon(Feather.FILE_TEXT));
        button.getStyleClass().add("small");
        button.setTooltip(new Tooltip(Messages.text("runs.report.tip")));
        button.setAccessibleHelp(Messages.text("runs.report.tip"));
        button.setMinWidth(Region.USE_PREF_SIZE);
        formats.forEach(format -> button.getItems().add(format.item(table.chosenProperty())));
        button.disableProperty()
                .bind(table.chosenProperty()
                        .map(chosen -> !formats.getFirst().possible().test(chosen)));
        return button;
    }

    private ProgressIndicator busy() {
        ProgressIndicator busy = new ProgressIndicator();
        busy.getStyleClass().add("runs-busy");
        busy.setAccessibleText(Messages.text("runs.busy"));
        busy.visibleProperty().bind(model.busyProperty());
        busy.managedProperty().bind(model.busyProperty());
        return busy;
    }

    private TextField seek() {
        seek.setId("run-seek");
        seek.getStyleClass().add("small");
        seek.setPromptText(Messages.text("runs.seek"));
        seek.setTooltip(new Tooltip(Messages.text("runs.seek.tip")));
        seek.setAccessibleText(Messages.text("runs.seek.tip"));
        seek.setPrefColumnCount(22);
        seek.textProperty().subscribe(words -> {
            table.seek(words);
            say();
        });
        return seek;
    }

    private Button importing() {
        Button button = new Button(Messages.text("runs.import"), new FontIcon(Feather.DOWNLOAD));
        button.getStyleClass().add("small");
        button.setTooltip(new Tooltip(Messages.text("runs.import.tip")));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> {
            FileChooser chooser = new FileChooser();
            chooser.setTitle(Messages.text("runs.import.title"));
            chooser.getExtensionFilters()
                    .add(new FileChooser.ExtensionFilter(
                            Messages.text("runs.import.kinds"), "*" + RunLibrary.EXTENSION, "*.zip"));
            List<File> files = chooser.showOpenMultipleDialog(frame.getScene().getWindow());
            if (files != null) {
                model.importFrom(files.stream().map(File::toPath).toList());
            }
        });
        return button;
    }

    private void export(RunItem run) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Messages.text("runs.export.title"));
        chooser.setInitialFileName(run.folder().getFileName() + RunLibrary.EXTENSION);
        File file = chooser.showSaveDialog(frame.getScene().getWindow());
        if (file != null) {
            model.exportTo(run, file.toPath());
        }
    }

    private void key(KeyEvent key) {
        if (UNDO.match(key) && frame.getScene().getFocusOwner() instanceof Region focus && focus.equals(table)) {
            model.undo();
            key.consume();
        } else if (SEEK.match(key)) {
            seek.requestFocus();
            key.consume();
        } else if (LARGE.match(key)) {
            compare.fire();
            key.consume();
        }
    }

    private void say() {
        frame.status(readout.isEmpty() ? sentence() : readout);
        table.nothing(
                model.problemProperty().get().isEmpty()
                        ? model.itemsProperty().get() == null
                                ? Messages.text("runs.reading")
                                : model.itemsProperty().get().isEmpty()
                                        ? Messages.text("runs.empty", model.folder())
                                        : Messages.text("runs.none-found")
                        : model.problemProperty().get());
    }

    /** How the library stands, or why it cannot be read. */
    String sentence() {
        List<RunItem> all = model.itemsProperty().get();
        if (!model.problemProperty().get().isEmpty()) {
            return model.problemProperty().get();
        }
        if (all == null) {
            return Messages.text("runs.reading");
        }
        String words = Messages.text("runs.count", model.folder(), all.size());
        if (all.stream().allMatch(run -> run.bytes() >= 0)) {
            words += " "
                    + Messages.text(
                            "runs.count.size",
                            RunFormats.size(
                                    all.stream().mapToLong(RunItem::bytes).sum()));
        }
        if (table.getItems().size() < all.size()) {
            words += " " + Messages.text("runs.count.shown", table.getItems().size());
        }
        long unreadable = all.stream().filter(run -> !run.isKnown()).count();
        return unreadable == 0 ? words : words + " " + Messages.text("runs.count.unreadable", unreadable);
    }

    /** Compares these runs; those that are not in the table are left out. */
    void compare(Collection<Path> folders, ComparisonRequest request) {
        seek.clear();
        comparison.look(request);
        awaited = Set.copyOf(folders);
        if (model.itemsProperty().get() != null) {
            chooseAwaited();
        }
    }

    private void chooseAwaited() {
        if (!awaited.isEmpty()) {
            table.choose(awaited);
            awaited = Set.of();
        }
    }

    /** Gives the figures their menus. */
    void offer(FigureMenus menus) {
        comparison.offer(menus);
    }

    PaneFrame frame() {
        return frame;
    }

    void apply(Palette palette) {
        comparison.apply(palette);
    }
}
