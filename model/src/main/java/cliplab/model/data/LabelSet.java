// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.data;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The labels of a dataset, in a fixed order; empty for a dataset without labels.
 *
 * @param labels distinct by name
 */
public record LabelSet(List<Label> labels) {
    public static final LabelSet NONE = new LabelSet(List.of());

    public LabelSet {
        labels = List.copyOf(labels);
        Set<String> names = new HashSet<>();
        for (Label label : labels) {
            if (!names.add(label.name())) {
                throw new IllegalArgumentException("the label \"" + label.name() + "\" is there twice");
            }
        }
    }

    public int size() {
        return labels.size();
    }

    public boolean isEmpty() {
        return labels.isEmpty();
    }

    public String name(int label) {
        return labels.get(label).name();
    }

    public List<String> names() {
        return labels.stream().map(Label::name).toList();
    }

    /** The index of the label of that name, or −1. */
    public int indexOf(String name) {
        return names().indexOf(name);
    }

    /** The number of attributes the most richly described label has; 0 where labels have none. */
    public int attributeCount() {
        return labels.stream()
                .mapToInt(label -> label.attributes().size())
                .max()
                .orElse(0);
    }

    /** How many attributes two labels share, place by place: 2 for "red circle" with itself, 1 with "red star". */
    public int sharedAttributes(int first, int second) {
        List<String> a = labels.get(first).attributes();
        List<String> b = labels.get(second).attributes();
        int shared = 0;
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            if (a.get(i).equals(b.get(i))) {
                shared++;
            }
        }
        return shared;
    }
}
