// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * What a batch's logits say about each of its images. Immutable by convention: nobody writes into the arrays. Made in
 * O(N²) on any thread.
 *
 * @param matched the text with the largest logit, the first of equals; −1 in a row of NaN
 * @param right whether that text's caption equals the own: a duplicate of the own caption is no mistake
 * @param ranks 1 + how many other captions stand above the own
 * @param losses −ln softmax of the own text, as InfoNCE from image to text counts it
 * @param twins how many other pairs carry the same caption
 * @param captions how many captions differ
 * @param hardest images and wrong captions, the largest margin first
 */
public record BatchReading(
        int[] matched,
        boolean[] right,
        int[] ranks,
        double[] losses,
        int[] twins,
        int captions,
        List<HardNegative> hardest) {
    private static final int HARDEST = 8;

    /**
     * A wrong caption near an image.
     *
     * @param image its index
     * @param text the index of a text with the wrong caption
     * @param margin logit of that text less the logit of the own; positive where the wrong one wins
     */
    public record HardNegative(int image, int text, double margin) {}

    public BatchReading {
        hardest = List.copyOf(hardest);
    }

    public static BatchReading of(BatchView batch) {
        int size = batch.size();
        int[] captions = numbered(batch.captionIds());
        int distinct = Arrays.stream(captions).max().orElse(-1) + 1;
        int[] counts = new int[distinct];
        for (int caption : captions) {
            counts[caption]++;
        }
        int[] matched = new int[size];
        boolean[] right = new boolean[size];
        int[] ranks = new int[size];
        double[] losses = new double[size];
        PriorityQueue<HardNegative> hardest = new PriorityQueue<>(Comparator.comparingDouble(HardNegative::margin));
        int[] bestText = new int[distinct];
        for (int image = 0; image < size; image++) {
            float[] row = batch.logits()[image];
            bestTexts(row, captions, bestText);
            int own = captions[image];
            losses[image] = loss(row, image);
            matched[image] = largest(row, bestText);
            right[image] = matched[image] >= 0 && captions[matched[image]] == own;
            ranks[image] = 1;
            for (int caption = 0; caption < distinct; caption++) {
                int text = bestText[caption];
                if (caption == own || text < 0) {
                    continue;
                }
                ranks[image] += bestText[own] >= 0 && row[text] > row[bestText[own]] ? 1 : 0;
                keep(hardest, new HardNegative(image, text, row[text] - row[image]));
            }
        }
        int[] twins =
                Arrays.stream(captions).map(caption -> counts[caption] - 1).toArray();
        List<HardNegative> sorted = new ArrayList<>(hardest);
        sorted.sort(Comparator.comparingDouble(HardNegative::margin).reversed());
        return new BatchReading(matched, right, ranks, losses, twins, distinct, sorted);
    }

    /** The ids as 0, 1, 2 … in order of appearance. */
    private static int[] numbered(int[] ids) {
        Map<Integer, Integer> numbers = new HashMap<>();
        return Arrays.stream(ids)
                .map(id -> numbers.computeIfAbsent(id, _ -> numbers.size()))
                .toArray();
    }

    /** For each caption the text that has it and stands highest in the row; −1 where all are NaN. */
    private static void bestTexts(float[] row, int[] captions, int[] bestText) {
        Arrays.fill(bestText, -1);
        for (int text = 0; text < row.length; text++) {
            int best = bestText[captions[text]];
            if (!Float.isNaN(row[text]) && (best < 0 || row[text] > row[best])) {
                bestText[captions[text]] = text;
            }
        }
    }

    private static int largest(float[] row, int[] texts) {
        int largest = -1;
        for (int text : texts) {
            if (text >= 0 && (largest < 0 || row[text] > row[largest])) {
                largest = text;
            }
        }
        return largest;
    }

    private static double loss(float[] row, int own) {
        float largest = Float.NEGATIVE_INFINITY;
        for (float logit : row) {
            largest = Math.max(largest, logit);
        }
        double sum = 0;
        for (float logit : row) {
            sum += Math.exp(logit - largest);
        }
        return Math.log(sum) + largest - row[own];
    }

    private static void keep(PriorityQueue<HardNegative> hardest, HardNegative candidate) {
        if (Double.isNaN(candidate.margin())) {
            return;
        }
        if (hardest.size() < HARDEST) {
            hardest.add(candidate);
        } else if (candidate.margin() > smallest(hardest)) {
            hardest.remove();
            hardest.add(candidate);
        }
    }

    private static double smallest(PriorityQueue<HardNegative> hardest) {
        HardNegative least = hardest.peek();
        return least == null ? Double.NEGATIVE_INFINITY : least.margin();
    }

    /** How many images found an equal caption. */
    public int rightCount() {
        return (int) IntStream.range(0, right.length).filter(i -> right[i]).count();
    }

    /** How many pairs share their caption with another. */
    public int twinCount() {
        return (int) Arrays.stream(twins).filter(n -> n > 0).count();
    }
}
