// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.shell;

import cliplab.app.classify.images.Offer;
import cliplab.model.run.RunLibrary;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;

/** What is dropped or pasted anywhere on a window: exported runs go to the library, figures are remembered, pictures go to the classifier. FX thread only. */
final class Drops {
    private static final PseudoClass OVER = PseudoClass.getPseudoClass("drop-target");

    private static final KeyCombination PASTE = KeyCombination.valueOf("Shortcut+V");

    private final Consumer<Offer> pictures;
    private final Consumer<List<Path>> runs;
    private final ReturnedFigures figures;

    /** The consumers are told what came for them, and bring their workspaces up. */
    Drops(Consumer<Offer> pictures, Consumer<List<Path>> runs, ReturnedFigures figures) {
        this.pictures = pictures;
        this.runs = runs;
        this.figures = figures;
    }

    void onto(Node node) {
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
                take(Offer.of(drop.getDragboard()));
                drop.setDropCompleted(true);
                drop.consume();
            }
        });
        // A text field would take the key and paste nothing.
        node.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            Clipboard clipboard = Clipboard.getSystemClipboard();
            if (PASTE.match(key) && !clipboard.hasString() && Offer.mayHoldPictures(clipboard)) {
                take(Offer.of(clipboard));
                key.consume();
            }
        });
    }

    /** As if it were dropped. */
    void take(Offer content) {
        Map<Boolean, List<Path>> files =
                content.files().stream().collect(Collectors.partitioningBy(Drops::isExportedRun));
        List<Path> archives = files.getOrDefault(true, List.of());
        List<Path> others = files.getOrDefault(false, List.of());
        if (archives.isEmpty()) {
            figures.take(content, pictures);
            return;
        }
        if (!others.isEmpty()) {
            figures.take(new Offer(others, null, null, null, null), pictures);
        }
        runs.accept(archives);
    }

    private static boolean isExportedRun(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(RunLibrary.EXTENSION) || name.endsWith(".zip");
    }
}
