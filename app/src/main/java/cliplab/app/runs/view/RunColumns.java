// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.runs.view;

import cliplab.app.runs.RunFormats;
import cliplab.viz.text.Messages;
import cliplab.viz.text.Numbers;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.Tooltip;
import javafx.scene.control.cell.TextFieldTableCell;
import javafx.util.StringConverter;
import javafx.util.converter.DefaultStringConverter;
import org.controlsfx.control.tableview2.FilteredTableColumn;
import org.controlsfx.control.tableview2.filter.popupfilter.PopupFilter;
import org.controlsfx.control.tableview2.filter.popupfilter.PopupNumberFilter;
import org.controlsfx.control.tableview2.filter.popupfilter.PopupStringFilter;
import org.jspecify.annotations.Nullable;

/** The columns of the table of runs, each with a filter of its own. FX thread only. */
final class RunColumns {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    private static final double MIB = 1 << 20;
    private static final PseudoClass UNREADABLE = PseudoClass.getPseudoClass("unreadable");

    private final FilteredTableColumn<RunItem, String> name = text("runs.column.name", 180, RunItem::name);
    private final FilteredTableColumn<RunItem, Instant> when;
    private final List<FilteredTableColumn<RunItem, ?>> all;

    RunColumns(RunsModel model) {
        name.setId("run-name");
        editable(name, model::rename);
        FilteredTableColumn<RunItem, String> changed = text("runs.column.changed", 170, RunItem::changed);
        changed.setId("run-changed");
        FilteredTableColumn<RunItem, String> tags = text("runs.column.tags", 90, RunItem::tags);
        tags.setId("run-tags");
        editable(tags, model::tag);
        FilteredTableColumn<RunItem, String> note =
                text("runs.column.note", 130, item -> item.row().notes().note());
        note.setId("run-note");
        note.setCellFactory(_ -> new NoteCell(model::note));
        note.setEditable(true);
        FilteredTableColumn<RunItem, Integer> epochs =
                number("runs.column.epochs", 84, RunItem::epochs, RunItem::epochWords);
        when = shown("runs.column.when", 132, RunItem::created, item -> when(item.created()));
        PopupStringFilter<RunItem, Instant> whenFilter = new PopupStringFilter<>(when);
        whenFilter.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Instant instant) {
                return when(instant);
            }

            @Override
            public Instant fromString(String text) {
                throw new UnsupportedOperationException("only compared");
            }
        });
        filtered(when, whenFilter);
        all = List.of(
                name,
                text("runs.column.state", 112, RunItem::state),
                text("runs.column.preset", 92, RunItem::preset),
                changed,
                number("runs.column.seed", 68, RunItem::seed, item -> words(item.seed())),
                epochs,
                number("runs.column.accuracy", 94, item -> percent(item.accuracy()), item -> share(item.accuracy())),
                number(
                        "runs.column.best",
                        76,
                        item -> percent(item.bestAccuracy()),
                        item -> share(item.bestAccuracy())),
                number("runs.column.loss", 74, RunItem::loss, item -> loss(item.loss())),
                number("runs.column.time", 74, RunItem::seconds, item -> time(item.seconds())),
                when,
                number("runs.column.size", 80, item -> mebibytes(item.size()), item -> size(item.size())),
                note,
                tags);
    }

    List<FilteredTableColumn<RunItem, ?>> all() {
        return all;
    }

    TableColumn<RunItem, String> name() {
        return name;
    }

    TableColumn<RunItem, Instant> when() {
        return when;
    }

    // messages: runs.column.*
    private static FilteredTableColumn<RunItem, String> text(
            String key, double width, Function<RunItem, String> value) {
        FilteredTableColumn<RunItem, String> column = shown(key, width, value, value);
        column.setComparator(String.CASE_INSENSITIVE_ORDER);
        filtered(column, new PopupStringFilter<>(column));
        return column;
    }

    private static <T extends Number & Comparable<T>> FilteredTableColumn<RunItem, T> number(
            String key, double width, Function<RunItem, @Nullable T> value, Function<RunItem, String> words) {
        FilteredTableColumn<RunItem, T> column = shown(key, width, value, words);
        column.getStyleClass().add("run-number");
        filtered(column, new PopupNumberFilter<>(column));
        return column;
    }

    /** What is not known comes last, whichever way the rest is sorted. */
    private static <T extends Comparable<? super T>> FilteredTableColumn<RunItem, T> shown(
            String key, double width, Function<RunItem, ? extends @Nullable T> value, Function<RunItem, String> words) {
        FilteredTableColumn<RunItem, T> column = new FilteredTableColumn<>(Messages.text(key));
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(value.apply(cell.getValue())));
        column.setComparator((a, b) -> column.getSortType() == TableColumn.SortType.ASCENDING
                ? Comparator.nullsLast(Comparator.<T>naturalOrder()).compare(a, b)
                : Comparator.nullsFirst(Comparator.<T>naturalOrder()).compare(a, b));
        column.setCellFactory(_ -> new WordsCell<>(words));
        column.setPrefWidth(width);
        column.setEditable(false);
        return column;
    }

    private static <T> void filtered(FilteredTableColumn<RunItem, T> column, PopupFilter<RunItem, T> filter) {
        column.setOnFilterAction(_ -> filter.showPopup());
    }

    private static void editable(FilteredTableColumn<RunItem, String> column, BiConsumer<RunItem, String> commit) {
        column.setCellFactory(_ -> new TextFieldTableCell<>(new DefaultStringConverter()));
        column.setEditable(true);
        column.setOnEditCommit(edit -> {
            if (edit.getRowValue() != null) {
                commit.accept(edit.getRowValue(), edit.getNewValue());
            }
        });
    }

    /** As it is filtered by. */
    private static @Nullable Double percent(@Nullable Double share) {
        return share == null ? null : 100 * share;
    }

    private static @Nullable Double mebibytes(@Nullable Long bytes) {
        return bytes == null ? null : bytes / MIB;
    }

    private static String words(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static String share(@Nullable Double value) {
        return value == null ? "" : Numbers.percent(value);
    }

    private static String loss(@Nullable Double value) {
        return value == null ? "" : Numbers.three(value);
    }

    private static String time(@Nullable Double value) {
        return value == null ? "" : RunFormats.time(value);
    }

    private static String when(@Nullable Instant value) {
        return value == null ? "" : WHEN.format(value.atZone(ZoneId.systemDefault()));
    }

    private static String size(@Nullable Long value) {
        return value == null ? "" : RunFormats.size(value);
    }

    /** Shows what a run is in words; the whole of it in a tip. */
    private static final class WordsCell<T> extends TableCell<RunItem, T> {
        private final Function<RunItem, String> words;
        private final Tooltip whole = new Tooltip();

        WordsCell(Function<RunItem, String> words) {
            this.words = words;
            whole.setWrapText(true);
            whole.setMaxWidth(480);
            setAlignment(Pos.CENTER_LEFT);
        }

        @Override
        protected void updateItem(@Nullable T item, boolean empty) {
            super.updateItem(item, empty);
            RunItem run = empty ? null : getTableRow().getItem();
            String text = run == null ? "" : words.apply(run);
            setText(text);
            pseudoClassStateChanged(UNREADABLE, run != null && !run.isKnown());
            whole.setText(text);
            setTooltip(text.isEmpty() ? null : whole);
        }
    }
}
