// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.data;

/**
 * Words around a label's name, such as "a photo of a {}".
 *
 * @param text holds {@code {}} exactly once, and no {@code |}, which separates templates in the run folder
 */
public record PromptTemplate(String text) {
    /** Where the label's name goes. */
    public static final String PLACE = "{}";
    /** The label's name alone. */
    public static final PromptTemplate BARE = new PromptTemplate(PLACE);

    public PromptTemplate {
        int place = text.indexOf(PLACE);
        if (place < 0 || text.indexOf(PLACE, place + 1) >= 0) {
            throw new IllegalArgumentException("a template holds {} exactly once, unlike \"" + text + "\"");
        }
        if (text.contains("|")) {
            throw new IllegalArgumentException("a template cannot contain |, unlike \"" + text + "\"");
        }
    }

    /** The template with {@code name} in its place. */
    public String fill(String name) {
        return text.replace(PLACE, name);
    }
}
