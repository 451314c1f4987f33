// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The system's own file manager; AWT's Desktop is not there without AWT's windows. Any thread but the FX thread. Stateless. */
public final class FileManager {
    private FileManager() {}

    /**
     * Shows the folder that a file lies in, the file chosen where the system can do that; waits for nothing.
     *
     * @throws IOException where there is no file manager
     */
    public static void show(Path file) throws IOException {
        new ProcessBuilder(command(System.getProperty("os.name", ""), file.toAbsolutePath()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    static List<String> command(String system, Path file) {
        String os = system.toLowerCase(Locale.ROOT);
        if (os.startsWith("windows")) {
            return List.of("explorer.exe", "/select," + file);
        }
        return os.contains("mac")
                ? List.of("open", "-R", file.toString())
                : List.of("xdg-open", String.valueOf(file.getParent()));
    }
}
