// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.app.training.Heard;
import cliplab.model.eval.Embedder;
import cliplab.model.run.SavedRun;
import cliplab.model.runtime.EngineStart;
import cliplab.model.train.TrainingEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network in training and one from disk, on two threads of one engine. */
class TwoNetworksTest {
    @TempDir
    private Path home;

    @Test
    void trainingGoesOnBitForBitWhileAnotherNetworkIsAsked() throws Exception {
        int held = EngineStart.heldArrays();
        List<Double> alone;
        try (TinyRun run = new TinyRun(home.resolve("alone")).complete()) {
            alone = run.losses();
        }
        InferenceService inference = new InferenceService();
        try (TinyRun run = new TinyRun(home.resolve("beside"))) {
            inference.accept(run.ready());
            run.service().pause(); // until the other network is there
            run.heard().await(TrainingEvent.Paused.class);
            LoadedNetwork untrained = inference
                    .open(run.folder(), OptionalInt.of(0), run.prepared().data())
                    .get(60, TimeUnit.SECONDS);
            assertTrue(SavedRun.open(run.folder()).isBeingWritten(), "read without its lock");
            int passes =
                    untrained.ask(embedder -> passesUntilTheEnd(embedder, run)).get(60, TimeUnit.SECONDS);
            assertTrue(passes > 1, "passes beside the steps: " + passes);
            run.complete();
            assertEquals(alone, run.losses());
        }
        inference.close().toCompletableFuture().get(60, TimeUnit.SECONDS);
        assertEquals(held, EngineStart.heldArrays());
    }

    /** Keeps one network busy while the other makes its steps: both threads are in the engine at once. */
    private static int passesUntilTheEnd(Embedder embedder, TinyRun run) {
        int passes = 0;
        Heard heard = run.heard();
        run.service().resume();
        while (heard.steps() < TinyRun.STEPS
                && heard.of(TrainingEvent.Failed.class).findAny().isEmpty()) {
            embedder.embedImages(run.data().evaluation().images());
            passes++;
        }
        return passes;
    }
}
