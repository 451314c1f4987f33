// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.platform;

import static cliplab.viz.text.Messages.text;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Alert;
import javafx.scene.control.Alert.AlertType;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.Modality;
import javafx.stage.Window;
import javafx.util.Duration;
import org.controlsfx.control.Notifications;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Tells a person things: a notification for what can be mended, a dialog with details for what cannot. FX thread only. */
public final class DialogService {
    private static final Duration READING_TIME = Duration.seconds(8);
    /** In characters. */
    private static final int LINE = 72;

    private static final int DETAIL_ROWS = 14;
    private static final int DETAIL_COLUMNS = 80;

    /** How a notification looks. */
    public enum Tone {
        INFO,
        GOOD,
        WARNING,
        BAD
    }

    private final Window owner;

    public DialogService(Window owner) {
        this.owner = owner;
    }

    /** A note in the window's lower right corner that goes by itself. */
    public void notify(Tone tone, String title, String words) {
        if (!owner.isShowing()) {
            return;
        }
        Notifications.create()
                .owner(owner)
                .title(title)
                .text(wrapped(words))
                .graphic(icon(tone))
                .styleClass("cliplab-notification")
                .position(Pos.BOTTOM_RIGHT)
                .hideAfter(READING_TIME)
                .show();
    }

    /** A notification is as wide as its longest line. */
    static String wrapped(String words) {
        StringBuilder lines = new StringBuilder();
        int length = 0;
        for (String word : words.split(" ", -1)) {
            boolean breaks = length > 0 && length + word.length() > LINE;
            if (!lines.isEmpty()) {
                lines.append(breaks ? '\n' : ' ');
            }
            lines.append(word);
            int end = word.lastIndexOf('\n');
            length = end >= 0 ? word.length() - end : (breaks ? 0 : length) + word.length() + 1;
        }
        return lines.toString();
    }

    private static Node icon(Tone tone) {
        FontIcon icon = new FontIcon(
                switch (tone) {
                    case INFO -> Feather.INFO;
                    case GOOD -> Feather.CHECK_CIRCLE;
                    case WARNING -> Feather.ALERT_TRIANGLE;
                    case BAD -> Feather.ALERT_OCTAGON;
                });
        icon.getStyleClass()
                .add(
                        switch (tone) {
                            case INFO -> "accent";
                            case GOOD -> "success";
                            case WARNING -> "warning";
                            case BAD -> "danger";
                        });
        return icon;
    }

    /** A dialog that does not hold up the program. */
    public void info(String title, String words) {
        show(dialog(AlertType.INFORMATION, title, words, null));
    }

    /**
     * As {@link #info}, for what went wrong.
     *
     * @param details shown on demand and copied by a button; null for none
     */
    public void error(String title, String words, @Nullable String details) {
        show(dialog(AlertType.ERROR, title, words, details));
    }

    /** Nothing appears any more once the window is closed. */
    private void show(Alert dialog) {
        if (owner.isShowing()) {
            dialog.show();
        }
    }

    Alert dialog(AlertType type, String title, String words, @Nullable String details) {
        Alert dialog = new Alert(type, words, ButtonType.CLOSE);
        dialog.initOwner(owner);
        dialog.initModality(Modality.WINDOW_MODAL);
        dialog.setTitle(text("window.title"));
        dialog.setHeaderText(title);
        dialog.setGraphic(icon(type == AlertType.ERROR ? Tone.BAD : Tone.INFO));
        dialog.setResizable(true);
        if (details != null) {
            ButtonType copy = new ButtonType(text("dialog.copy"), ButtonData.LEFT);
            dialog.getButtonTypes().addFirst(copy);
            TextArea area = new TextArea(details);
            area.setEditable(false);
            area.setPrefRowCount(DETAIL_ROWS);
            area.setPrefColumnCount(DETAIL_COLUMNS);
            area.getStyleClass().add("details");
            area.setAccessibleText(text("dialog.details"));
            dialog.getDialogPane().setExpandableContent(area);
            Button button = (Button) dialog.getDialogPane().lookupButton(copy);
            button.addEventFilter(javafx.event.ActionEvent.ACTION, event -> {
                copy(title + "\n" + words + "\n\n" + details);
                event.consume(); // the dialog stays
            });
        }
        return dialog;
    }

    /** Puts text on the clipboard. */
    public void copy(String words) {
        ClipboardContent content = new ClipboardContent();
        content.putString(words);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
