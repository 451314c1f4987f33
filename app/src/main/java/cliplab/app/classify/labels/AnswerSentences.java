// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.labels;

import static cliplab.viz.text.Messages.text;

import cliplab.model.eval.ZeroShotAnswer;
import cliplab.viz.text.Numbers;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** An answer in words, about the labels given and never beyond. Keeps nothing. */
public final class AnswerSentences {
    private static final int TOP = 5;
    /** More labels of the same cosine are counted only. */
    private static final int NAMED = 3;

    private AnswerSentences() {}

    /** Whether the best cosine is above the threshold, if there is one. */
    static boolean fits(ZeroShotAnswer answer, @Nullable Double threshold) {
        return threshold == null || answer.cosines()[answer.order()[0]] > threshold;
    }

    /** @param threshold the cosine that the best has to be above; null for none */
    public static String headline(ZeroShotAnswer answer, @Nullable Double threshold) {
        int best = answer.order()[0];
        if (threshold != null && !fits(answer, threshold)) {
            // One digit more than elsewhere, as the two may be close.
            return text("classify.answer.none", Numbers.four(answer.cosines()[best]), Numbers.four(threshold));
        }
        String cosine = Numbers.three(answer.cosines()[best]);
        int given = answer.labels().size();
        if (given == 1) {
            return text("classify.answer.only", answer.top(), cosine);
        }
        String probability = Numbers.probability(answer.probabilities()[best]);
        int equals =
                (int) Arrays.stream(answer.ranks()).filter(rank -> rank == 1).count();
        if (equals == 1) {
            return text("classify.answer.best", given, answer.top(), cosine, probability);
        }
        List<String> names = Arrays.stream(answer.order(), 0, equals)
                .mapToObj(answer.labels()::get)
                .distinct()
                .toList();
        return names.size() == 1
                ? text("classify.answer.repeated", given, answer.top(), equals, cosine, probability)
                : text("classify.answer.tie", given, listed(names), cosine, probability);
    }

    private static String listed(List<String> names) {
        int named = names.size() <= NAMED + 1 ? names.size() - 1 : NAMED;
        String first = names.stream()
                .limit(named)
                .map(name -> text("classify.answer.quoted", name))
                .collect(Collectors.joining(", "));
        String last = named == names.size() - 1
                ? text("classify.answer.quoted", names.getLast())
                : text("classify.answer.more", names.size() - named);
        return text("classify.answer.and", first, last);
    }

    /** The entropy in nats and as a share. */
    public static String entropy(ZeroShotAnswer answer) {
        int given = answer.labels().size();
        return given == 1
                ? text("classify.answer.entropy.one")
                : text(
                        "classify.answer.entropy",
                        Numbers.three(answer.entropy()),
                        Numbers.percent(answer.entropyShare()),
                        given,
                        Numbers.three(Math.log(given)));
    }

    /** The best five with their probabilities; empty where there is one label alone. */
    public static String top(ZeroShotAnswer answer) {
        int shown = Math.min(TOP, answer.labels().size());
        if (shown == 1) {
            return "";
        }
        return text(
                "classify.answer.top",
                shown,
                IntStream.of(answer.order())
                        .limit(shown)
                        .mapToObj(label ->
                                answer.labels().get(label) + " " + Numbers.probability(answer.probabilities()[label]))
                        .collect(Collectors.joining(" · ")));
    }
}
