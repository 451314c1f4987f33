// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.platform;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import cliplab.app.settings.Theme;
import cliplab.viz.style.Palette;
import java.net.URL;
import java.util.List;
import java.util.stream.Stream;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.ConditionalFeature;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.scene.Scene;
import javafx.stage.Window;

/**
 * Light or dark, switched live: AtlantaFX for the controls, our style sheets on every scene of every window, popups and dialogs
 * included, and the palette for figures. FX thread only.
 */
public final class ThemeManager {
    private static final String FOLDER = "/cliplab/assets/css/";
    private static final List<String> OWN = List.of("controlsfx.css", "app.css");

    private final ReadOnlyObjectWrapper<Palette> palette = new ReadOnlyObjectWrapper<>(this, "palette", Palette.LIGHT);
    private final ReadOnlyObjectWrapper<Theme> theme;
    private final List<String> sheets;

    /** @param more names of further files in the folder of the style sheets, in order */
    public ThemeManager(Theme first, List<String> more) {
        theme = new ReadOnlyObjectWrapper<>(this, "theme", first);
        Stream<String> last =
                Platform.isSupported(ConditionalFeature.TRANSPARENT_WINDOW) ? Stream.empty() : Stream.of("opaque.css");
        sheets = Stream.of(OWN.stream(), more.stream(), last)
                .flatMap(names -> names)
                .map(ThemeManager::address)
                .toList();
        Window.getWindows().addListener((ListChangeListener<Window>) change -> {
            while (change.next()) {
                change.getAddedSubList().forEach(this::follow);
            }
        });
        Window.getWindows().forEach(this::follow);
        Platform.getPreferences().colorSchemeProperty().subscribe(this::apply);
        apply();
    }

    private static String address(String name) {
        URL sheet = ThemeManager.class.getResource(FOLDER + name);
        if (sheet == null) {
            throw new IllegalArgumentException("there is no style sheet " + name);
        }
        return sheet.toExternalForm();
    }

    /** The colours of figures; a listener of it redraws them. */
    public ReadOnlyObjectProperty<Palette> palette() {
        return palette.getReadOnlyProperty();
    }

    /** What was chosen; {@link Theme#SYSTEM} follows the system from then on. */
    public ReadOnlyObjectProperty<Theme> theme() {
        return theme.getReadOnlyProperty();
    }

    public void choose(Theme chosen) {
        theme.set(chosen);
        apply();
    }

    /** Styles a scene that no window shows, such as one that is only photographed. */
    public void style(Scene scene) {
        for (String sheet : sheets) {
            if (!scene.getStylesheets().contains(sheet)) {
                scene.getStylesheets().add(sheet);
            }
        }
    }

    private void follow(Window window) {
        window.sceneProperty().subscribe(scene -> {
            if (scene != null) {
                style(scene);
            }
        });
    }

    private void apply() {
        boolean dark = switch (theme.get()) {
            case LIGHT -> false;
            case DARK -> true;
            case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        };
        String sheet = dark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet();
        if (!sheet.equals(Application.getUserAgentStylesheet())) {
            Application.setUserAgentStylesheet(sheet);
        }
        palette.set(dark ? Palette.DARK : Palette.LIGHT);
    }
}
