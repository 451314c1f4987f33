// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.shell;

import cliplab.app.classify.images.Offer;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;

/** Pictures dropped or pasted anywhere on the window go to the classifier. FX thread only. */
final class Drops {
    private static final PseudoClass OVER = PseudoClass.getPseudoClass("drop-target");

    private static final KeyCombination PASTE = KeyCombination.valueOf("Shortcut+V");

    private Drops() {}

    /** @param workspaces brings the classifier up when something was dropped */
    static void onto(Node node, Workspaces workspaces) {
        node.addEventHandler(DragEvent.DRAG_OVER, drag -> {
            // What is dragged within the window, such as a label's row, is nobody's picture.
            if (drag.getGestureSource() == null && Offer.mayHoldPictures(drag.getDragboard())) {
                drag.acceptTransferModes(TransferMode.COPY);
                node.pseudoClassStateChanged(OVER, true);
                drag.consume();
            }
        });
        node.addEventHandler(DragEvent.DRAG_EXITED_TARGET, _ -> node.pseudoClassStateChanged(OVER, false));
        node.addEventHandler(DragEvent.DRAG_DROPPED, drop -> {
            node.pseudoClassStateChanged(OVER, false);
            if (drop.getGestureSource() == null && Offer.mayHoldPictures(drop.getDragboard())) {
                workspaces.classifier().intake().take(drop.getDragboard());
                workspaces.showClassifier();
                drop.setDropCompleted(true);
                drop.consume();
            }
        });
        // A text field would take the key and paste nothing.
        node.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            Clipboard clipboard = Clipboard.getSystemClipboard();
            if (PASTE.match(key) && !clipboard.hasString() && Offer.mayHoldPictures(clipboard)) {
                workspaces.classifier().intake().paste();
                workspaces.showClassifier();
                key.consume();
            }
        });
    }
}
