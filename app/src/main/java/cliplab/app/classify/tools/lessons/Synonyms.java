// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.tools.lessons;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/** Other words for some words. Immutable. */
record Synonyms(Map<String, String> of) {
    private static final String FILE = "/cliplab/assets/prompts/synonyms.properties";

    Synonyms {
        of = Map.copyOf(of);
    }

    static Synonyms ofThisProgram() {
        Properties words = new Properties();
        try (InputStream file = Synonyms.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is not on the class path");
            }
            words.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Synonyms(
                words.stringPropertyNames().stream().collect(Collectors.toMap(word -> word, words::getProperty)));
    }

    /** A text with its first word that has a synonym put otherwise; empty where none has. */
    Optional<String> another(String text) {
        String[] words = text.strip().split("\\s+");
        for (int i = 0; i < words.length; i++) {
            String other = of.get(words[i].toLowerCase(Locale.ROOT));
            if (other != null) {
                words[i] = other;
                return Optional.of(String.join(" ", words));
            }
        }
        return Optional.empty();
    }
}
