// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.sweeps.view;

import cliplab.app.sweeps.SweepPace;
import cliplab.app.sweeps.SweepPlan;
import cliplab.app.training.LabEvent;
import cliplab.app.training.TrainingService;
import cliplab.viz.text.Messages;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How long runs take on the engine as it was started; hears of that by the trainer's events. Thread-safe. */
public final class TrainerPaces implements SweepChoices.Paces, Consumer<LabEvent> {
    private final Path runs;
    private volatile LabEvent.@Nullable EngineReady engine;
    private volatile @Nullable TrainingService trainer;

    /** @param runs the folder of finished runs */
    public TrainerPaces(Path runs) {
        this.runs = runs;
    }

    /** From now on it can measure as well. */
    public void on(TrainingService service) {
        trainer = service;
    }

    @Override
    public void accept(LabEvent event) {
        if (event instanceof LabEvent.EngineReady ready) {
            engine = ready;
        }
    }

    @Override
    public SweepPace ofFinished() {
        LabEvent.EngineReady ready = engine;
        return ready == null
                ? SweepPace.UNKNOWN
                : SweepPace.ofFinished(runs, ready.device().id(), ready.threads());
    }

    @Override
    public CompletableFuture<SweepPace> measure(SweepPace known, SweepPlan plan) {
        LabEvent.EngineReady ready = engine;
        TrainingService service = trainer;
        return ready == null || service == null
                ? CompletableFuture.failedFuture(new IllegalStateException(Messages.text("run.busy")))
                : service.whileIdle(() -> known.measured(plan, ready.device()));
    }
}
