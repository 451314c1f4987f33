// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.figures;

import cliplab.model.data.PairDataset;
import cliplab.model.data.ShapesDataset;
import cliplab.model.eval.Evaluation;
import cliplab.model.eval.Evaluator;
import cliplab.model.run.RunManifest;
import cliplab.model.run.SavedRun;
import cliplab.model.train.Change;
import cliplab.model.train.EpochMetrics;
import cliplab.model.train.LiveOptions;
import cliplab.model.train.StepMetrics;
import cliplab.model.train.TrainingOptions;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * All that the figures of a run are drawn from, wherever it is kept: a saved run's, or a copy of what the window has seen.
 * Immutable; any thread.
 *
 * @param name of its folder; empty where it was never written
 * @param created when, as {@code run.json} says it; empty where it was never written
 * @param preset its name, or "custom"
 * @param device where it was trained
 * @param version of the program that trained it
 * @param dataDigest SHA-256 of pixels and captions
 * @param options fixed for the run
 * @param data of the run
 * @param steps done
 * @param epochs done, the untrained network's first
 * @param changes made while it ran
 * @param looks what was seen of the network at the end of an epoch
 */
public record DrawnRun(
        String name,
        String created,
        String preset,
        String device,
        String version,
        String dataDigest,
        TrainingOptions options,
        PairDataset data,
        List<StepMetrics> steps,
        List<EpochMetrics> epochs,
        List<Change> changes,
        Looks looks) {
    /** Gives back what was seen at the end of an epoch; may read a file. */
    public interface Looks {
        /** Empty where that epoch was not looked at, or is no longer known. */
        Optional<Evaluation> at(int epoch) throws IOException;
    }

    public DrawnRun {
        steps = List.copyOf(steps);
        epochs = List.copyOf(epochs);
        changes = List.copyOf(changes);
    }

    /**
     * A run on disk, as far as it has come.
     *
     * @throws IOException where a file is missing or damaged, or this program makes other data of the same settings
     */
    public static DrawnRun of(SavedRun saved) throws IOException {
        RunManifest manifest = saved.manifest();
        ShapesDataset data =
                new ShapesDataset(manifest.options().seed(), manifest.options().data());
        if (!data.digest().equals(manifest.dataDigest())) {
            throw new IOException(saved.folder() + " was trained on data that this version draws differently;"
                    + " its figures need the version that it was trained with");
        }
        Evaluator evaluator = new Evaluator(data.evaluation());
        return new DrawnRun(
                String.valueOf(saved.folder().toAbsolutePath().normalize().getFileName()),
                manifest.created(),
                manifest.preset(),
                manifest.device(),
                manifest.versions().getOrDefault("cliplab", ""),
                manifest.dataDigest(),
                manifest.options(),
                data,
                saved.steps(),
                saved.epochs(),
                saved.changes(),
                epoch -> saved.hasSnapshot(epoch)
                        ? Optional.of(saved.snapshot(epoch).evaluation(evaluator))
                        : Optional.empty());
    }

    /** The numbers of an epoch; empty where it is not done. */
    Optional<EpochMetrics> epoch(int epoch) {
        return epochs.stream().filter(metrics -> metrics.epoch() == epoch).findFirst();
    }

    /** The settings in force once all changes up to a step were made. */
    LiveOptions live(long step) {
        LiveOptions live = LiveOptions.startOf(options);
        for (Change change : changes) {
            if (change.step() <= step) {
                live = change.applyTo(live);
            }
        }
        return live;
    }

    /** With its fraction, so far. */
    double epochsAt(StepMetrics step) {
        return (double) step.pairs() / data.images().count();
    }

    int stepsPerEpoch() {
        return Math.ceilDiv(data.images().count(), options.batchSize());
    }
}
