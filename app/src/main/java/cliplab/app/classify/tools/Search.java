// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.tools;

import cliplab.app.classify.Bench;
import cliplab.model.data.EvaluationSet;
import cliplab.model.data.PairDataset;
import cliplab.model.data.PromptTemplate;
import cliplab.model.data.WordTokenizer;
import cliplab.model.eval.Embedder;
import cliplab.model.eval.Retrieval;
import cliplab.model.eval.Vectors;
import cliplab.model.eval.ZeroShotClassifier;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A search to and fro between the held-out images and texts. Immutable.
 *
 * @param images that are searched, as the network saw them
 * @param text that images are sought with; without a known word none are
 * @param labels given, with a known word each, beside the data's own subjects
 * @param templates that subjects and labels are put into; at least one
 */
record Search(Bench.Measured images, String text, List<String> labels, List<PromptTemplate> templates) {
    private static final int MOST = 12;

    /**
     * What came of it.
     *
     * @param found the nearest images, nearest first
     * @param captions the subjects of the data, then the labels that are none of them
     * @param vectors (captions, embedDim), rows of length 1
     * @param retrieval of images and subjects
     * @param accuracy the share of images whose nearest subject is their own, the first of equals
     */
    record Result(
            Search search,
            List<Retrieval.Hit> found,
            List<String> captions,
            float[][] vectors,
            Retrieval retrieval,
            double accuracy) {}

    PairDataset data() {
        return images.network().data();
    }

    /** The subject that the text names, alone or in a template in use or declared; −1 where it names none. */
    int sought() {
        List<String> words = WordTokenizer.words(text);
        List<String> subjects = data().evaluation().subjects();
        return IntStream.range(0, subjects.size())
                .filter(subject -> Stream.concat(
                                Stream.of(subjects.get(subject)),
                                Stream.concat(templates.stream(), data().templates().stream())
                                        .map(template -> template.fill(subjects.get(subject))))
                        .anyMatch(caption -> WordTokenizer.words(caption).equals(words)))
                .findFirst()
                .orElse(-1);
    }

    /** On the network's thread. */
    Result run(Embedder embedder) {
        EvaluationSet heldOut = data().evaluation();
        List<String> subjects = heldOut.subjects();
        List<String> captions =
                Stream.concat(subjects.stream(), labels.stream()).distinct().toList();
        float[][] vectors = new ZeroShotClassifier(embedder, captions, templates).vectors();
        float[][] ofSubjects = List.of(vectors).subList(0, subjects.size()).toArray(float[][]::new);
        float[][] seen = images.vectors().heldOut();
        float[][] cosines = Vectors.cosines(seen, ofSubjects);
        long right = IntStream.range(0, seen.length)
                .filter(i -> Vectors.argMax(cosines[i]) == heldOut.subjectOf()[i])
                .count();
        List<Retrieval.Hit> found = embedder.tokenizer().tokenize(text).isEmpty()
                ? List.of()
                : Retrieval.nearest(embedder.embedTexts(List.of(text))[0], seen, MOST);
        return new Result(
                this,
                found,
                captions,
                vectors,
                Retrieval.of(seen, ofSubjects, heldOut.subjectOf()),
                (double) right / seen.length);
    }
}
