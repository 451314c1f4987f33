// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.reports;

import java.util.Locale;
import java.util.Optional;

/** What a report can be. */
public enum ReportFormat {
    /** One file for every browser, with figures as inline SVG. */
    HTML,
    /** A4 pages, with figures as vectors. */
    PDF;

    /** By the ending of a file name, in capitals or not; empty for any other. */
    public static Optional<ReportFormat> of(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        if (name.endsWith(".html") || name.endsWith(".htm")) {
            return Optional.of(HTML);
        }
        return name.endsWith(".pdf") ? Optional.of(PDF) : Optional.empty();
    }
}
