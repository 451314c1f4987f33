// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.tools;

import cliplab.app.classify.AskedNetwork;
import cliplab.viz.text.Messages;
import cliplab.viz.text.Numbers;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a linear probe measured, in words computed from its numbers. Any thread. */
final class ProbeSentences {
    private ProbeSentences() {}

    /** From how many labels on the probe is better than zero-shot. */
    static String verdict(ProbeResult result) {
        int most = result.points().getLast().labelsPerClass();
        if (!result.complete()) {
            return Messages.text("probe.incomplete", most);
        }
        String zeroShot = Numbers.percent(result.zeroShot());
        List<Integer> above = result.above();
        if (above.isEmpty()) {
            return Messages.text("probe.beats.never", most, zeroShot);
        }
        int from = above.stream().filter(result::aboveFrom).findFirst().orElse(0);
        if (from == 0) {
            String some = above.stream().map(String::valueOf).collect(Collectors.joining(", "));
            return Messages.text("probe.beats.sometimes", some, zeroShot, most);
        }
        return Messages.text(from == 1 ? "probe.beats.from.first" : "probe.beats.from", from, zeroShot);
    }

    /** On what it was measured, and whether that is what is asked now. */
    static String measured(ProbeResult result, @Nullable AskedNetwork now) {
        String name = result.network().name();
        if (now != null && !now.equals(result.network())) {
            return Messages.text(
                    "probe.measured.former",
                    name,
                    result.images(),
                    result.classes(),
                    result.trainingImages(),
                    now.name());
        }
        return Messages.text(
                result.network().learning() ? "probe.measured.learning" : "probe.measured",
                name,
                result.images(),
                result.classes(),
                result.trainingImages());
    }

    static String withheld(ProbeResult result) {
        List<String> withheld = result.withheld();
        return withheld.isEmpty() ? "" : Messages.text("probe.withheld", String.join(", ", withheld));
    }
}
