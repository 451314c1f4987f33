// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify;

import cliplab.model.data.PairDataset;
import cliplab.model.eval.Embedder;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * A network that the classifier asks: the one in training, or one that was loaded. It belongs to a thread of its own, where questions
 * are answered in order. Any thread.
 */
public interface AskedNetwork {
    /** What it is, such as "the run in training" or "epoch 12 of the run of seed 0". */
    String name();

    /** As exactly as it can be told now, for a reader who was not there. FX thread. */
    default String origin() {
        return name();
    }

    /** Whether the same question may be answered otherwise later, because the network learns. */
    boolean learning();

    /** What it was trained on, with its tokenizer, preprocessor and templates. */
    PairDataset data();

    /**
     * Puts a question and returns at once.
     *
     * @param question is run on the network's own thread; what it returns must not lean on the embedder
     * @return fails where the network is gone, or with what the question threw
     */
    <T> CompletableFuture<T> ask(Function<? super Embedder, ? extends T> question);
}
