// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training.setup;

import cliplab.app.cli.Setup;
import cliplab.model.data.CaptionGrammar;
import cliplab.model.data.CaptionPolicy;
import cliplab.model.data.ShapesDataset;
import cliplab.model.loss.LossReference;
import java.util.Arrays;

/**
 * The numbers that answer the controls.
 *
 * @param pairs trained on
 * @param stepsPerEpoch the last, smaller one included
 * @param chanceLine what a batch costs that cannot be told apart, averaged over an epoch
 * @param expectedFloor the least a batch can cost, as equal captions cannot be told apart; with caption noise an estimate,
 *     with gibberish NaN, as it depends on the captions drawn
 * @param logitScale 1/τ
 * @param mislabelled pairs that carry another class's caption
 * @param captions different captions in use; with gibberish as many as pairs at most
 * @param stepsPerSecond at most; infinite at full speed
 * @param example a class's name in the first evaluation template
 */
public record Readings(
        int pairs,
        int stepsPerEpoch,
        double chanceLine,
        double expectedFloor,
        double logitScale,
        int mislabelled,
        int captions,
        double stepsPerSecond,
        String example) {
    /** Of 200 images of a class, 30 are held out. */
    static final int PAIRS_PER_CLASS = 170;

    private static final String ANY_CLASS = CaptionGrammar.labels().name(0);

    /** Takes less than a millisecond for most setups; see the test. */
    public static Readings of(Setup setup) {
        ShapesDataset.Options data = setup.options().data();
        int classes = CaptionGrammar.labels().size() - data.withheld().size();
        int pairs = classes * PAIRS_PER_CLASS;
        int batch = Math.min(setup.options().batchSize(), pairs);
        int inUse = setup.templatesInUse();
        return new Readings(
                pairs,
                Math.ceilDiv(pairs, batch),
                LossReference.chanceLine(setup.options().loss(), pairs, batch),
                data.captions() == CaptionPolicy.GIBBERISH
                        ? Double.NaN
                        : LossReference.expectedFloor(
                                setup.options().loss(), groups(data.captions(), classes), inUse, batch),
                1 / setup.options().temperature().start(),
                classes == 1 ? 0 : (int) Math.round(data.captionNoise() * pairs),
                switch (data.captions()) {
                    case TEMPLATE, SHUFFLED -> classes * inUse;
                    case IDENTICAL -> inUse;
                    case GIBBERISH -> pairs;
                },
                setup.stepDelaySeconds() == 0 ? Double.POSITIVE_INFINITY : 1 / setup.stepDelaySeconds(),
                setup.evaluationTemplates().getFirst().fill(ANY_CLASS));
    }

    private static int[] groups(CaptionPolicy captions, int classes) {
        if (captions == CaptionPolicy.IDENTICAL) {
            return new int[] {classes * PAIRS_PER_CLASS};
        }
        int[] sizes = new int[classes];
        Arrays.fill(sizes, PAIRS_PER_CLASS);
        return sizes;
    }
}
