// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.runs.view;

import cliplab.viz.text.Messages;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.controlsfx.control.tableview2.FilteredTableColumn;
import org.controlsfx.control.tableview2.FilteredTableView;
import org.jspecify.annotations.Nullable;

/**
 * The table of all runs. Others may take the place of its rows at any time: what is chosen, sorted and filtered stays, by the runs'
 * folders, and so does a cell that is being written in. FX thread only.
 */
final class RunsTable extends FilteredTableView<RunItem> {
    private final ObservableList<RunItem> sought = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<List<RunItem>> chosen = new ReadOnlyObjectWrapper<>(List.of());
    private final Label nothing = new Label();
    private List<RunItem> all = List.of();
    private Predicate<RunItem> wanted = _ -> true;
    private @Nullable List<RunItem> waiting; // for the end of an edit
    private boolean replacing;

    /** @param actions the first is also what Enter and a double click do */
    RunsTable(RunColumns columns, List<RunAction> actions) {
        setId("runs");
        setAccessibleText(Messages.text("runs.table"));
        getStyleClass().add("dense");
        nothing.setWrapText(true);
        nothing.getStyleClass().add("chart-hint");
        setPlaceholder(nothing);
        setEditable(true);
        setTableMenuButtonVisible(true);
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        getColumns().setAll(columns.all());
        configureForFiltering(this, sought);
        columns.when().setSortType(TableColumn.SortType.DESCENDING);
        getSortOrder().add(columns.when());
        setContextMenu(new ContextMenu());
        actions.forEach(action -> getContextMenu().getItems().add(action.item(chosen)));
        getSelectionModel().getSelectedItems().addListener((ListChangeListener<RunItem>) _ -> choose());
        editingCellProperty().subscribe(cell -> {
            List<RunItem> now = waiting;
            if (cell == null && now != null) {
                show(now);
            }
        });
        addEventHandler(MouseEvent.MOUSE_CLICKED, click -> {
            if (click.getButton() == MouseButton.PRIMARY
                    && click.getClickCount() == 2
                    && isRead(click.getPickResult().getIntersectedNode())) {
                actions.getFirst().run(chosen.get());
            }
        });
        addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            if (getEditingCell() != null) {
                return;
            }
            if (key.getCode() == KeyCode.F2) {
                int index = getSelectionModel().getSelectedIndex();
                if (index >= 0) {
                    scrollTo(index);
                    scrollToColumn(columns.name());
                    layout();
                    edit(index, columns.name());
                }
                key.consume();
                return;
            }
            actions.stream()
                    .filter(action ->
                            action.shortcut() != null && action.shortcut().match(key))
                    .findFirst()
                    .ifPresent(action -> {
                        action.run(chosen.get());
                        key.consume();
                    });
        });
    }

    /** Whether this is in the cell of a run, and no cell that a double click begins to write in. */
    private static boolean isRead(@Nullable Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at instanceof TableCell<?, ?> cell) {
                return !cell.isEmpty() && !cell.getTableColumn().isEditable();
            }
        }
        return false;
    }

    private void choose() {
        if (!replacing) {
            // A list in the middle of a change may hold a hole.
            chosen.set(getSelectionModel().getSelectedItems().stream()
                    .filter(Objects::nonNull)
                    .toList());
        }
    }

    /** Shows these runs instead of those before. */
    void show(Collection<RunItem> now) {
        if (getEditingCell() != null) {
            waiting = List.copyOf(now);
            return;
        }
        waiting = null;
        all = List.copyOf(now);
        fill();
    }

    private void fill() {
        // ControlsFX loses track of a row that is removed and added at once, and cannot remove it a second time.
        List<RunItem> copies = all.stream().filter(wanted).map(RunItem::copy).toList();
        keepingChosen(() -> sought.setAll(copies));
    }

    /** JavaFX itself follows what is chosen by its rows, and stumbles where several of them go. */
    private void keepingChosen(Runnable change) {
        choosing(chosen.get().stream().map(RunItem::folder).collect(Collectors.toSet()), change);
    }

    /** Chooses these runs instead of those before, and lets no filter hide them. */
    void choose(Set<Path> folders) {
        getColumns().forEach(column -> {
            if (column instanceof FilteredTableColumn<RunItem, ?> filtered) {
                filtered.setPredicate(null);
            }
        });
        choosing(folders, () -> {});
        int first = getSelectionModel().getSelectedIndex();
        if (first >= 0) {
            scrollTo(first);
        }
    }

    private void choosing(Set<Path> kept, Runnable change) {
        replacing = true;
        getSelectionModel().clearSelection();
        change.run();
        int[] rows = IntStream.range(0, getItems().size())
                .filter(i -> kept.contains(getItems().get(i).folder()))
                .toArray();
        if (rows.length > 0) {
            getSelectionModel().selectIndices(rows[0], Arrays.copyOfRange(rows, 1, rows.length));
        }
        replacing = false;
        choose();
    }

    /** Leaves only the runs in whose words all of these are found. */
    void seek(String words) {
        List<String> parts =
                Arrays.stream(words.toLowerCase(Locale.ROOT).split("\\s+")).toList();
        wanted = run -> parts.stream().allMatch(run.words()::contains);
        fill();
    }

    /** By the filters of the columns. */
    @Override
    public void filter() {
        keepingChosen(super::filter);
    }

    /** What is said where there is no run to show. */
    void nothing(String words) {
        nothing.setText(words);
    }

    /** In the order of the table. */
    ReadOnlyObjectProperty<List<RunItem>> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }
}
