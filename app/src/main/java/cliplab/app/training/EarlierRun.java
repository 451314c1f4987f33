// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training;

import cliplab.model.data.ShapesDataset;
import cliplab.model.eval.Evaluator;
import cliplab.model.run.SavedRun;
import cliplab.model.run.SavedSnapshot;
import cliplab.model.train.EpochMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Reads what a saved run did up to its checkpoint. Stateless; any thread but the FX thread, since it reads files. */
final class EarlierRun {
    private EarlierRun() {}

    /** Without what was seen of its network. */
    static LabEvent.Earlier without(SavedRun saved) throws IOException {
        return new LabEvent.Earlier(saved.steps(), saved.epochs(), saved.changes(), List.of());
    }

    /** With it: one core reads the long table of steps while others read the epochs. */
    static LabEvent.Earlier withLooks(SavedRun saved, ShapesDataset dataset) throws IOException {
        CompletableFuture<List<Look>> looks = CompletableFuture.supplyAsync(() -> looks(saved, dataset));
        LabEvent.Earlier told = without(saved);
        try {
            return new LabEvent.Earlier(told.steps(), told.epochs(), told.changes(), looks.join());
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException unread) {
                throw unread.getCause();
            }
            throw e;
        }
    }

    /**
     * Of as many of the newest epochs as are remembered; those whose embeddings are not on disk have none. A long run has hundreds, so
     * all cores read them.
     */
    private static List<Look> looks(SavedRun saved, ShapesDataset dataset) {
        Evaluator evaluator = new Evaluator(dataset.evaluation());
        try {
            Set<Integer> kept = Set.copyOf(saved.epochsKept());
            List<EpochMetrics> known = saved.epochs().stream()
                    .filter(epoch -> kept.contains(epoch.epoch()))
                    .toList();
            return known.subList(Math.max(0, known.size() - EpochArchive.CAPACITY), known.size()).parallelStream()
                    .map(epoch -> Look.of(epoch, snapshot(saved, epoch.epoch()).evaluation(evaluator)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SavedSnapshot snapshot(SavedRun saved, int epoch) {
        try {
            return saved.snapshot(epoch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
