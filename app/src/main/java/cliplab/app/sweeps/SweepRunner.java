// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.sweeps;

import cliplab.app.cli.Setup;
import cliplab.app.training.LabEvent;
import cliplab.app.training.RunRequest;
import cliplab.app.training.Trainer;
import cliplab.model.eval.Embedder;
import cliplab.model.train.EpochMetrics;
import cliplab.model.train.LiveOptions;
import cliplab.model.train.TrainingEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Works through the queue on the one trainer there is, and takes turns there with the runs that a person starts by hand through
 * {@link #byHand}: such a run begins at the end of the epoch under way, and the queue goes on when it has ended, or when it is
 * told to. To be told every event of the trainer; passes on those that are not of a sweep. Thread-safe.
 */
public final class SweepRunner implements Consumer<LabEvent> {
    /** What the queue is doing. */
    public enum State {
        /** Nothing under way; told to wait, or nothing to do. */
        HELD,
        RUNNING,
        /** Told to wait, which it will do at the end of the epoch. */
        HOLDING,
        /** Will go on when the run by hand has ended. */
        WAITING
    }

    /** The run of the queue that has the trainer. */
    private static final class Turn {
        private final QueuedRun run;
        private final List<EpochMetrics> epochs = new ArrayList<>();
        private String id = "";
        private String broken = ""; // why it cannot be written
        private boolean yielding;

        Turn(QueuedRun run) {
            this.run = run;
        }
    }

    private final Trainer trainer;
    private final SweepQueue queue;
    private final Consumer<LabEvent> others;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Trainer byHand = new Hand();
    // Guarded by this.
    private final Set<String> own = new HashSet<>();
    private @Nullable Turn turn;
    private boolean going;
    private boolean closed;
    private String hand = ""; // the last run by hand
    private boolean handUnderWay;
    private boolean handBegun;
    private boolean handLatest = true;

    /**
     * @param others told, on the trainer thread, what is not of a sweep
     */
    public SweepRunner(Trainer trainer, SweepQueue queue, Consumer<LabEvent> others) {
        this.trainer = trainer;
        this.queue = queue;
        this.others = others;
    }

    /** The trainer as a person has it: its commands reach their own runs, and never a sweep's. */
    public Trainer byHand() {
        return byHand;
    }

    public SweepQueue queue() {
        return queue;
    }

    /** Told after {@link #state} has changed, on any thread, and sometimes where it has not; must not block. */
    public void addListener(Runnable listener) {
        listeners.add(listener);
    }

    public synchronized State state() {
        if (turn != null) {
            return going && !handUnderWay ? State.RUNNING : State.HOLDING;
        }
        return going && handUnderWay ? State.WAITING : State.HELD;
    }

    // ---- what a person says of the queue

    /** Goes on with what waits or failed; a run by hand that is under way ends at a checkpoint. */
    public void go() {
        synchronized (this) {
            going = true;
            if (handBegun) {
                handUnderWay = false; // one that has not begun yet goes first, so that it hears of its end
            }
            queue.change(Queue::retry);
            advance();
        }
        tell();
    }

    /** Lets the run under way come to its epoch's end, and waits there. */
    public void hold() {
        synchronized (this) {
            going = false;
            yieldTurn();
        }
        tell();
    }

    /** Ends the run under way at a checkpoint after the step in progress. */
    public void holdNow() {
        synchronized (this) {
            going = false;
            stopTurn();
        }
        tell();
    }

    /** Takes a run out of the queue; one under way ends at a checkpoint. What is on disk stays. */
    public void remove(String key) {
        synchronized (this) {
            queue.change(now -> now.remove(key));
            if (turn != null && turn.run.key().equals(key)) {
                stopTurn();
            }
        }
        tell();
    }

    /** Moves a run up (−1) or down (+1) by one place. */
    public void move(String key, int by) {
        queue.change(now -> now.move(key, by));
    }

    /** Begins nothing more; the trainer is to be closed after. */
    public synchronized void close() {
        closed = true;
    }

    private void yieldTurn() {
        if (turn != null && !turn.yielding) {
            turn.yielding = true;
            trainer.releaseAtEpochEnd();
        }
    }

    /** A run that yields already can no longer be commanded, and ends soon. */
    private void stopTurn() {
        if (turn != null && !turn.yielding) {
            trainer.stop();
        }
    }

    // ---- turns

    /** Begins the next run where nothing is in its way. */
    private void advance() {
        while (going && !closed && turn == null && !handUnderWay) {
            Optional<QueuedRun> next = queue.queue().next();
            if (next.isEmpty()) {
                going = false;
            } else {
                begin(next.get());
            }
        }
        if (!going && turn == null && !handLatest) {
            trainer.release(); // the last network is of no use to anybody
            handLatest = true;
        }
    }

    private void begin(QueuedRun run) {
        Setup setup;
        try {
            setup = run.run().setup();
        } catch (IllegalArgumentException e) {
            queue.change(run.key(), now -> now.to(SweepState.FAILED, String.valueOf(e.getMessage())));
            return;
        }
        Turn next = new Turn(run);
        turn = next;
        handLatest = false;
        queue.change(run.key(), now -> now.to(SweepState.RUNNING, ""));
        next.id = trainer.start(
                new RunRequest.Unwatched(setup.options(), setup.live(), setup.device(), queue.folder(run)));
        own.add(next.id);
    }

    private void tell() {
        listeners.forEach(Runnable::run);
    }

    // ---- events, on the trainer thread

    @Override
    public void accept(LabEvent event) {
        String id = runOf(event);
        boolean mine;
        boolean changed;
        synchronized (this) { // a run's id is known before its events are heard
            State before = state();
            mine = own.contains(id);
            if (mine) {
                if (turn != null && turn.id.equals(id)) {
                    heard(turn, event);
                }
            } else if (id.equals(hand)) {
                heardByHand(event);
            }
            changed = state() != before;
        }
        if (!mine) {
            others.accept(event);
        }
        if (changed) { // not at every step
            tell();
        }
    }

    private static String runOf(LabEvent event) {
        return switch (event) {
            case LabEvent.EngineReady _, LabEvent.EngineFailed _ -> "";
            case LabEvent.Prepared prepared -> prepared.runId();
            case LabEvent.Refused refused -> refused.runId();
            case LabEvent.Unwritten unwritten -> unwritten.runId();
            case LabEvent.Told(TrainingEvent told) -> told.runId();
        };
    }

    private void heard(Turn now, LabEvent event) {
        switch (event) {
            case LabEvent.Prepared prepared -> {
                now.epochs.addAll(prepared.earlier().epochs());
                progressed(now);
            }
            case LabEvent.Refused refused -> ended(now, run -> run.to(SweepState.FAILED, refused.message()));
            case LabEvent.Unwritten unwritten -> {
                now.broken = unwritten.message();
                stopTurn();
            }
            case LabEvent.Told(TrainingEvent.Epoch epoch) -> {
                now.epochs.add(epoch.metrics());
                progressed(now);
            }
            case LabEvent.Told(TrainingEvent.Completed _) -> ended(now, run -> completed(run, now.epochs));
            case LabEvent.Told(TrainingEvent.Stopped _) -> ended(now, run -> run.to(SweepState.WAITING, ""));
            case LabEvent.Told(TrainingEvent.Failed failed) ->
                ended(
                        now,
                        run -> run.to(failed.diverged() ? SweepState.DIVERGED : SweepState.FAILED, failed.message()));
            case LabEvent.Told _, LabEvent.EngineReady _, LabEvent.EngineFailed _ -> {}
        }
    }

    private static QueuedRun completed(QueuedRun run, List<EpochMetrics> epochs) {
        return run.done(epochs.getLast().epoch(), SweepNumbers.of(epochs));
    }

    private void progressed(Turn now) {
        int done = now.epochs.isEmpty() ? 0 : now.epochs.getLast().epoch();
        queue.change(now.run.key(), run -> run.withEpochs(done));
    }

    private void ended(Turn now, UnaryOperator<QueuedRun> end) {
        turn = null;
        queue.change(
                now.run.key(), run -> now.broken.isEmpty() ? end.apply(run) : run.to(SweepState.FAILED, now.broken));
        advance();
    }

    private void heardByHand(LabEvent event) {
        switch (event) {
            case LabEvent.Told(TrainingEvent.Started _) -> handBegun = true;
            case LabEvent.Refused _,
                    LabEvent.Told(TrainingEvent.Completed _),
                    LabEvent.Told(TrainingEvent.Stopped _),
                    LabEvent.Told(TrainingEvent.Failed _) -> handEnded();
            case LabEvent.Told _,
                    LabEvent.Prepared _,
                    LabEvent.Unwritten _,
                    LabEvent.EngineReady _,
                    LabEvent.EngineFailed _ -> {}
        }
    }

    private void handEnded() {
        handUnderWay = false;
        handBegun = false;
        advance();
    }

    /** Commands of the person; what they begin goes before the queue. */
    private final class Hand implements Trainer {
        @Override
        public String start(RunRequest request) {
            String id;
            synchronized (SweepRunner.this) {
                yieldTurn();
                handUnderWay = true;
                handBegun = false;
                handLatest = true;
                id = trainer.start(request);
                hand = id;
            }
            tell();
            return id;
        }

        private void command(Consumer<Trainer> command) {
            synchronized (SweepRunner.this) {
                if (handLatest) {
                    command.accept(trainer);
                }
            }
        }

        @Override
        public void pause() {
            command(Trainer::pause);
        }

        @Override
        public void resume() {
            command(Trainer::resume);
        }

        @Override
        public void step() {
            command(Trainer::step);
        }

        @Override
        public void stop() {
            command(Trainer::stop);
        }

        @Override
        public void update(LiveOptions live) {
            command(own -> own.update(live));
        }

        @Override
        public void release() {
            letGo(Trainer::release);
        }

        @Override
        public void releaseAtEpochEnd() {
            letGo(Trainer::releaseAtEpochEnd);
        }

        private void letGo(Consumer<Trainer> command) {
            command(command);
            synchronized (SweepRunner.this) {
                handEnded();
            }
            tell();
        }

        @Override
        public <T> CompletableFuture<T> ask(String runId, Function<? super Embedder, ? extends T> question) {
            return trainer.ask(runId, question);
        }
    }
}
