// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.runtime;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where files live, by each system's custom: the XDG base directories on Linux, Application Support and Caches on macOS,
 * AppData on Windows. {@code CLIPLAB_HOME} puts all three below one folder instead. Nothing is created here.
 *
 * @param data runs and what a person made
 * @param config settings
 * @param cache what can be made again, such as unpacked native libraries
 */
public record Folders(Path data, Path config, Path cache) {
    private static final String NAME = "cliplab";
    private static final String JAVA_HOME_FOLDER = "user.home";
    private static final String OWN_HOME_FOLDER = "cliplab.user.home";

    /** The folders of the person running this program. */
    public static Folders ofThisSystem() {
        return of(System.getProperty("os.name", ""), home(), System.getenv());
    }

    /** The home folder of the person running this program. */
    public static String home() {
        return System.getProperty(OWN_HOME_FOLDER, System.getProperty(JAVA_HOME_FOLDER, "."));
    }

    /**
     * Has Java's own libraries keep below our cache what they leave in a home folder otherwise, such as AWT's list of the
     * system's fonts. To be called once, before anything else; from then on only {@link #home} tells the true home folder.
     */
    public static void keepHomeClean() {
        String cache = ofThisSystem().cache().toString();
        System.setProperty(OWN_HOME_FOLDER, home());
        System.setProperty(JAVA_HOME_FOLDER, cache);
    }

    static Folders of(String system, String home, Map<String, String> environment) {
        String own = environment.get("CLIPLAB_HOME");
        if (own != null && !own.isBlank()) {
            Path root = Path.of(own).toAbsolutePath();
            return new Folders(root.resolve("data"), root.resolve("config"), root.resolve("cache"));
        }
        String os = system.toLowerCase(Locale.ROOT);
        Path user = Path.of(home);
        if (os.startsWith("windows")) {
            Path roaming = or(environment.get("APPDATA"), user.resolve("AppData/Roaming"));
            Path local = or(environment.get("LOCALAPPDATA"), user.resolve("AppData/Local"));
            return new Folders(
                    local.resolve(NAME).resolve("data"),
                    roaming.resolve(NAME),
                    local.resolve(NAME).resolve("cache"));
        }
        if (os.contains("mac")) {
            Path library = user.resolve("Library");
            return new Folders(
                    library.resolve("Application Support").resolve(NAME),
                    library.resolve("Application Support").resolve(NAME).resolve("config"),
                    library.resolve("Caches").resolve(NAME));
        }
        return new Folders(
                or(environment.get("XDG_DATA_HOME"), user.resolve(".local/share"))
                        .resolve(NAME),
                or(environment.get("XDG_CONFIG_HOME"), user.resolve(".config")).resolve(NAME),
                or(environment.get("XDG_CACHE_HOME"), user.resolve(".cache")).resolve(NAME));
    }

    /** The XDG specification has relative paths ignored; the other systems set absolute ones. */
    private static Path or(@Nullable String chosen, Path otherwise) {
        return chosen != null && Path.of(chosen).isAbsolute() ? Path.of(chosen) : otherwise;
    }

    /** Where runs go unless a folder is named. */
    public Path runs() {
        return data.resolve("runs");
    }
}
