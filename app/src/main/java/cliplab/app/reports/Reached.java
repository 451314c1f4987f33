// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.reports;

import cliplab.app.training.Sentences;
import cliplab.model.train.EpochMetrics;
import cliplab.viz.text.Messages;
import cliplab.viz.text.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How a run ended and what it reached, in sentences made of its numbers. Stateless. */
final class Reached {
    private Reached() {}

    static String standing(ReportedRun run) {
        double seconds =
                run.epochs().isEmpty() ? Double.NaN : run.epochs().getLast().seconds();
        // messages: report.standing.*
        return Messages.text(
                "report.standing." + run.standing().key(),
                run.lastEpoch(),
                run.manifest().options().epochs(),
                Sentences.duration(seconds));
    }

    static String sentences(ReportedRun run) {
        Optional<EpochMetrics> tested = run.lastTested();
        if (tested.isEmpty()) {
            return Messages.text("report.reached.none");
        }
        EpochMetrics last = tested.get();
        int labels = run.manifest().labels().size();
        List<String> said = new ArrayList<>();
        said.add(Messages.text(
                "report.reached",
                last.epoch(),
                Numbers.percent(last.accuracy()),
                labels,
                Numbers.percent(1.0 / labels)));
        EpochMetrics best = best(run);
        if (best.accuracy() > last.accuracy()) {
            said.add(Messages.text("report.reached.best", Numbers.percent(best.accuracy()), best.epoch()));
        } else if (best.epoch() < last.epoch()) {
            said.add(Messages.text("report.reached.first", best.epoch()));
        }
        if (!Double.isNaN(last.accuracyWithheld())) {
            said.add(Messages.text("report.reached.withheld", Numbers.percent(last.accuracyWithheld())));
        }
        if (!Double.isNaN(last.loss()) && !Double.isNaN(last.floor())) {
            said.add(Messages.text(
                    "report.reached.loss", last.epoch(), Numbers.four(last.loss()), Numbers.four(last.floor())));
        }
        return String.join(" ", said);
    }

    /** The first of the highest accuracy; an epoch was tested. */
    static EpochMetrics best(ReportedRun run) {
        return run.epochs().stream()
                .filter(epoch -> !Double.isNaN(epoch.accuracy()))
                .max(Comparator.comparingDouble(EpochMetrics::accuracy)
                        .thenComparing(
                                Comparator.comparingInt(EpochMetrics::epoch).reversed()))
                .orElseThrow();
    }
}
