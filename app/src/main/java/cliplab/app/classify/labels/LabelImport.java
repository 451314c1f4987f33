// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.labels;

import java.util.ArrayList;
import java.util.List;

/**
 * Labels out of a text, one a line; blank lines are none. Immutable.
 *
 * @param labels those that are taken
 * @param beyond how many more there were than there was room for
 * @param tooLong how many were left out because no label is that long
 */
record LabelImport(List<String> labels, int beyond, int tooLong) {
    /** In characters. */
    static final int LONGEST = 200;

    LabelImport {
        labels = List.copyOf(labels);
    }

    /** @param room how many labels may come at most */
    static LabelImport of(String text, int room) {
        List<String> labels = new ArrayList<>();
        int beyond = 0;
        int tooLong = 0;
        for (String line : text.lines().toList()) {
            String label = line.replace("\uFEFF", "").strip();
            if (label.length() > LONGEST) {
                tooLong++;
            } else if (!label.isEmpty() && labels.size() < room) {
                labels.add(label);
            } else if (!label.isEmpty()) {
                beyond++;
            }
        }
        return new LabelImport(labels, beyond, tooLong);
    }
}
