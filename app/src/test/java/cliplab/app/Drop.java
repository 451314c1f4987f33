// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app;

import com.sun.javafx.scene.input.DragboardHelper;
import com.sun.javafx.tk.TKClipboard;
import java.io.File;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;

/** Files that come from outside, dropped where there is no display. For the test's thread. */
final class Drop {
    private Drop() {}

    /** @param target in whose window, and at which node of it */
    static void onto(Node target, List<Path> files) throws InterruptedException, TimeoutException {
        FxToolkit.call(() -> {
            List<File> carried = files.stream().map(Path::toFile).toList();
            TKClipboard content = (TKClipboard) Proxy.newProxyInstance(
                    TKClipboard.class.getClassLoader(),
                    new Class<?>[] {TKClipboard.class},
                    (_, method, arguments) -> switch (method.getName()) {
                        case "hasContent" -> arguments[0].equals(DataFormat.FILES);
                        case "getContent" -> arguments[0].equals(DataFormat.FILES) ? carried : null;
                        case "getContentTypes" -> Set.of(DataFormat.FILES);
                        case "getTransferModes" -> Set.of(TransferMode.COPY);
                        default -> throw new UnsupportedOperationException(method.getName());
                    });
            Dragboard board = DragboardHelper.createDragboard(content);
            for (EventType<DragEvent> type :
                    List.of(DragEvent.DRAG_ENTERED, DragEvent.DRAG_OVER, DragEvent.DRAG_DROPPED)) {
                Event.fireEvent(
                        target,
                        new DragEvent(
                                null, target, type, board, 400, 300, 400, 300, TransferMode.COPY, null, null, null));
            }
            return true;
        });
    }
}
