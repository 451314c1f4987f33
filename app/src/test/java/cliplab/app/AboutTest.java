// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.app.notices.Work;
import cliplab.app.runs.Version;
import cliplab.app.training.RunState;
import cliplab.viz.text.Messages;
import java.nio.file.Path;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuBar;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Help, About in the real window. */
class AboutTest {
    @TempDir
    private Path home;

    @Test
    void itNamesVersionsAndFindsALibraryWithItsLicence() throws Exception {
        try (LabWindow window = new LabWindow(home, 1280, 800)) {
            window.awaitState(RunState.IDLE);
            FxToolkit.call(() -> {
                window.all(MenuBar.class).getFirst().getMenus().stream()
                        .flatMap(menu -> menu.getItems().stream())
                        .filter(item -> Messages.text("menu.about").equals(item.getText()))
                        .findFirst()
                        .orElseThrow()
                        .fire();
                return true;
            });
            Parent dialog =
                    FxToolkit.call(() -> window.dialogs().getFirst().getScene().getRoot());
            TextField search = (TextField) dialog.lookup(".text-field");
            TextArea notice = (TextArea) dialog.lookup(".text-area");
            window.await("the libraries", () -> !items(dialog).getItems().isEmpty());
            window.await("the engine's version", () -> hasLabel(dialog, "PyTorch"));
            assertTrue(FxToolkit.call(() -> hasLabel(dialog, Version.program())));
            FxToolkit.call(() -> {
                search.setText("gpl-3.0 SMILE");
                items(dialog).getSelectionModel().selectFirst();
                return true;
            });
            window.await(
                    "two libraries of Smile", () -> items(dialog).getItems().size() == 2);
            window.await("the text of the licence", () -> notice.getText().contains("Version 3, 29 June 2007"));
            FxToolkit.call(() -> {
                dialog.getScene().getWindow().hide();
                return true;
            });
        }
    }

    @SuppressWarnings("unchecked")
    private static ListView<Work> items(Parent dialog) {
        return (ListView<Work>) dialog.lookup(".list-view");
    }

    private static boolean hasLabel(Parent dialog, String part) {
        return dialog.lookupAll(".label").stream()
                .anyMatch(node -> node instanceof Label label && label.getText().contains(part));
    }
}
