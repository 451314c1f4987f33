// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.sweeps;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Sweeps one behind another, and their runs in the order in which they will take their turns. Immutable.
 *
 * @param sweeps those with runs in the queue, oldest first
 * @param runs of all of them
 */
public record Queue(List<Sweep> sweeps, List<QueuedRun> runs) {
    public static final Queue EMPTY = new Queue(List.of(), List.of());

    /** @param id the moment it was asked for, such as {@code 2026-11-21-140500} */
    public record Sweep(String id, SweepPlan plan) {}

    /** @throws IllegalArgumentException with one sentence where a run belongs to no sweep, or two share a folder */
    public Queue {
        sweeps = List.copyOf(sweeps);
        runs = List.copyOf(runs);
        Map<String, Integer> settings = new HashMap<>();
        for (Sweep sweep : sweeps) {
            settings.put(sweep.id(), sweep.plan().varied().size());
        }
        Set<String> keys = new HashSet<>();
        for (QueuedRun run : runs) {
            Integer values = settings.get(run.sweep());
            if (values == null || values != run.run().values().size() || !keys.add(run.key())) {
                throw new IllegalArgumentException("the run " + run.key() + " is of no sweep, or there twice");
            }
        }
    }

    /**
     * Puts a sweep behind all others.
     *
     * @param planned its runs
     */
    Queue add(String id, SweepPlan plan, List<SweepRun> planned) {
        List<Sweep> longerSweeps = new ArrayList<>(sweeps);
        longerSweeps.add(new Sweep(id, plan));
        List<QueuedRun> longer = new ArrayList<>(runs);
        longer.addAll(waiting(id, planned));
        return new Queue(longerSweeps, longer);
    }

    /** The runs of a sweep as they stand in the queue at first. */
    static List<QueuedRun> waiting(String id, List<SweepRun> planned) {
        return IntStream.range(0, planned.size())
                .mapToObj(i -> QueuedRun.waiting(id, i + 1, planned.get(i)))
                .toList();
    }

    public Optional<Sweep> sweep(String id) {
        return sweeps.stream().filter(sweep -> sweep.id().equals(id)).findFirst();
    }

    public Optional<QueuedRun> run(String key) {
        return runs.stream().filter(run -> run.key().equals(key)).findFirst();
    }

    public List<QueuedRun> runsOf(String sweep) {
        return runs.stream().filter(run -> run.sweep().equals(sweep)).toList();
    }

    /** Whose turn it is. */
    public Optional<QueuedRun> next() {
        return runs.stream().filter(run -> run.state() == SweepState.WAITING).findFirst();
    }

    /** The sweeps of which something waits or failed. */
    public List<String> unfinished() {
        return runs.stream()
                .filter(run -> !run.state().isOver())
                .map(QueuedRun::sweep)
                .distinct()
                .toList();
    }

    /** Whether the same runs wait or failed already. */
    public boolean awaits(SweepPlan plan) {
        return unfinished().stream().map(id -> sweep(id).orElseThrow().plan()).anyMatch(plan::equals);
    }

    /** These sweeps alone. */
    public Queue only(List<String> ids) {
        return new Queue(
                sweeps.stream().filter(sweep -> ids.contains(sweep.id())).toList(),
                runs.stream().filter(run -> ids.contains(run.sweep())).toList());
    }

    public long count(SweepState state) {
        return runs.stream().filter(run -> run.state() == state).count();
    }

    /** Nothing changes where there is no such run. */
    Queue change(String key, UnaryOperator<QueuedRun> change) {
        return new Queue(
                sweeps,
                runs.stream()
                        .map(run -> run.key().equals(key) ? change.apply(run) : run)
                        .toList());
    }

    /** Moves a run up (−1) or down (+1) by one place, as far as there is one. */
    Queue move(String key, int by) {
        int from = runs.stream().map(QueuedRun::key).toList().indexOf(key);
        int to = from + by;
        if (from < 0 || to < 0 || to >= runs.size()) {
            return this;
        }
        List<QueuedRun> moved = new ArrayList<>(runs);
        moved.add(to, moved.remove(from));
        return new Queue(sweeps, moved);
    }

    /** Takes a run out; a sweep goes with its last one. What is on disk stays there. */
    Queue remove(String key) {
        List<QueuedRun> left =
                runs.stream().filter(run -> !run.key().equals(key)).toList();
        return new Queue(
                sweeps.stream()
                        .filter(sweep ->
                                left.stream().anyMatch(run -> run.sweep().equals(sweep.id())))
                        .toList(),
                left);
    }

    /** Lets what failed wait for another turn. */
    Queue retry() {
        return new Queue(
                sweeps,
                runs.stream()
                        .map(run -> run.state() == SweepState.FAILED ? run.to(SweepState.WAITING, "") : run)
                        .toList());
    }
}
