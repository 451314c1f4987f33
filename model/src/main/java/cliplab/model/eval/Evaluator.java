// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.eval;

import cliplab.model.data.EvaluationSet;
import cliplab.model.data.Images;
import cliplab.model.data.LabelSet;
import cliplab.model.data.PackedImages;
import cliplab.model.data.PromptTemplate;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Tests a network on held-out images. Immutable; what takes an embedder runs on the thread that owns it, the rest on any.
 */
public final class Evaluator {
    private final EvaluationSet set;
    private final List<Integer> shown;
    private final Images shownImages;

    public Evaluator(EvaluationSet set) {
        this.set = set;
        this.shown = IntStream.range(0, set.subjects().size())
                .filter(subject -> set.firstOf(subject) >= 0)
                .boxed()
                .toList();
        this.shownImages = firstImages(set, shown);
    }

    private static Images firstImages(EvaluationSet set, List<Integer> subjects) {
        Images all = set.images();
        byte[] pixels = new byte[subjects.size() * all.bytesPerImage()];
        for (int row = 0; row < subjects.size(); row++) {
            all.copyTo(set.firstOf(subjects.get(row)), pixels, row * all.bytesPerImage());
        }
        return new PackedImages(all.height(), all.width(), pixels);
    }

    /** @param templates the evaluation templates, at least one; several make an ensemble */
    public Evaluation evaluate(Embedder embedder, List<PromptTemplate> templates) {
        ZeroShotClassifier classifier = new ZeroShotClassifier(embedder, set.subjects(), templates);
        return ofVectors(embedder.embedImages(set.images()), classifier.vectors());
    }

    /**
     * The matrix alone, of the first image of each subject: a small part of the work of {@link #evaluate}.
     *
     * @param templates the evaluation templates, at least one
     */
    public SimilarityMatrix matrix(Embedder embedder, List<PromptTemplate> templates) {
        ZeroShotClassifier classifier = new ZeroShotClassifier(embedder, set.subjects(), templates);
        return matrixOf(classifier.cosines(embedder.embedImages(shownImages)));
    }

    /** For each row of a matrix of these subjects its winner, margin and runner-up. */
    public List<SimilarityMatrix.Decision> decisions(SimilarityMatrix matrix) {
        return IntStream.range(0, matrix.rows().size())
                .mapToObj(row -> matrix.decide(row, set.labels()))
                .toList();
    }

    /**
     * What vectors say, whenever they were made: the same evaluation bit for bit.
     *
     * @param images (held-out images, embedDim), rows of length 1; not copied
     * @param captions (subjects, embedDim), rows of length 1; not copied
     * @throws IllegalArgumentException where there is not one for each image or subject
     */
    public Evaluation ofVectors(float[][] images, float[][] captions) {
        int[] subjectOf = set.subjectOf();
        if (images.length != subjectOf.length
                || captions.length != set.subjects().size()) {
            throw new IllegalArgumentException("%d images and %d captions are not those of this data: %d and %d"
                    .formatted(
                            images.length,
                            captions.length,
                            subjectOf.length,
                            set.subjects().size()));
        }
        float[][] cosines = Vectors.cosines(images, captions);
        int[] guesses = IntStream.range(0, images.length)
                .map(i -> Vectors.argMax(cosines[i]))
                .toArray();
        Retrieval retrieval = Retrieval.ofCosines(cosines, subjectOf, captions.length);
        SimilarityMatrix matrix = matrixOf(shown.stream()
                .map(subject -> cosines[set.firstOf(subject)].clone())
                .toArray(float[][]::new));
        double[] spread = meanCosines(images, subjectOf, captions.length);
        return new Evaluation(
                accuracy(guesses, subject -> !set.withheld()[subject]),
                accuracy(guesses, subject -> set.withheld()[subject]),
                IntStream.range(0, set.labels().size())
                        .mapToDouble(label ->
                                accuracy(guesses, subject -> subject == label).orElse(Double.NaN))
                        .toArray(),
                matrix,
                decisions(matrix),
                bySharedAttributes(cosines),
                spread[0],
                spread[1],
                images,
                captions,
                retrieval.imageToText(),
                retrieval.textToImage());
    }

    private OptionalDouble accuracy(int[] guesses, IntPredicate counted) {
        if (set.labels().isEmpty()) {
            return OptionalDouble.empty();
        }
        return IntStream.range(0, guesses.length)
                .filter(i -> counted.test(set.subjectOf()[i]))
                .mapToDouble(i -> guesses[i] == set.subjectOf()[i] ? 1 : 0)
                .average();
    }

    private SimilarityMatrix matrixOf(float[][] cosines) {
        return new SimilarityMatrix(shown.stream().map(set.subjects()::get).toList(), set.subjects(), cosines);
    }

    private double[] bySharedAttributes(float[][] cosines) {
        LabelSet labels = set.labels();
        if (labels.attributeCount() == 0) {
            return new double[0];
        }
        double[] sums = new double[labels.attributeCount() + 1];
        int[] counts = new int[sums.length];
        for (int i = 0; i < cosines.length; i++) {
            for (int label = 0; label < labels.size(); label++) {
                int shared = labels.sharedAttributes(set.subjectOf()[i], label);
                sums[shared] += cosines[i][label];
                counts[shared]++;
            }
        }
        return IntStream.range(0, sums.length)
                .mapToDouble(shared -> sums[shared] / counts[shared])
                .toArray();
    }

    /**
     * Mean cosine of two different images within a subject, and between two subjects. The cosines of all pairs of a group add up to
     * half of what the square of the sum of its vectors has beyond the sum of their squares, so that no pair is looked at.
     */
    private static double[] meanCosines(float[][] images, int[] subjectOf, int subjects) {
        int width = images.length == 0 ? 0 : images[0].length;
        double[][] sums = new double[subjects][width];
        double[] squares = new double[subjects];
        int[] counts = new int[subjects];
        for (int i = 0; i < images.length; i++) {
            int subject = subjectOf[i];
            for (int k = 0; k < width; k++) {
                sums[subject][k] += images[i][k];
            }
            squares[subject] += Vectors.dot(images[i], images[i]);
            counts[subject]++;
        }
        double[] whole = new double[width];
        double within = 0;
        double pairsWithin = 0;
        for (int subject = 0; subject < subjects; subject++) {
            double square = 0;
            for (int k = 0; k < width; k++) {
                whole[k] += sums[subject][k];
                square += sums[subject][k] * sums[subject][k];
            }
            within += (square - squares[subject]) / 2;
            pairsWithin += counts[subject] * (counts[subject] - 1.0) / 2;
        }
        double all = (Arrays.stream(whole).map(value -> value * value).sum()
                        - Arrays.stream(squares).sum())
                / 2;
        double pairs = images.length * (images.length - 1.0) / 2;
        return new double[] {within / pairsWithin, (all - within) / (pairs - pairsWithin)};
    }
}
