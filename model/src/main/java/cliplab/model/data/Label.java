// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.data;

import java.util.List;

/**
 * One answer a zero-shot classifier may give.
 *
 * @param name the words put into a prompt template, such as "red circle"
 * @param attributes what the label shares with others, in a fixed order, such as colour then shape; may be empty
 */
public record Label(String name, List<String> attributes) {
    public Label {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a label needs a name");
        }
        attributes = List.copyOf(attributes);
    }
}
