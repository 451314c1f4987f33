// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.notices;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The notices of all works of others in this program: libraries as the build found them in their POMs, fonts, icons and native parts as
 * we know them, the notices that lie in the libraries themselves, and the text of each licence. Immutable; reads files, so not for the FX
 * thread, any other.
 */
public final class Notices {
    private static final String ASSETS = "/cliplab/assets/licences/";
    private static final List<String> OWN_FILES =
            List.of("META-INF/NOTICE", "META-INF/NOTICE.txt", "META-INF/LICENSE", "META-INF/LICENSE.txt");
    /** How the text of the Apache licence ends, with and without its appendix. */
    private static final List<String> APACHE_ENDS =
            List.of("limitations under the License.", "END OF TERMS AND CONDITIONS");

    private final List<Work> works;
    private final Properties copyrights = new Properties();

    private Notices() throws IOException {
        List<Work> all = new ArrayList<>();
        for (String list : List.of("libraries.txt", ASSETS + "parts.txt")) {
            text(list)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Work::of)
                    .forEach(all::add);
        }
        all.sort(Comparator.comparing(work -> work.name().toLowerCase(Locale.ROOT)));
        works = List.copyOf(all);
        try (Reader file = new InputStreamReader(open(ASSETS + "copyright.properties"), StandardCharsets.UTF_8)) {
            copyrights.load(file);
        }
    }

    /** Those of this program. */
    public static Notices read() {
        try {
            return new Notices();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By name. */
    public List<Work> works() {
        return works;
    }

    /** Whose a work is and what it says of itself, without the text of its licence; perhaps empty. */
    public String notice(Work work) {
        List<String> parts = new ArrayList<>();
        for (String key : List.of(work.group() + "." + work.artifact(), work.group())) {
            String copyright = copyrights.getProperty(key);
            if (copyright != null) {
                parts.add(copyright.strip());
            }
        }
        parts.addAll(ownFiles(work));
        return String.join("\n\n", parts);
    }

    /** What lies in its jar, the bare text of the Apache licence left out. */
    private static List<String> ownFiles(Work work) {
        List<String> found = new ArrayList<>();
        try {
            for (String name : OWN_FILES) {
                for (URL file : Collections.list(Notices.class.getClassLoader().getResources(name))) {
                    if (file.toString().contains("/" + work.artifact() + "-" + work.version())) {
                        found.add(withoutApache(read(file.openStream())).strip());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.removeIf(String::isEmpty);
        return found;
    }

    private static String withoutApache(String text) {
        if (!text.contains("TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION")) {
            return text;
        }
        return APACHE_ENDS.stream()
                .filter(text::contains)
                .map(end -> text.substring(text.indexOf(end) + end.length()))
                .findFirst()
                .orElse(text);
    }

    /** The text of a licence. One text serves a licence alone and "or later". */
    public String licence(String id) {
        try {
            return text(ASSETS + id.replaceFirst("-(only|or-later)$", "") + ".txt");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything, each licence once. */
    public String text() {
        String rule = "\n\n" + "=".repeat(78) + "\n";
        String each = works.stream()
                .map(work -> Stream.of(work.title(), work.licence(), work.address(), notice(work))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n\n" + "-".repeat(78) + "\n"));
        String licences = works.stream()
                .flatMap(work -> work.licences().stream())
                .map(id -> id.replaceFirst("-(only|or-later)$", ""))
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .map(id -> rule + id + "\n\n" + licence(id).strip())
                .collect(Collectors.joining());
        return each + licences + "\n";
    }

    private static String text(String name) throws IOException {
        return read(open(name));
    }

    private static InputStream open(String name) throws IOException {
        InputStream stream = Notices.class.getResourceAsStream(name);
        if (stream == null) {
            throw new IOException(name + " is missing from this build");
        }
        return stream;
    }

    private static String read(InputStream stream) throws IOException {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
