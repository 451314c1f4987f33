// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.tools;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** What tools are put together from. */
public final class Lines {
    private Lines() {}

    /** Words that go on in the next line, and take no room while there are none. */
    public static Label words(String styleClass) {
        Label words = new Label();
        words.getStyleClass().add(styleClass);
        words.setWrapText(true);
        words.setMinHeight(Region.USE_PREF_SIZE);
        words.setMinWidth(0);
        words.visibleProperty().bind(words.textProperty().isNotEmpty());
        words.managedProperty().bind(words.visibleProperty());
        return words;
    }

    public static Label heading(String text) {
        Label heading = new Label(text);
        heading.getStyleClass().add("tool-heading");
        heading.setMinWidth(0);
        return heading;
    }

    public static HBox line(Node... nodes) {
        HBox line = new HBox(nodes);
        line.getStyleClass().add("tool-line");
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    /** As wide as its place, and scrolled where it is higher. */
    public static ScrollPane scrolling(Region content) {
        content.getStyleClass().add("tool");
        ScrollPane pane = new ScrollPane(content);
        pane.getStyleClass().add("tool-scroll");
        pane.setFitToWidth(true);
        pane.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        pane.setMinSize(0, 0);
        return pane;
    }
}
