// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.tools;

import cliplab.model.eval.NoneThreshold;
import cliplab.model.eval.NoneThreshold.Positives;
import cliplab.model.eval.NoneThreshold.Share;
import cliplab.model.eval.Roc;
import cliplab.model.eval.ZeroShotAnswer;
import cliplab.viz.text.Messages;
import cliplab.viz.text.Numbers;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a threshold does, in words; each sentence is about the labels given. Any thread. */
final class NoneSentences {
    private NoneSentences() {}

    /** @param chosen null where it is not known; worth a word only if it should be in force */
    static String threshold(@Nullable NoneThreshold chosen, boolean inForce) {
        if (chosen == null) {
            return inForce ? Messages.text("none.threshold.unknown") : "";
        }
        return Messages.text("none.threshold", Numbers.four(chosen.threshold()));
    }

    static String calibration(NoneThreshold chosen) {
        Share share = chosen.calibration();
        return Messages.text("none.calibration", share.of(), share.count(), Numbers.percent(share.rate()));
    }

    static String setAside(NoneThreshold chosen) {
        Share share = chosen.setAside();
        return Messages.text(
                chosen.holds() ? "none.setAside.holds" : "none.setAside.fails",
                share.of(),
                share.count(),
                Numbers.percent(share.rate()),
                chosen.expected().low(),
                chosen.expected().high(),
                Numbers.percent(chosen.setAsideRate().low()),
                Numbers.percent(chosen.setAsideRate().high()));
    }

    static String positives(NoneThreshold chosen, Optional<Roc> roc) {
        if (chosen.positives().isEmpty()) {
            return Messages.text("none.positives.none");
        }
        Positives positives = chosen.positives().get();
        String area = roc.map(curve -> Messages.text("none.area", Numbers.percent(curve.area())))
                .orElse("");
        return Messages.text(
                        "none.positives",
                        positives.accepted().of(),
                        positives.accepted().count(),
                        Numbers.percent(positives.accepted().rate()),
                        positives.right().count())
                + area;
    }

    /** @param answer about the picture chosen; null where there is none */
    static String picture(NoneThreshold chosen, @Nullable ZeroShotAnswer answer) {
        if (answer == null) {
            return Messages.text("none.picture.none");
        }
        String best = Numbers.four(NoneThreshold.score(answer.cosines()));
        return chosen.accepts(answer.cosines())
                ? Messages.text("none.picture.accepted", best, answer.top())
                : Messages.text("none.picture.refused", best);
    }
}
