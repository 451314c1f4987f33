// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.eval;

import cliplab.model.data.PromptTemplate;
import java.util.List;

/**
 * Names images by the nearest of a list of labels (Radford et al. 2021, §3.1): each label's vector is the mean of its
 * vectors under all templates, brought back to length 1. Immutable once built; the embedder is used by the constructor only.
 */
public final class ZeroShotClassifier {
    private final List<String> labels;
    private final float[][] vectors;

    /**
     * @param labels at least one, put into each template
     * @param templates at least one
     * @throws UnknownTextException where a label has no known word of its own
     */
    public ZeroShotClassifier(Embedder embedder, List<String> labels, List<PromptTemplate> templates) {
        if (labels.isEmpty() || templates.isEmpty()) {
            throw new IllegalArgumentException("a classifier needs a label and a template at least");
        }
        for (String label : labels) {
            if (embedder.tokenizer().tokenize(label).isEmpty()) {
                throw new UnknownTextException(label);
            }
        }
        this.labels = List.copyOf(labels);
        vectors = new float[labels.size()][embedder.embedDim()];
        for (PromptTemplate template : templates) {
            float[][] embedded =
                    embedder.embedTexts(labels.stream().map(template::fill).toList());
            for (int label = 0; label < vectors.length; label++) {
                for (int d = 0; d < vectors[label].length; d++) {
                    vectors[label][d] += embedded[label][d];
                }
            }
        }
        for (int label = 0; label < vectors.length; label++) {
            vectors[label] = Vectors.unit(vectors[label]);
        }
    }

    public List<String> labels() {
        return labels;
    }

    /** (labels, embedDim), rows of length 1; not copied. */
    public float[][] vectors() {
        return vectors;
    }

    /** (images, labels), cosines. */
    public float[][] cosines(float[][] images) {
        return Vectors.cosines(images, vectors);
    }
}
