// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.shell;

import cliplab.app.training.Explanation;
import cliplab.viz.text.Messages;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;

/** Texts that appear beside what they explain, one at a time, and go with a click elsewhere. FX thread only. */
final class HelpPopOver {
    private static final double WIDTH = 380;

    private final PopOver popOver = new PopOver();

    HelpPopOver() {
        popOver.setArrowLocation(PopOver.ArrowLocation.TOP_RIGHT);
        popOver.setAutoHide(true);
        popOver.setDetachable(false);
        popOver.setAnimated(false);
    }

    void show(Node beside, Explanation explanation) {
        VBox text = box();
        add(text, "help.shows", explanation.shows());
        add(text, "help.now", explanation.now());
        add(text, "help.read", explanation.read());
        add(text, "help.try", explanation.attempt());
        show(beside, text, PopOver.ArrowLocation.TOP_RIGHT);
    }

    /** @param above whether the text stands above the node, for what lies at the bottom of the window */
    void show(Node beside, String sentence, boolean above) {
        VBox text = box();
        text.getChildren().add(paragraph(sentence));
        show(beside, text, above ? PopOver.ArrowLocation.BOTTOM_CENTER : PopOver.ArrowLocation.TOP_CENTER);
    }

    private static VBox box() {
        VBox text = new VBox();
        text.getStyleClass().add("help-text");
        text.setMaxWidth(WIDTH);
        return text;
    }

    private void show(Node beside, VBox text, PopOver.ArrowLocation arrow) {
        popOver.hide();
        popOver.setArrowLocation(arrow);
        popOver.setContentNode(text);
        popOver.show(beside);
    }

    private static void add(VBox text, String heading, String sentence) {
        Label head = new Label(Messages.text(heading));
        head.getStyleClass().add("help-heading");
        text.getChildren().addAll(head, paragraph(sentence));
    }

    private static Label paragraph(String sentence) {
        Label paragraph = new Label(sentence);
        paragraph.setWrapText(true);
        paragraph.setMaxWidth(WIDTH);
        paragraph.setPrefWidth(WIDTH);
        return paragraph;
    }
}
