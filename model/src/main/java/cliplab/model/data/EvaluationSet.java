// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.data;

import java.util.List;

/**
 * What a network is tested on: images that training never sees, and the subjects their captions are about.
 *
 * @param images the held-out images
 * @param subjects the distinct texts put into the evaluation templates
 * @param subjectOf for each image the index of its subject
 * @param labels one label per subject, or none where the dataset has no labels
 * @param withheld for each subject whether training saw no pair of it
 */
public record EvaluationSet(
        Images images, List<String> subjects, int[] subjectOf, LabelSet labels, boolean[] withheld) {
    public EvaluationSet {
        subjects = List.copyOf(subjects);
        if (subjectOf.length != images.count()) {
            throw new IllegalArgumentException(images.count() + " images, but " + subjectOf.length + " subjects");
        }
        if (withheld.length != subjects.size() || (!labels.isEmpty() && labels.size() != subjects.size())) {
            throw new IllegalArgumentException("one entry per subject is needed");
        }
    }

    /** The index of the first image of a subject, or −1 where it has none. */
    public int firstOf(int subject) {
        for (int i = 0; i < subjectOf.length; i++) {
            if (subjectOf[i] == subject) {
                return i;
            }
        }
        return -1;
    }
}
