// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.notices;

import java.util.List;

/**
 * Something of others that goes along with the program. Immutable.
 *
 * @param group of a library, as Maven has it; a word of ours for all else
 * @param artifact likewise
 * @param version empty where it has none of its own
 * @param name for persons
 * @param licences SPDX identifiers, at least one; a person may choose among several
 * @param address of its home, perhaps empty
 */
public record Work(String group, String artifact, String version, String name, List<String> licences, String address) {
    private static final int FIELDS = 6;

    public Work {
        licences = List.copyOf(licences);
    }

    /** From a line with tabs between its fields. */
    static Work of(String line) {
        String[] fields = line.split("\t", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("a line of notices has " + FIELDS + " fields: " + line);
        }
        return new Work(fields[0], fields[1], fields[2], fields[3], List.of(fields[4].split(" OR ", -1)), fields[5]);
    }

    /** Name and version. */
    public String title() {
        return version.isEmpty() ? name : name + " " + version;
    }

    /** The licences in one word. */
    public String licence() {
        return String.join(" or ", licences);
    }
}
