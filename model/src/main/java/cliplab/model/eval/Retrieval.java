// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.eval;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How well images and captions find each other. Immutable.
 *
 * @param imageToText captions found by images
 * @param textToImage images found by captions
 */
public record Retrieval(RetrievalMetrics imageToText, RetrievalMetrics textToImage) {
    /** A candidate that was found, and its cosine with what was sought. */
    public record Hit(int index, float cosine) {}

    /**
     * @param images (images, embedDim), rows of length 1
     * @param captions (subjects, embedDim), rows of length 1
     * @param subjectOf for each image the index of its caption
     */
    public static Retrieval of(float[][] images, float[][] captions, int[] subjectOf) {
        return ofCosines(Vectors.cosines(images, captions), subjectOf, captions.length);
    }

    /** @param cosines (images, subjects) */
    static Retrieval ofCosines(float[][] cosines, int[] subjectOf, int subjects) {
        int[] all = IntStream.range(0, subjects).toArray();
        float[][] columns = new float[subjects][cosines.length];
        for (int i = 0; i < cosines.length; i++) {
            for (int j = 0; j < subjects; j++) {
                columns[j][i] = cosines[i][j];
            }
        }
        return new Retrieval(
                RetrievalMetrics.of(cosines, subjectOf, all), RetrievalMetrics.of(columns, all, subjectOf));
    }

    /**
     * The candidates nearest to a vector, nearest first; of equals the one that stands first.
     *
     * @param query (embedDim), of length 1
     * @param candidates (candidates, embedDim), rows of length 1
     * @param most how many at most
     */
    public static List<Hit> nearest(float[] query, float[][] candidates, int most) {
        return IntStream.range(0, candidates.length)
                .mapToObj(i -> new Hit(i, (float) Vectors.dot(query, candidates[i])))
                .sorted(Comparator.comparingDouble(Hit::cosine).reversed())
                .limit(most)
                .toList();
    }
}
