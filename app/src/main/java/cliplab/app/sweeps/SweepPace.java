// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.sweeps;

import cliplab.app.cli.Setup;
import cliplab.model.data.ShapesDataset;
import cliplab.model.run.RunManifest;
import cliplab.model.run.RunStatus;
import cliplab.model.run.SavedRun;
import cliplab.model.runtime.ComputeDevice;
import cliplab.model.train.EpochMetrics;
import cliplab.model.train.RunStore;
import cliplab.model.train.StepMetrics;
import cliplab.model.train.TrainingEvent;
import cliplab.model.train.TrainingOptions;
import cliplab.model.train.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an epoch takes, in seconds with its evaluation, for runs of one kind; measured on this machine and no promise. Immutable.
 *
 * @param seconds of an epoch, by kind of run
 */
public record SweepPace(Map<Kind, Double> seconds) {
    public static final SweepPace UNKNOWN = new SweepPace(Map.of());

    /** Finished runs that are looked at, newest first. */
    private static final int LOOKED_AT = 200;
    /** A measurement's steps that count, after those that warm up. */
    private static final double WARM_SECONDS = 0.3;

    private static final double MEASURED_SECONDS = 0.7;

    /** What the time of an epoch depends on, within one machine, device and number of threads. */
    public record Kind(int batchSize, int classesWithheld) {
        static Kind of(TrainingOptions options) {
            return new Kind(options.batchSize(), options.data().withheld().size());
        }
    }

    public SweepPace {
        seconds = Map.copyOf(seconds);
    }

    /** Both; of a kind that both know the newer. */
    public SweepPace and(SweepPace newer) {
        Map<Kind, Double> all = new HashMap<>(seconds);
        all.putAll(newer.seconds);
        return new SweepPace(all);
    }

    /** Whether every run of a plan is of a kind that was measured. */
    public boolean knows(SweepPlan plan) {
        return of(plan).isPresent();
    }

    /** All seconds of all runs one after another; empty where a kind was never measured. */
    public OptionalDouble of(SweepPlan plan) {
        double sum = 0;
        for (SweepPlan.Combination one : plan.combinations()) {
            sum += epoch(one.setup())
                    * one.setup().options().epochs()
                    * plan.seeds().size();
        }
        return known(sum);
    }

    /** The seconds until the queue is empty; empty where a kind was never measured. */
    public OptionalDouble of(Queue queue) {
        double sum = 0;
        for (Queue.Sweep sweep : queue.sweeps()) {
            List<QueuedRun> ahead = queue.runsOf(sweep.id()).stream()
                    .filter(run -> run.state() == SweepState.WAITING || run.state() == SweepState.RUNNING)
                    .toList();
            sum += ahead.isEmpty() ? 0 : of(sweep.plan(), ahead);
        }
        return known(sum);
    }

    private double of(SweepPlan plan, List<QueuedRun> ahead) {
        double sum = 0;
        for (SweepPlan.Combination one : plan.combinations()) {
            double epoch = epoch(one.setup());
            for (QueuedRun run : ahead) {
                if (run.run().values().equals(one.values())) {
                    sum += epoch * (run.run().epochs() - run.epochs());
                }
            }
        }
        return sum;
    }

    /** NaN where its kind was never measured. */
    private double epoch(Setup setup) {
        return seconds.getOrDefault(Kind.of(setup.options()), Double.NaN);
    }

    private static OptionalDouble known(double seconds) {
        return Double.isNaN(seconds) ? OptionalDouble.empty() : OptionalDouble.of(seconds);
    }

    /**
     * From finished runs, the newest of each kind; reads up to 200 of them. Runs that cannot be read are passed over.
     *
     * @param runs the folder of runs
     * @param device that they were trained on, as a run's manifest names it
     */
    public static SweepPace ofFinished(Path runs, String device, int threads) {
        Map<Kind, Double> seconds = new HashMap<>();
        for (Path folder : newest(runs)) {
            try {
                SavedRun saved = SavedRun.open(folder);
                RunManifest manifest = saved.manifest();
                boolean fits = manifest.status() == RunStatus.COMPLETED
                        && manifest.device().equals(device)
                        && manifest.threads() == threads;
                Kind kind = Kind.of(manifest.options());
                if (fits && !seconds.containsKey(kind) && saved.changes().isEmpty()) {
                    EpochMetrics last = saved.epochs().getLast();
                    seconds.put(kind, last.seconds() / last.epoch());
                }
            } catch (IOException | RuntimeException e) {
                // Not a run, or a damaged one: the library says so, an estimate need not.
            }
        }
        return new SweepPace(seconds);
    }

    private static List<Path> newest(Path runs) {
        try (Stream<Path> folders = Files.list(runs)) {
            return folders.filter(SavedRun::isIn)
                    .sorted(Comparator.comparing(Path::getFileName).reversed())
                    .limit(LOOKED_AT)
                    .toList();
        } catch (IOException e) {
            return List.of(); // no runs yet
        }
    }

    /**
     * Measures the kinds of a plan that are not known yet, by about a second of training each; nothing is kept. To be called
     * where the engine may be used.
     */
    public SweepPace measured(SweepPlan plan, ComputeDevice device) {
        Map<Kind, Double> all = new HashMap<>(seconds);
        for (SweepPlan.Combination one : plan.combinations()) {
            TrainingOptions options = one.setup().options();
            Kind kind = Kind.of(options);
            if (!all.containsKey(kind)) {
                double epoch = epochSeconds(options, device);
                if (!Double.isNaN(epoch)) {
                    all.put(kind, epoch);
                }
            }
        }
        return new SweepPace(all);
    }

    private static double epochSeconds(TrainingOptions options, ComputeDevice device) {
        ShapesDataset data = new ShapesDataset(options.seed(), options.data());
        Measurement measurement = new Measurement();
        TrainingRun run = new TrainingRun(
                new TrainingRun.Plan("measurement", options, data, device, null, List.of()),
                RunStore.NOWHERE,
                measurement);
        measurement.run = run;
        TrainingRun.Outcome _ = run.run(); // whatever its end, its steps were measured
        return measurement.epochSeconds();
    }

    /** Listens to a run for a second, or an epoch where that is shorter, and ends it. Used on the run's thread. */
    private static final class Measurement implements Consumer<TrainingEvent> {
        private @Nullable TrainingRun run;
        private int pairs;
        private double evaluation;
        private double epoch = Double.NaN;
        private @Nullable StepMetrics warm;
        private @Nullable StepMetrics last;

        @Override
        public void accept(TrainingEvent event) {
            if (event instanceof TrainingEvent.Started started) {
                pairs = started.pairs();
            } else if (event instanceof TrainingEvent.Epoch(String _, EpochMetrics metrics)) {
                epochEnded(metrics);
            } else if (event instanceof TrainingEvent.Step(String _, StepMetrics made)) {
                stepped(made);
            }
        }

        private void epochEnded(EpochMetrics metrics) {
            if (metrics.epoch() == 0) {
                evaluation = metrics.seconds();
            } else {
                epoch = metrics.seconds() - evaluation;
                stop();
            }
        }

        private void stepped(StepMetrics made) {
            double trained = made.seconds() - evaluation;
            last = made;
            if (warm != null && trained >= WARM_SECONDS + MEASURED_SECONDS) {
                stop();
            }
            if (warm == null && trained >= WARM_SECONDS) {
                warm = made;
            }
        }

        private void stop() {
            if (run != null) {
                run.stop();
            }
        }

        double epochSeconds() {
            StepMetrics from = warm;
            StepMetrics to = last;
            if (!Double.isNaN(epoch) || from == null || to == null || to.pairs() == from.pairs()) {
                return epoch;
            }
            return evaluation + pairs * (to.seconds() - from.seconds()) / (to.pairs() - from.pairs());
        }
    }
}
