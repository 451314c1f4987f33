// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

import cliplab.model.eval.Evaluation;
import cliplab.model.net.Values;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Passes everything on to another store until that fails once, and keeps nothing from then on: training goes on in memory.
 * What the other store has by then stays as it is, so that a run folder can be resumed from its last checkpoint. Used on
 * the run's thread; does not own the other store.
 */
public final class FallbackStore implements RunStore {
    private interface Write {
        void to(RunStore store) throws IOException;
    }

    private final Consumer<IOException> failed;
    private RunStore store;

    /** @param failed told once, on the run's thread, of the first failure */
    public FallbackStore(RunStore store, Consumer<IOException> failed) {
        this.store = store;
        this.failed = failed;
    }

    private void write(Write write) {
        try {
            write.to(store);
        } catch (IOException e) {
            store = NOWHERE;
            failed.accept(e);
        }
    }

    @Override
    public void step(StepMetrics metrics) {
        write(to -> to.step(metrics));
    }

    @Override
    public void change(Change change) {
        write(to -> to.change(change));
    }

    @Override
    public void epoch(EpochMetrics metrics, Evaluation evaluation, Map<String, Values> weights) {
        write(to -> to.epoch(metrics, evaluation, weights));
    }

    @Override
    public void checkpoint(Checkpoint checkpoint) {
        write(to -> to.checkpoint(checkpoint));
    }

    @Override
    public void ended(TrainingRun.Outcome outcome) {
        write(to -> to.ended(outcome));
    }
}
