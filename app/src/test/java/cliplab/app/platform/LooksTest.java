// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.app.FxToolkit;
import cliplab.app.settings.Theme;
import cliplab.viz.style.Palette;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Alert;
import javafx.scene.control.Alert.AlertType;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.layout.Background;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.stage.Stage;
import org.controlsfx.control.CheckComboBox;
import org.controlsfx.control.SegmentedButton;
import org.controlsfx.control.ToggleSwitch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Theme, fonts and dialogs on the headless platform. */
class LooksTest {
    @BeforeAll
    static void toolkit() throws InterruptedException {
        FxToolkit.start();
    }

    @Test
    void theFontsThatShipAreUsed() throws InterruptedException, TimeoutException {
        List<String> names = FxToolkit.call(() -> {
            Fonts.load();
            return List.of(
                    Font.font("Inter", 13).getName(),
                    Font.font("Inter Semi Bold", 13).getName(),
                    Font.font("Inter", FontWeight.BOLD, 13).getName());
        });
        assertEquals(List.of("Inter Regular", "Inter Semi Bold", "Inter Bold"), names);
    }

    @Test
    void theThemeReachesEveryControlLiveAndWithoutAWarning() throws InterruptedException, TimeoutException {
        List<String> warnings = new ArrayList<>();
        Handler listener = new Handler() {
            @Override
            public void publish(LogRecord event) {
                warnings.add(event.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger css = Logger.getLogger("javafx.css");
        css.addHandler(listener);
        try {
            FxToolkit.call(() -> {
                ThemeManager theme = new ThemeManager(Theme.LIGHT, List.of());
                List<Palette> heard = new ArrayList<>();
                theme.palette().subscribe(palette -> {
                    heard.add(palette);
                });
                Stage stage = new Stage();
                Label label = new Label("text");
                ToggleSwitch toggle = new ToggleSwitch("switch");
                CheckComboBox<String> combo = new CheckComboBox<>();
                combo.getItems().addAll("a", "b");
                SegmentedButton segments = new SegmentedButton(new ToggleButton("a"), new ToggleButton("b"));
                VBox box = new VBox(label, toggle, combo, segments, new Button("b"));
                stage.setScene(new Scene(box, 300, 200));
                stage.show();
                Paint light = style(box, label).getTextFill();
                Background lightGround = box.getBackground();
                assertTrue(((Color) light).getBrightness() < 0.4, light::toString);
                theme.choose(Theme.DARK);
                Paint dark = style(box, label).getTextFill();
                assertTrue(((Color) dark).getBrightness() > 0.6, dark::toString);
                assertNotEquals(lightGround, box.getBackground());
                for (Node text : toggle.lookupAll(".label")) {
                    assertTrue(((Color) ((Label) text).getTextFill()).getBrightness() > 0.6);
                }
                assertEquals("Inter", label.getFont().getFamily());
                assertEquals(List.of(Palette.LIGHT, Palette.DARK), heard);
                assertSame(Palette.DARK, theme.palette().get());
                stage.close();
                return true;
            });
        } finally {
            css.removeHandler(listener);
        }
        assertEquals(List.of(), warnings);
    }

    private static Label style(Parent root, Label label) {
        root.applyCss();
        root.layout();
        return label;
    }

    @Test
    void theErrorDialogShowsAndCopiesItsDetails() throws InterruptedException, TimeoutException {
        FxToolkit.call(() -> {
            Stage stage = new Stage();
            stage.setScene(new Scene(new VBox()));
            stage.show();
            Alert dialog = new DialogService(stage).dialog(AlertType.ERROR, "Title", "words", "at line 7");
            dialog.show();
            assertEquals("at line 7", ((TextArea) dialog.getDialogPane().getExpandableContent()).getText());
            Button copy = (Button) dialog.getDialogPane()
                    .lookupButton(dialog.getButtonTypes().stream()
                            .filter(type -> type.getButtonData() == ButtonData.LEFT)
                            .findFirst()
                            .orElseThrow());
            copy.fire();
            assertEquals(
                    "Title\nwords\n\nat line 7", Clipboard.getSystemClipboard().getString());
            assertTrue(dialog.isShowing(), "copying keeps the dialog open");
            dialog.close();
            stage.close();
            return true;
        });
    }
}
