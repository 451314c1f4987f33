// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.data;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The task is not made trivial: the mean picture of each class names no more than 55 % of the held-out images. */
class TaskDifficultyTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4})
    void nearestClassMeanOnRawPixelsIsNotEnough(long seed) {
        ShapesDataset data = new ShapesDataset(seed, ShapesDataset.Options.REFERENCE);
        double accuracy = nearestMeanAccuracy(data);
        assertTrue(accuracy <= 0.55, "nearest class mean is right in " + accuracy);
        assertTrue(accuracy > 0.0625, "worse than chance: the split or the labels must be wrong");
    }

    static double nearestMeanAccuracy(ShapesDataset data) {
        int classes = data.evaluation().labels().size();
        double[][] means = new double[classes][data.images().bytesPerImage()];
        int[] counts = data.captions().groupSizes();
        byte[] pixels = new byte[data.images().bytesPerImage()];
        for (int pair = 0; pair < data.images().count(); pair++) {
            data.images().copyTo(pair, pixels, 0);
            double[] mean = means[data.captions().captionId(pair, 0)];
            for (int i = 0; i < pixels.length; i++) {
                mean[i] += (pixels[i] & 0xFF) / (double) counts[data.captions().captionId(pair, 0)];
            }
        }
        EvaluationSet evaluation = data.evaluation();
        long right = IntStream.range(0, evaluation.images().count())
                .filter(image ->
                        nearest(evaluation.images(), image, means) == evaluation.subjectOf()[image])
                .count();
        return (double) right / evaluation.images().count();
    }

    private static int nearest(Images images, int image, double[][] means) {
        byte[] pixels = new byte[images.bytesPerImage()];
        images.copyTo(image, pixels, 0);
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int c = 0; c < means.length; c++) {
            double distance = 0;
            for (int i = 0; i < pixels.length; i++) {
                double difference = (pixels[i] & 0xFF) - means[c][i];
                distance += difference * difference;
            }
            if (distance < least) {
                least = distance;
                best = c;
            }
        }
        return best;
    }
}
