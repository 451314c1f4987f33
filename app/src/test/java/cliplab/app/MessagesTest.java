// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every key that is asked for has a text, and every text is asked for. A key is the literal first argument of {@code text},
 * or one of {@code Messages.text} passed on as {@code "a.key"} to a method of the same file. Where keys are put together,
 * such as from an enum, the source says so in a comment: {@code // messages: device.*}.
 */
class MessagesTest {
    private static final Path FILE =
            Path.of("..", "assets", "src", "main", "resources", "cliplab", "assets", "messages.properties");
    private static final Pattern CALL = Pattern.compile("\\btext\\(\\s*\"([^\"]+)\"");
    private static final Pattern LITERAL = Pattern.compile("\"([a-z][A-Za-z0-9]*(?:\\.[A-Za-z0-9-]+)+)\"");
    private static final Pattern FAMILY = Pattern.compile("// messages: ([\\w.-]+)\\.\\*");

    /** What the sources say: keys asked for, every literal that looks like a key, prefixes of composed keys. */
    private record Uses(Set<String> asked, Set<String> literals, List<String> families) {}

    private static Uses usesIn(List<String> sources) {
        return new Uses(
                find(CALL, sources).collect(Collectors.toSet()),
                find(LITERAL, sources).collect(Collectors.toSet()),
                find(FAMILY, sources).map(family -> family + ".").toList());
    }

    private static Stream<String> find(Pattern pattern, List<String> sources) {
        return sources.stream()
                .flatMap(source -> pattern.matcher(source).results().map(MessagesTest::key));
    }

    private static String key(MatchResult match) {
        return match.group(1);
    }

    private static Set<String> missing(Uses uses, Set<String> texts) {
        Set<String> missing = new TreeSet<>(uses.asked());
        missing.removeIf(key -> texts.contains(key) || key.endsWith("."));
        uses.families().stream()
                .filter(family -> texts.stream().noneMatch(key -> key.startsWith(family)))
                .forEach(family -> missing.add(family + "*"));
        return missing;
    }

    private static Set<String> unused(Uses uses, Set<String> texts) {
        Set<String> unused = new TreeSet<>(texts);
        unused.removeAll(uses.asked());
        unused.removeAll(uses.literals());
        unused.removeIf(key -> uses.families().stream().anyMatch(key::startsWith));
        return unused;
    }

    private static List<String> sources() throws IOException {
        List<String> sources = new ArrayList<>();
        for (String module : List.of("viz", "app")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    sources.add(Files.readString(file));
                }
            }
        }
        return sources;
    }

    private static Set<String> texts() throws IOException {
        Properties texts = new Properties();
        try (Reader reader = Files.newBufferedReader(FILE)) {
            texts.load(reader);
        }
        return texts.stringPropertyNames();
    }

    @Test
    void noTextIsMissing() throws IOException {
        assertEquals(Set.of(), missing(usesIn(sources()), texts()));
    }

    @Test
    void noTextIsUnused() throws IOException {
        assertEquals(Set.of(), unused(usesIn(sources()), texts()));
    }

    @Test
    void noKeyIsThereTwice() throws IOException {
        Pattern line = Pattern.compile("^([A-Za-z][\\w.-]*)\\s*[=:]", Pattern.MULTILINE);
        Matcher matcher = line.matcher(Files.readString(FILE));
        Set<String> seen = new TreeSet<>();
        while (matcher.find()) {
            assertTrue(seen.add(matcher.group(1)), matcher.group(1));
        }
        assertTrue(seen.size() >= texts().size());
    }

    @Test
    void theSearchItselfBites() {
        Uses uses = usesIn(List.of("""
                Messages.text("a.b", 1); text(
                    "c.d"); button(icon, "e.f"); // messages: device.*
                text("device." + name);
                """));
        assertEquals(Set.of("a.b", "device.*"), missing(uses, Set.of("c.d", "e.f", "g.h")));
        assertEquals(Set.of("g.h"), unused(uses, Set.of("a.b", "c.d", "e.f", "g.h", "device.cpu")));
    }
}
