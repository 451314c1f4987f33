// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.figures.view;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.TransferMode;

/**
 * Takes a figure out of the window by hand. A drag carries files, which have to be there before it begins: the first move has them made,
 * and the drag begins with the next move once they are. FX thread only.
 */
final class FigureDrag {
    private final FigureExports exports;
    private final Supplier<Optional<FigureCopy>> copy;
    private List<Path> files = List.of();
    private boolean asked;

    FigureDrag(FigureExports exports, Supplier<Optional<FigureCopy>> copy) {
        this.exports = exports;
        this.copy = copy;
    }

    void from(Button handle) {
        handle.addEventHandler(MouseEvent.MOUSE_PRESSED, _ -> {
            files = List.of();
            asked = false;
        });
        handle.addEventHandler(MouseEvent.MOUSE_DRAGGED, drag -> {
            if (!asked && drag.isPrimaryButtonDown() && drag.isDragDetect()) {
                asked = true;
                copy.get().ifPresent(found -> exports.prepareDrag(found, made -> files = made));
            }
            drag.setDragDetect(!files.isEmpty());
        });
        handle.addEventHandler(MouseEvent.MOUSE_RELEASED, _ -> {
            if (asked && files.isEmpty()) {
                exports.cancelDrag();
            }
        });
        handle.setOnDragDetected(drag -> {
            if (!files.isEmpty()) {
                handle.disarm(); // else it would act when the mouse is let go
                Dragboard board = handle.startDragAndDrop(TransferMode.COPY);
                ClipboardContent content = new ClipboardContent();
                content.putFiles(files.stream().map(Path::toFile).toList());
                board.setContent(content);
                drag.consume();
            }
        });
    }
}
