// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

import cliplab.model.data.PairDataset;
import cliplab.model.eval.Evaluation;
import cliplab.model.runtime.ComputeDevice;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One training run. {@link #run} does all the work on the thread that calls it and returns when the run has ended; every
 * other method may be called from any thread, returns at once, and takes effect between two steps. Nothing ever
 * interrupts the engine.
 */
public final class TrainingRun {
    /** How a run ended. */
    public enum Outcome {
        COMPLETED,
        STOPPED,
        DIVERGED,
        FAILED
    }

    /**
     * What to run.
     *
     * @param id told with every event
     * @param resume where to go on, or null to begin
     * @param replay changes to make at their steps, in order; empty for none
     */
    public record Plan(
            String id,
            TrainingOptions options,
            PairDataset data,
            ComputeDevice device,
            @Nullable Checkpoint resume,
            List<Change> replay) {
        public Plan {
            replay = List.copyOf(replay);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(TrainingRun.class);

    private final Plan plan;
    private final RunStore store;
    private final Consumer<TrainingEvent> observer;
    private final StagnationWatch stagnation = new StagnationWatch();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    // Guarded by lock: what was asked for since the last look.
    private boolean paused;
    private boolean singleStep;
    private boolean stopping;
    private LiveOptions wanted;

    /**
     * @param store where results are kept
     * @param observer told on the run's thread, and must not block it
     */
    public TrainingRun(Plan plan, RunStore store, Consumer<TrainingEvent> observer) {
        this.plan = plan;
        this.store = store;
        this.observer = observer;
        this.wanted = plan.resume() == null
                ? LiveOptions.startOf(plan.options())
                : plan.resume().live().withStepDelaySeconds(0);
    }

    /** Holds the run after the step in progress. */
    public void pause() {
        ask(() -> paused = true);
    }

    /** Lets a paused run go on. */
    public void resume() {
        ask(() -> {
            paused = false;
            singleStep = false;
        });
    }

    /** Makes one step and holds the run after it. */
    public void step() {
        ask(() -> {
            paused = true;
            singleStep = true;
        });
    }

    /** Ends the run after the step in progress, at a checkpoint from which it can be resumed. */
    public void stop() {
        ask(() -> stopping = true);
    }

    /** Puts settings in force from the next step on. */
    public void update(LiveOptions options) {
        if (options.trainingTemplates() > plan.options().data().templates()) {
            throw new IllegalArgumentException(
                    options.trainingTemplates() + " templates are not declared in this run; there are "
                            + plan.options().data().templates());
        }
        ask(() -> wanted = options);
    }

    /** The settings that hold from the next step on. */
    public LiveOptions live() {
        lock.lock();
        try {
            return wanted;
        } finally {
            lock.unlock();
        }
    }

    private void ask(Runnable request) {
        lock.lock();
        try {
            request.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Runs to the end; to be called once. Errors become a {@link TrainingEvent.Failed} event, never an exception. */
    public Outcome run() {
        try (Session session = new Session(plan.options(), live(), plan.data(), plan.device())) {
            try {
                return run(session);
            } catch (DivergedException e) {
                return diverged(e);
            } catch (IOException e) {
                long step = session.progress().step();
                return failed(
                        step,
                        "the run folder could not be written after step " + step + ": " + e.getMessage(),
                        "Free some space or choose another folder, then resume the run.");
            }
        } catch (RuntimeException
                | OutOfMemoryError
                | LinkageError e) { // of the engine, or a mistake of ours: the observer must still hear of the end
            LOG.info("Run {} ended unexpectedly", plan.id(), e);
            return failed(
                    0, "something unexpected went wrong: " + e, "The last checkpoint, if there is one, is still good.");
        }
    }

    private Outcome diverged(DivergedException e) {
        String message = String.valueOf(e.getMessage());
        try {
            report(e.before());
        } catch (IOException unwritten) {
            message += ", and the steps before it could not be written: " + unwritten.getMessage();
        }
        tell(new TrainingEvent.Failed(
                plan.id(),
                e.step(),
                true,
                message,
                "Try a lower learning rate or a higher temperature; the last checkpoint is still good."));
        return Outcome.DIVERGED;
    }

    private Outcome failed(long step, String message, String advice) {
        tell(new TrainingEvent.Failed(plan.id(), step, false, message, advice));
        return Outcome.FAILED;
    }

    private Outcome run(Session session) throws DivergedException, IOException {
        Checkpoint resume = plan.resume();
        if (resume != null) {
            session.restore(resume);
        }
        tell(new TrainingEvent.Started(
                plan.id(),
                plan.options(),
                session.live(),
                session.parameters(),
                session.pairs(),
                session.progress().step()));
        if (resume == null) {
            endEpoch(session, 0);
            store.checkpoint(session.checkpoint());
        }
        while (!session.isFinished()) {
            if (!mayStep(session)) {
                store.checkpoint(session.checkpoint());
                tell(new TrainingEvent.Stopped(plan.id(), session.progress().step()));
                return Outcome.STOPPED;
            }
            applyChanges(session);
            report(session.step());
            if (session.isEpochOver()) {
                report(session.flush());
                endEpoch(session, session.progress().epoch());
                session.nextEpoch();
                store.checkpoint(session.checkpoint());
            } else {
                snapshotWithinEpoch(session);
            }
        }
        tell(new TrainingEvent.Completed(plan.id(), session.progress().step()));
        return Outcome.COMPLETED;
    }

    private void snapshotWithinEpoch(Session session) throws DivergedException, IOException {
        int every = session.live().snapshotEverySteps();
        if (every > 0 && session.progress().step() % every == 0) {
            report(session.flush());
            snapshot(session, session.progress().epoch());
        }
    }

    private Evaluation snapshot(Session session, int epoch) {
        Evaluation evaluation = session.evaluate();
        tell(new TrainingEvent.Snapshot(plan.id(), epoch, session.progress().step(), evaluation));
        return evaluation;
    }

    private void endEpoch(Session session, int epoch) throws IOException {
        Evaluation evaluation = snapshot(session, epoch);
        EpochMetrics metrics = session.epochMetrics(epoch, evaluation);
        store.epoch(metrics, evaluation, session.weights());
        tell(new TrainingEvent.Epoch(plan.id(), metrics));
        if (epoch > 0 && stagnation.isStuck(metrics)) {
            tell(new TrainingEvent.Warned(
                    plan.id(),
                    metrics.step(),
                    "The loss has hardly fallen for some epochs and is well above its floor; another learning rate,"
                            + " temperature or batch size may help."));
        }
    }

    private void report(List<StepMetrics> steps) throws IOException {
        for (StepMetrics metrics : steps) {
            store.step(metrics);
            tell(new TrainingEvent.Step(plan.id(), metrics));
        }
    }

    private void applyChanges(Session session) throws IOException {
        long next = session.progress().step() + 1;
        for (Change change : plan.replay()) {
            if (change.step() == next) {
                update(change.applyTo(live()));
            }
        }
        LiveOptions now = live();
        LiveOptions before = session.live();
        if (!now.equals(before)) {
            for (Change change : LiveSetting.differences(next, before, now)) {
                store.change(change);
                tell(new TrainingEvent.Changed(plan.id(), change));
            }
            session.apply(now);
        }
    }

    /** Waits while paused or in slow motion; false when the run is to end. Reads all steps before any wait. */
    private boolean mayStep(Session session) throws DivergedException, IOException {
        if (isWaitAhead()) {
            report(session.flush());
        }
        long step = session.progress().step();
        boolean waited = waitWhilePaused(step);
        if (!waited && step > 0) {
            waitInSlowMotion();
            waitWhilePaused(step);
        }
        lock.lock();
        try {
            singleStep = false;
            return !stopping;
        } finally {
            lock.unlock();
        }
    }

    private boolean isWaitAhead() {
        lock.lock();
        try {
            return stopping || paused || wanted.stepDelaySeconds() > 0;
        } finally {
            lock.unlock();
        }
    }

    /** Tells the observer outside the lock, so that nobody who asks for something ever waits for it. */
    private boolean waitWhilePaused(long step) {
        if (!isHeld()) {
            return false;
        }
        tell(new TrainingEvent.Paused(plan.id(), step));
        if (awaitRelease()) {
            tell(new TrainingEvent.Resumed(plan.id(), step));
        }
        return true;
    }

    private boolean isHeld() {
        lock.lock();
        try {
            return paused && !singleStep && !stopping;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a step, a resume or a stop; true where the pause is over. */
    private boolean awaitRelease() {
        lock.lock();
        try {
            while (paused && !singleStep && !stopping) {
                changed.awaitUninterruptibly();
            }
            return !paused;
        } finally {
            lock.unlock();
        }
    }

    private void waitInSlowMotion() {
        long begun = System.nanoTime();
        lock.lock();
        try {
            while (!stopping && !paused) {
                // Asked anew each time, so that a shorter delay takes effect while waiting.
                long left = (long) (wanted.stepDelaySeconds() * 1e9) - (System.nanoTime() - begun);
                if (left <= 0 || changed.awaitNanos(left) <= 0) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        } finally {
            lock.unlock();
        }
    }

    private void tell(TrainingEvent event) {
        observer.accept(event);
    }
}
