// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import cliplab.app.figures.FigureName;
import cliplab.app.training.RunState;
import cliplab.viz.text.Messages;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report by one click in the real window, while the run goes on. */
class ReportMenuTest {
    @TempDir
    private Path home;

    @Test
    void aRunThatGoesOnIsReportedByOneClick() throws Exception {
        try (LabWindow window = new LabWindow(home)) {
            window.awaitState(RunState.IDLE);
            window.press(KeyCode.ENTER);
            window.awaitStep(3);
            FxToolkit.call(() -> {
                item(window, "menu.report.html").fire();
                item(window, "menu.report.pdf").fire();
                return true;
            });
            Path run = window.runFolder();
            Path file = run.resolve("report.html");
            window.await("the report", () -> Files.exists(file));

            Path pages = run.resolve("report.pdf");
            window.await("the report as PDF", () -> Files.exists(pages));
            assertEquals("%PDF", new String(Files.readAllBytes(pages), 0, 4, StandardCharsets.ISO_8859_1));
            window.awaitWords(pages.toString());

            Document page = Jsoup.parse(file);
            String standing =
                    Objects.requireNonNull(page.selectFirst(".standing")).text();
            assertEquals(Messages.text("report.standing.going", 0, 30, "").substring(0, 30), standing.substring(0, 30));
            assertNotNull(page.selectFirst("#figure-" + FigureName.LOSS.id() + " svg"));
            assertEquals(0, FxToolkit.call(() -> window.dialogs().size()));
        }
    }

    private static MenuItem item(LabWindow window, String key) {
        return window.all(MenuBar.class).getFirst().getMenus().stream()
                .flatMap(menu -> menu.getItems().stream())
                .filter(item -> Messages.text(key).equals(item.getText()))
                .findFirst()
                .orElseThrow();
    }
}
