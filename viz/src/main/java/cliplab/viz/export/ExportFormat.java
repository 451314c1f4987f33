// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.export;

import java.util.Locale;
import java.util.Optional;

/** What a figure can become. */
public enum ExportFormat {
    /** Pixels, losslessly. */
    PNG,
    /** Vectors with real text, for the web and for editing. */
    SVG,
    /** Vectors with real text, for print. */
    PDF,
    /** The numbers behind the picture; remembers nothing else. */
    CSV;

    /** As in a file name, without a dot. */
    public String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By the ending of a file name, in capitals or not; empty for any other. */
    public static Optional<ExportFormat> of(String fileName) {
        String ending = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        for (ExportFormat format : values()) {
            if (format.extension().equals(ending)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
