// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.sweeps;

import cliplab.app.cli.LineWords;
import cliplab.app.cli.Setup;
import cliplab.model.train.TrainingOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is to be run: every value of one setting with every value of another, each with every seed. Immutable, and valid: every
 * run could begin.
 *
 * @param base what all runs share, at full speed and with the first seed, whatever it was given with; what is varied does not
 *     count
 * @param varied one or two settings; the first is drawn along the axis, the second as a curve for each value
 * @param seeds at least one, each once
 */
public record SweepPlan(Setup base, List<Varied> varied, List<Long> seeds) {
    /** More are a mistake in typing, or weeks. */
    public static final int MOST = 500;

    private static final Pattern SEEDS = Pattern.compile("(-?\\d{1,18})(?:-(\\d{1,18}))?");

    /** @throws IllegalArgumentException with one sentence for the person */
    public SweepPlan {
        varied = List.copyOf(varied);
        seeds = List.copyOf(seeds);
        if (varied.isEmpty() || varied.size() > 2) {
            throw new IllegalArgumentException("a sweep varies one or two settings, not " + varied.size());
        }
        if (varied.size() == 2
                && varied.getFirst().setting() == varied.getLast().setting()) {
            throw new IllegalArgumentException(
                    "the " + varied.getFirst().setting().words() + " is varied twice; give all its values at once");
        }
        if (seeds.isEmpty()) {
            throw new IllegalArgumentException("a sweep needs at least one seed");
        }
        requireDistinct("the seed", seeds);
        base = withSeed(base, seeds.getFirst());
        long count = seeds.size();
        for (Varied one : varied) {
            requireDistinct("the " + one.setting().words(), one.values());
            count *= one.values().size();
        }
        if (count > MOST) {
            throw new IllegalArgumentException("these are %,d runs; a sweep has %d at most".formatted(count, MOST));
        }
        List<Setup> setups =
                combinations(base, varied).stream().map(Combination::setup).toList();
        if (new HashSet<>(setups).size() < setups.size()) {
            throw new IllegalArgumentException("two of the values are the same, written in different ways");
        }
    }

    /**
     * One value of each setting.
     *
     * @param setup with the first seed
     */
    record Combination(Setup setup, List<String> values) {}

    /** All of them, in the order of the runs of a seed. */
    List<Combination> combinations() {
        return combinations(base, varied);
    }

    private static <T> void requireDistinct(String what, List<T> values) {
        Set<T> seen = new HashSet<>();
        for (T value : values) {
            if (!seen.add(value)) {
                throw new IllegalArgumentException(what + " has the value " + value + " twice");
            }
        }
    }

    private static List<Combination> combinations(Setup base, List<Varied> varied) {
        List<Combination> all = List.of(new Combination(base, List.of()));
        for (Varied one : varied) {
            List<Combination> longer = new ArrayList<>();
            for (Combination so : all) {
                for (String value : one.values()) {
                    longer.add(with(so, one.setting(), value));
                }
            }
            all = longer;
        }
        return all;
    }

    private static Combination with(Combination so, SweepSetting setting, String value) {
        List<String> values = new ArrayList<>(so.values());
        values.add(value);
        try {
            return new Combination(setting.set(so.setup(), value), values);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "with the " + setting.words() + " " + String.join(", ", values) + ": " + e.getMessage(), e);
        }
    }

    public int count() {
        return varied.stream().mapToInt(one -> one.values().size()).reduce(seeds.size(), (a, b) -> a * b);
    }

    /**
     * All runs in their order: the first seed goes through all values before the second begins, so that a sweep that is broken
     * off has whole curves.
     */
    public List<SweepRun> runs() {
        List<Combination> combinations = combinations();
        List<SweepRun> runs = new ArrayList<>();
        for (long seed : seeds) {
            for (Combination so : combinations) {
                Setup setup = withSeed(so.setup(), seed);
                runs.add(new SweepRun(
                        setup.line(), so.values(), seed, setup.options().epochs()));
            }
        }
        return runs;
    }

    /** At full speed: nobody watches. */
    private static Setup withSeed(Setup setup, long seed) {
        TrainingOptions options = setup.options().withSeed(seed);
        return new Setup(
                options, setup.templatesInUse(), setup.evaluationTemplates(), 0, setup.device(), setup.threads());
    }

    /** The command that makes the same runs. */
    public String line() {
        List<String> line = new ArrayList<>(List.of("cliplab", "sweep"));
        Set<String> ours = new HashSet<>(Set.of("--seed", "--step-delay"));
        for (Varied one : varied) {
            line.addAll(List.of("--set", one.toString()));
            ours.add("--" + one.setting().id());
        }
        line.add("--seeds");
        line.add(seeds.stream().map(String::valueOf).collect(Collectors.joining(",")));
        List<String> shared = LineWords.split(base.line());
        for (int i = 2; i < shared.size(); i++) {
            if (ours.contains(shared.get(i))) {
                i++; // each has one value
            } else {
                line.add(shared.get(i));
            }
        }
        return LineWords.join(line);
    }

    /** In words: {@code batch size 8, 16 × seeds 0, 1, 2}. */
    public String words() {
        StringBuilder text = new StringBuilder();
        for (Varied one : varied) {
            text.append(one.setting().words())
                    .append(' ')
                    .append(String.join(", ", one.values()))
                    .append(" × ");
        }
        text.append(seeds.size() == 1 ? "seed " : "seeds ");
        return text + String.join(", ", seeds.stream().map(String::valueOf).toList());
    }

    /**
     * Reads seeds such as {@code 0-2,7}.
     *
     * @throws IllegalArgumentException with one sentence
     */
    public static List<Long> seeds(String text) {
        List<Long> seeds = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher matcher = SEEDS.matcher(part.strip());
            if (!matcher.matches()) {
                throw new IllegalArgumentException("seeds are whole numbers such as 0-2 or 1,5, not \"" + text + "\"");
            }
            long first = Long.parseLong(matcher.group(1));
            long last = matcher.group(2) == null ? first : Long.parseLong(matcher.group(2));
            if (last < first) {
                throw new IllegalArgumentException("the seeds " + part.strip() + " run backwards");
            }
            if (last - first >= MOST) {
                throw new IllegalArgumentException(
                        "the seeds " + part.strip() + " are too many; a sweep has " + MOST + " runs at most");
            }
            for (long seed = first; seed <= last; seed++) {
                seeds.add(seed);
            }
        }
        return seeds;
    }
}
