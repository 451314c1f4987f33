// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.platform;

import static cliplab.viz.text.Messages.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Alert;
import javafx.scene.control.Alert.AlertType;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.Region;
import javafx.stage.Modality;
import javafx.stage.PopupWindow;
import javafx.stage.Window;
import javafx.util.Duration;
import org.controlsfx.control.Notifications;
import org.controlsfx.control.action.Action;
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
        if (owner.isShowing()) {
            note(tone, title, words).show();
        }
    }

    /**
     * As {@link #notify(Tone, String, String)}, with a button.
     *
     * @param name of the button
     * @param action once, while the note is there
     */
    public void notify(Tone tone, String title, String words, String name, Runnable action) {
        if (owner.isShowing()) {
            Action once = new Action(name, pressed -> {
                ((Action) pressed.getSource()).setDisabled(true);
                action.run();
            });
            note(tone, title, words).action(once).show();
            letKeysPass();
        }
    }

    /** The focus in a note would keep the window's own keys from it as long as the note is there; the button is for the mouse. */
    private static void letKeysPass() {
        for (Window popup : List.copyOf(Window.getWindows())) {
            Parent root = popup.getScene().getRoot();
            if (popup instanceof PopupWindow && root.lookup(".notification-bar") != null) {
                root.lookupAll(".button").forEach(button -> button.setFocusTraversable(false));
                root.requestFocus();
            }
        }
    }

    private Notifications note(Tone tone, String title, String words) {
        return Notifications.create()
                .owner(owner)
                .title(title)
                .text(wrapped(words))
                .graphic(icon(tone))
                .styleClass("cliplab-notification")
                .position(Pos.BOTTOM_RIGHT)
                .hideAfter(READING_TIME);
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

    /**
     * Offers things to do, of which the person chooses one or none.
     *
     * @param deeds by the word on the button, the likeliest first
     */
    public void offer(String title, String words, Map<String, Runnable> deeds) {
        Alert dialog = dialog(AlertType.INFORMATION, title, words, null);
        Map<ButtonType, Runnable> buttons = new LinkedHashMap<>();
        deeds.forEach((word, deed) ->
                buttons.put(new ButtonType(word, buttons.isEmpty() ? ButtonData.OK_DONE : ButtonData.OTHER), deed));
        dialog.getButtonTypes().setAll(buttons.keySet());
        dialog.getButtonTypes().add(ButtonType.CANCEL);
        for (ButtonType type : dialog.getButtonTypes()) {
            // Else each is as wide as the widest, and none is wide enough.
            Node button = dialog.getDialogPane().lookupButton(type);
            ButtonBar.setButtonUniformSize(button, false);
            ((Button) button).setMinWidth(Region.USE_PREF_SIZE);
        }
        dialog.setOnHidden(
                _ -> Optional.ofNullable(buttons.get(dialog.getResult())).ifPresent(Runnable::run));
        show(dialog);
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
