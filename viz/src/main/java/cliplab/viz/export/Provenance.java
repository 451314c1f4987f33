// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.export;

import java.util.regex.Pattern;

/**
 * What a figure carries so that it stands alone, and can be traced. Immutable.
 *
 * @param title above the picture
 * @param caption below the picture, one paragraph
 * @param json for programs: whatever brings the figure back, as whoever made it wrote it
 */
public record Provenance(String title, String caption, String json) {
    /** Names of files may hold what no XML may. */
    private static final Pattern UNPRINTABLE = Pattern.compile("\\p{Cntrl}+");

    public Provenance {
        title = UNPRINTABLE.matcher(title).replaceAll(" ");
        caption = UNPRINTABLE.matcher(caption).replaceAll(" ");
    }
}
