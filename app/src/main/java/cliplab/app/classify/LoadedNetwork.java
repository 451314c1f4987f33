// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify;

import cliplab.model.data.PairDataset;
import cliplab.model.eval.Embedder;
import cliplab.model.run.SavedRun;
import cliplab.viz.text.Messages;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The network at the end of an epoch of a run on disk, asked on the inference thread. Immutable, for any thread; holds nothing of the
 * engine, so it need not be closed: weights that gave way to others are read again.
 *
 * @param epoch from 0, the untrained network
 * @param epochs that were on disk when it was opened, ascending
 */
public record LoadedNetwork(InferenceService service, SavedRun run, int epoch, List<Integer> epochs, PairDataset data)
        implements AskedNetwork {
    public LoadedNetwork {
        epochs = List.copyOf(epochs);
    }

    @Override
    public String name() {
        return Messages.text(
                "classify.network.epoch", epoch, run.manifest().options().seed());
    }

    @Override
    public boolean learning() {
        return false;
    }

    @Override
    public <T> CompletableFuture<T> ask(Function<? super Embedder, ? extends T> question) {
        return service.ask(this, question);
    }
}
