// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Formatter;
import java.util.Locale;
import java.util.Properties;

/** All words on screen, by semantic key. Immutable, so any thread may ask. */
public final class Messages {
    private static final Properties TEXTS = load();

    private Messages() {}

    private static Properties load() {
        Properties texts = new Properties();
        try (InputStream file = Messages.class.getResourceAsStream("/cliplab/assets/messages.properties")) {
            if (file == null) {
                throw new IllegalStateException("messages.properties is not on the class path");
            }
            texts.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    /**
     * The text of a key.
     *
     * @param arguments filled in by the rules of {@link Formatter}; with none the text stays as it is
     * @throws IllegalArgumentException for a key without text, which a test finds first
     */
    public static String text(String key, Object... arguments) {
        String text = TEXTS.getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException("no text for " + key);
        }
        return arguments.length == 0 ? text : String.format(Locale.ROOT, text, arguments);
    }
}
