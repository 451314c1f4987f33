// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.runs.view;

import cliplab.viz.text.Messages;
import java.util.function.BiConsumer;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;
import org.jspecify.annotations.Nullable;

/**
 * Shows the first line of a note. A note may have several, for which a cell has no room: it is written in a popover beside the cell,
 * and kept when that is left, except by Escape. FX thread only.
 */
final class NoteCell extends TableCell<RunItem, String> {
    private static final KeyCombination KEEP = KeyCombination.valueOf("Shortcut+Enter");
    private static final int ROWS = 6;
    private static final int COLUMNS = 36;

    private final BiConsumer<RunItem, String> keep;
    private final Tooltip whole = new Tooltip();

    NoteCell(BiConsumer<RunItem, String> keep) {
        this.keep = keep;
        whole.setWrapText(true);
        whole.setMaxWidth(480);
    }

    @Override
    protected void updateItem(@Nullable String item, boolean empty) {
        super.updateItem(item, empty);
        String note = empty || item == null ? "" : item;
        setText(note.lines().findFirst().orElse(""));
        whole.setText(note);
        setTooltip(note.isEmpty() ? null : whole);
    }

    @Override
    public void startEdit() {
        RunItem run = getTableRow() == null ? null : getTableRow().getItem();
        if (run == null || !getTableView().isEditable()) {
            return;
        }
        getTableView().edit(-1, null); // the table itself has nothing to wait for
        TextArea text = new TextArea(run.row().notes().note());
        text.setId("run-note-text");
        text.setPrefRowCount(ROWS);
        text.setPrefColumnCount(COLUMNS);
        text.setWrapText(true);
        text.setAccessibleText(Messages.text("runs.column.note"));
        Label keys = new Label(Messages.text("runs.note.keys"));
        keys.getStyleClass().add("runs-words");
        VBox content = new VBox(text, keys);
        content.getStyleClass().add("run-note");
        PopOver popOver = new PopOver(content);
        popOver.setTitle(run.name());
        popOver.setDetachable(false);
        popOver.setArrowLocation(PopOver.ArrowLocation.TOP_RIGHT);
        boolean[] left = {false};
        text.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ESCAPE) {
                left[0] = true;
            }
            if (left[0] || KEEP.match(key)) {
                key.consume();
                popOver.hide();
            }
        });
        popOver.setOnHidden(_ -> {
            if (!left[0]) {
                keep.accept(run, text.getText());
            }
        });
        popOver.show(this);
        text.requestFocus();
        text.end();
    }
}
