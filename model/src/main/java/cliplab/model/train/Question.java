// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

import cliplab.model.eval.Embedder;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Something asked of the network of a run, and where the answer goes. Answered on the run's thread. */
record Question<T>(Function<? super Embedder, ? extends T> question, CompletableFuture<T> answer) {
    /** Whatever goes wrong in a question is the asker's, and never the run's. */
    void answer(Embedder embedder) {
        if (answer.isDone()) {
            return; // cancelled in the meantime
        }
        try {
            answer.complete(question.apply(embedder));
        } catch (Throwable e) {
            answer.completeExceptionally(e);
        }
    }

    void refuse() {
        answer.completeExceptionally(new IllegalStateException("the run is over, and its network is gone"));
    }
}
