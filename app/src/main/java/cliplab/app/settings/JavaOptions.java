// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.settings;

/** How a person gives Java options of their own. Stateless. */
public final class JavaOptions {
    private JavaOptions() {}

    /** The environment variable: our scripts know one of ours; jpackage's launchers, on Windows and macOS, leave only Java's own. */
    public static String variable() {
        return System.getProperty("jpackage.app-path") == null ? "CLIPLAB_JAVA_OPTS" : "_JAVA_OPTIONS";
    }
}
