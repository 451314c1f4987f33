// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.platform;

import cliplab.app.settings.Settings;
import cliplab.app.settings.SettingsStore;
import cliplab.app.settings.WindowOptions;
import java.util.List;
import java.util.stream.Stream;
import javafx.geometry.Rectangle2D;
import javafx.scene.image.Image;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.jspecify.annotations.Nullable;

/** Where the window stands: put back when it opens, noted when it closes. FX thread only. */
public final class WindowPlace {
    private static final List<Integer> ICONS = List.of(16, 24, 32, 48, 64, 128, 256, 512);
    private static final double LEAST_WIDTH = 960;
    private static final double LEAST_HEIGHT = 600;
    private static final double USUAL_WIDTH = 1600;
    private static final double USUAL_HEIGHT = 1000;
    /** Of the title bar, which must be on a screen to be grasped. */
    private static final double GRASP = 100;

    private final Stage stage;
    private final SettingsStore settings;
    private final WindowOptions.@Nullable Size size;
    private Settings.@Nullable Place normal;

    /** @param size asked for on the command line; such a window is not remembered */
    public WindowPlace(Stage stage, SettingsStore settings, WindowOptions.@Nullable Size size) {
        this.stage = stage;
        this.settings = settings;
        this.size = size;
        ICONS.stream()
                .flatMap(pixels -> Stream.ofNullable(
                        WindowPlace.class.getResourceAsStream("/cliplab/assets/icons/cliplab-" + pixels + ".png")))
                .forEach(file -> stage.getIcons().add(new Image(file)));
    }

    /** Before the stage is shown, and after it has its scene. */
    public void restore() {
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        stage.setMinWidth(Math.min(LEAST_WIDTH, screen.getWidth()));
        stage.setMinHeight(Math.min(LEAST_HEIGHT, screen.getHeight()));
        if (size != null) {
            stage.setMinWidth(Math.min(stage.getMinWidth(), size.width()));
            stage.setMinHeight(Math.min(stage.getMinHeight(), size.height()));
            stage.setX(screen.getMinX());
            stage.setY(screen.getMinY());
            stage.setWidth(size.width());
            stage.setHeight(size.height());
            return;
        }
        Settings.Place last = settings.current().window();
        if (last == null || !isOnAScreen(last)) {
            stage.setWidth(Math.min(USUAL_WIDTH, screen.getWidth()));
            stage.setHeight(Math.min(USUAL_HEIGHT, screen.getHeight()));
            stage.centerOnScreen();
        } else {
            stage.setX(last.x());
            stage.setY(last.y());
            stage.setWidth(last.width());
            stage.setHeight(last.height());
            stage.setMaximized(last.maximised());
            normal = last;
        }
        stage.maximizedProperty().subscribe(this::noteNormal);
        stage.addEventHandler(WindowEvent.WINDOW_HIDING, _ -> remember());
    }

    private static boolean isOnAScreen(Settings.Place place) {
        return !Screen.getScreensForRectangle(place.x() + place.width() / 2 - GRASP / 2, place.y(), GRASP, GRASP)
                .isEmpty();
    }

    private void noteNormal() {
        if (stage.isMaximized() && stage.isShowing()) {
            normal = new Settings.Place(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), true);
        }
    }

    private void remember() {
        Settings.Place last = normal;
        Settings.Place place = stage.isMaximized() && last != null
                ? new Settings.Place(last.x(), last.y(), last.width(), last.height(), true)
                : new Settings.Place(
                        stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), stage.isMaximized());
        settings.change(all -> all.withWindow(place));
    }
}
