// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app;

import java.io.File;
import java.util.List;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/**
 * A window of a process of its own from which a file can be dragged, as from a file manager. Started with the file's path and where
 * its window lies.
 */
public final class DragSource {
    static final String TITLE = "Drag source";
    static final int SIZE = 160;

    private DragSource() {}

    public static void main(String[] arguments) {
        File file = new File(arguments[0]);
        Platform.startup(() -> show(file, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2])));
    }

    private static void show(File file, int x, int y) {
        StackPane root = new StackPane(new Label(file.getName()));
        root.setOnDragDetected(event -> {
            Dragboard board = root.startDragAndDrop(TransferMode.COPY);
            ClipboardContent content = new ClipboardContent();
            content.putFiles(List.of(file));
            board.setContent(content);
            event.consume();
        });
        Stage stage = new Stage();
        stage.setTitle(TITLE);
        stage.setScene(new Scene(root, SIZE, SIZE));
        stage.setX(x);
        stage.setY(y);
        stage.setAlwaysOnTop(true);
        stage.show();
    }
}
