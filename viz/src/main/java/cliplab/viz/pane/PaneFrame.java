// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.pane;

import cliplab.viz.text.Messages;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The skeleton of every pane: title and tools above, the body, one line of status below. What help, enlarging and a window
 * of its own mean is the owner's business. FX thread only.
 */
public final class PaneFrame extends BorderPane {
    private final Label title = new Label();
    private final HBox tools = new HBox();
    private final Label status = new Label();
    /** The whole of a line that is too long for the pane. */
    private final Tooltip whole = new Tooltip();

    private final Button figure = button(Feather.SHARE, "pane.figure");
    private final Button help = button(Feather.HELP_CIRCLE, "pane.help");
    private final Button enlarge = button(Feather.MAXIMIZE_2, "pane.enlarge");
    private final Button detach = button(Feather.EXTERNAL_LINK, "pane.detach");

    public PaneFrame(String name, Node body) {
        getStyleClass().add("pane-frame");
        title.setText(name);
        title.getStyleClass().add("pane-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        tools.getStyleClass().add("pane-tools");
        tools.setAlignment(Pos.CENTER_RIGHT);
        HBox.setHgrow(tools, Priority.ALWAYS);
        status.getStyleClass().add("pane-status");
        status.setMaxWidth(Double.MAX_VALUE);
        status.setMinWidth(0);
        figure.setVisible(false);
        figure.setManaged(false);
        HBox bar = new HBox(title, tools, figure, help, enlarge, detach);
        bar.getStyleClass().add("pane-bar");
        bar.setAlignment(Pos.CENTER_LEFT);
        setTop(bar);
        setCenter(body);
        setBottom(status);
        if (body instanceof Region region) {
            // What needs more room than it has must not be drawn over the bars.
            Rectangle clip = new Rectangle();
            clip.widthProperty().bind(region.widthProperty());
            clip.heightProperty().bind(region.heightProperty());
            region.setClip(clip);
        }
        setMinSize(0, 0);
        setAccessibleText(name);
    }

    private static Button button(Feather icon, String key) {
        Button button = new Button();
        button.setGraphic(new FontIcon(icon));
        button.getStyleClass().addAll("button-icon", "flat", "small");
        button.setTooltip(new Tooltip(Messages.text(key)));
        button.setAccessibleText(Messages.text(key));
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    public String name() {
        return title.getText();
    }

    /** Where a pane puts its own buttons. */
    public HBox tools() {
        return tools;
    }

    /** The line below the body. */
    public void status(String text) {
        if (!text.equals(status.getText())) {
            status.setText(text);
            whole.setText(text);
            status.setTooltip(text.isEmpty() ? null : whole);
        }
    }

    /** @param action is given the node to explain beside */
    public void onHelp(Consumer<Node> action) {
        help.setOnAction(_ -> action.accept(help));
    }

    /** The button of what can be done with the pane's figure, to be given its deeds; from now on it is there. */
    public Button offerFigure() {
        figure.setVisible(true);
        figure.setManaged(true);
        return figure;
    }

    /** What the button and a double click on the title bar do. */
    public void onEnlarge(Runnable action) {
        enlarge.setOnAction(_ -> action.run());
        getTop().setOnMouseClicked(click -> {
            if (click.getButton() == MouseButton.PRIMARY && click.getClickCount() == 2) {
                action.run();
            }
        });
    }

    /** Where the button does something else than filling the window with one pane of many. */
    public void explainEnlarge(String words) {
        enlarge.setTooltip(new Tooltip(words));
        enlarge.setAccessibleText(words);
    }

    public void onDetach(Runnable action) {
        detach.setOnAction(_ -> action.run());
    }
}
