// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training.setup;

import cliplab.viz.text.Messages;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** A setup as a whole: back to the Reference preset, out as a command line, in from one. */
final class CommandBar extends VBox {
    private final SetupModel model;
    private final ReadOnlyStringWrapper news = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

    CommandBar(SetupModel model) {
        this.model = model;
        getStyleClass().add("setup-bar");
        HBox buttons = new HBox(
                button("setup-reference", Feather.ROTATE_CCW, "setup.reference", "setup.reference.tip", this::reset),
                button("setup-copy", Feather.COPY, "setup.copy", "setup.copy.tip", this::copy),
                button("setup-paste", Feather.CLIPBOARD, "setup.paste", "setup.paste.tip", this::paste));
        buttons.getStyleClass().add("setup-line");
        getChildren()
                .addAll(
                        buttons,
                        ControlRow.line("setup-problem", problem.getReadOnlyProperty()),
                        ControlRow.line("setup-reading", news.getReadOnlyProperty()),
                        ControlRow.line(
                                "setup-restart",
                                model.restartPendingProperty()
                                        .map(pending -> pending ? Messages.text("setup.pending.all") : "")));
    }

    private static Button button(String id, Feather icon, String key, String tip, Runnable action) {
        Button button = new Button(Messages.text(key), new FontIcon(icon));
        button.setId(id);
        button.getStyleClass().add("small");
        button.setTooltip(new Tooltip(Messages.text(tip)));
        button.setAccessibleText(Messages.text(tip));
        button.setMaxWidth(Double.MAX_VALUE);
        button.setOnAction(_ -> action.run());
        HBox.setHgrow(button, Priority.ALWAYS);
        return button;
    }

    private void reset() {
        model.reset();
        say("", "");
    }

    private void copy() {
        String line = model.line();
        Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, line));
        say(Messages.text("setup.copied", line), "");
    }

    private void paste() {
        String text = Clipboard.getSystemClipboard().getString();
        if (text == null || text.isBlank()) {
            say("", Messages.text("setup.paste.empty"));
            return;
        }
        Optional<String> error = model.paste(text);
        say(error.isEmpty() ? Messages.text("setup.pasted") : "", error.orElse(""));
    }

    private void say(String newNews, String newProblem) {
        news.set(newNews);
        problem.set(newProblem);
    }
}
