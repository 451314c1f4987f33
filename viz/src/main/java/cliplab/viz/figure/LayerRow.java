// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One layer of a network.
 *
 * @param tower which part of the network it belongs to
 * @param outputShape of one example, such as "32×16×16"
 * @param parameterShape such as "32×3×3×3+32"; empty for a layer without parameters
 * @param parameters how many numbers are learned, at least 0
 */
public record LayerRow(String tower, String name, String outputShape, String parameterShape, int parameters) {
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    public LayerRow {
        if (parameters < 0) {
            throw new IllegalArgumentException("a layer cannot have " + parameters + " parameters");
        }
    }

    /** What layers of one block share: the number in their names ("conv 2", "norm 2"), or else the name. */
    public String block() {
        Matcher number = NUMBER.matcher(name);
        return number.find() ? number.group() : name;
    }
}
