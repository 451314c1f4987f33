// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.notices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the build collected, and what is added by hand, together. */
class NoticesTest {
    private final Notices notices = Notices.read();

    private Work work(String artifact) {
        return notices.works().stream()
                .filter(work -> work.artifact().equals(artifact))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void librariesAndPartsAreThereOnce() {
        Set<String> names = notices.works().stream().map(Work::artifact).collect(Collectors.toSet());
        assertEquals(notices.works().size(), names.size());
        for (String artifact : List.of(
                "api",
                "pytorch-native-cpu",
                "libtorch",
                "onemkl",
                "libgomp",
                "inter",
                "icons",
                "javafx-graphics",
                "atlantafx-base",
                "smile-core",
                "gson")) {
            assertTrue(names.contains(artifact), artifact);
        }
        assertFalse(names.contains("cliplab-model"));
        assertFalse(names.contains("junit-jupiter"));
    }

    @Test
    void everyLicenceHasItsText() {
        for (Work work : notices.works()) {
            for (String id : work.licences()) {
                assertTrue(notices.licence(id).length() > 900, id);
            }
        }
        assertTrue(notices.licence("GPL-3.0-only").contains("Version 3, 29 June 2007"));
        assertTrue(notices.licence("GPL-2.0-with-classpath-exception").contains("\"CLASSPATH\" EXCEPTION"));
    }

    /** MIT and BSD ask for the copyright notice to be kept. */
    @Test
    void whereTheLicenceAsksForItTheNoticeSaysWhoseItIs() {
        for (Work work : notices.works()) {
            boolean asks = work.licences().stream()
                    .anyMatch(id -> id.equals("MIT") || id.startsWith("BSD") || id.startsWith("LicenseRef"));
            String text = notices.notice(work)
                    + (work.licences().getFirst().startsWith("LicenseRef")
                            ? notices.licence(work.licences().getFirst())
                            : "");
            assertTrue(!asks || text.toLowerCase(Locale.ROOT).contains("copyright"), work.title());
        }
    }

    @Test
    void theNoticesOfALibraryAreReadFromItsJar() {
        String pdfbox = notices.notice(work("pdfbox"));
        assertTrue(pdfbox.contains("Includes the Adobe Glyph List"), pdfbox);
        assertTrue(pdfbox.contains("EXTERNAL COMPONENTS"), pdfbox);
        assertFalse(pdfbox.contains("TERMS AND CONDITIONS FOR USE"), pdfbox);
        assertTrue(notices.notice(work("slf4j-api")).contains("QOS.ch"));
        assertFalse(notices.notice(work("commons-io")).contains("Commons Codec"));
    }

    @Test
    void togetherEachLicenceStandsOnce() {
        String all = notices.text();
        for (String start : List.of(
                "TERMS AND CONDITIONS FOR USE, REPRODUCTION",
                "Version 2.1, February 1999",
                "Version 3, 29 June 2007")) {
            assertEquals(
                    1,
                    Pattern.compile(start, Pattern.LITERAL)
                            .matcher(all)
                            .results()
                            .count(),
                    start);
        }
        assertTrue(notices.works().stream().allMatch(work -> all.contains(work.title())));
    }
}
