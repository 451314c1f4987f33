// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.data;

import java.util.List;

/** Image–text pairs to train on and images to evaluate on, with everything needed to feed them. Thread-safe. */
public interface PairDataset {
    /** Images of the training pairs, in a fixed order. */
    Images images();

    /** Captions of the training pairs, in the same order. */
    Captions captions();

    /**
     * What each training image shows, in the same order: the index of its subject in {@link #evaluation}, whatever its
     * caption says.
     */
    int[] trainingSubjectOf();

    EvaluationSet evaluation();

    /** The templates captions are made of; their words are the vocabulary. */
    List<PromptTemplate> templates();

    Tokenizer tokenizer();

    ImagePreprocessor preprocessor();

    /** SHA-256 over pixels and captions, in hexadecimal: two datasets of the same digest train alike. */
    String digest();
}
