// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

import cliplab.model.data.PairDataset;
import cliplab.model.data.PromptTemplate;
import cliplab.model.data.Tokenizer;
import cliplab.model.eval.Embedder;
import cliplab.model.eval.Evaluation;
import cliplab.model.eval.UnknownTextException;
import cliplab.model.runtime.ComputeDevice;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One training run. {@link #run} does all the work on the thread that calls it and returns when the run has ended, and
 * {@link #runAndStay} when its network is no longer needed either; every other method may be called from any thread,
 * returns at once, and takes effect between two steps. Nothing ever interrupts the engine.
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
    private final LongSupplier nanoTime;
    private final StagnationWatch stagnation = new StagnationWatch();
    private final Requests requests;

    /**
     * @param store where results are kept
     * @param observer told on the run's thread, and must not block it
     */
    public TrainingRun(Plan plan, RunStore store, Consumer<TrainingEvent> observer) {
        this(plan, store, observer, System::nanoTime);
    }

    /** @param nanoTime the clock that glimpses go by */
    TrainingRun(Plan plan, RunStore store, Consumer<TrainingEvent> observer, LongSupplier nanoTime) {
        this.plan = plan;
        this.store = store;
        this.observer = observer;
        this.nanoTime = nanoTime;
        // Delay and glimpses are for those who watch, who may be others than before.
        this.requests = new Requests(
                plan.resume() == null
                        ? LiveOptions.startOf(plan.options())
                        : plan.resume().wanted().withStepDelaySeconds(0).withGlimpseEverySeconds(0));
    }

    /** Holds the run after the step in progress. */
    public void pause() {
        requests.pause();
    }

    /** Lets a paused run go on. */
    public void resume() {
        requests.resume();
    }

    /** Makes one step and holds the run after it. */
    public void step() {
        requests.step();
    }

    /** Ends the run after the step in progress, at a checkpoint from which it can be resumed. */
    public void stop() {
        requests.stop();
    }

    /** Ends the stay of a run that ended, and before that the run itself as {@link #stop} does. */
    public void release() {
        requests.release();
    }

    /**
     * Puts settings in force from the next step on; what differs is recorded as changes at that step, the first step
     * included. Other evaluation templates show at once, in a snapshot, also while paused and after the end of a run that
     * stays.
     *
     * @throws IllegalArgumentException where there are fewer training templates than that
     * @throws UnknownTextException where a label under one of the evaluation templates has no known word left
     */
    public void update(LiveOptions options) {
        if (options.trainingTemplates() > plan.options().data().templates()) {
            throw new IllegalArgumentException(
                    options.trainingTemplates() + " templates are not declared in this run; there are "
                            + plan.options().data().templates());
        }
        requireKnown(options.evaluationTemplates());
        requests.want(options);
    }

    private void requireKnown(List<PromptTemplate> templates) {
        Tokenizer tokenizer = plan.data().tokenizer();
        for (PromptTemplate template : templates) {
            for (String subject : plan.data().evaluation().subjects()) {
                String caption = template.fill(subject);
                if (tokenizer.tokenize(caption).isEmpty()) {
                    throw new UnknownTextException(caption);
                }
            }
        }
    }

    /** The settings that hold from the next step on. */
    public LiveOptions live() {
        return requests.wanted();
    }

    /**
     * Asks the network something between two steps, while the run is held, or while it stays. Whatever the question throws
     * goes into the future, and never into the run; so does an {@link IllegalStateException} where the run is over.
     *
     * @param question called on the run's thread, which waits for it; must not keep the embedder, nor wait for this run
     * @return completed on the run's thread: go on elsewhere, by {@code thenAcceptAsync}, with what takes time
     */
    public <T> CompletableFuture<T> ask(Function<? super Embedder, ? extends T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        requests.put(new Question<T>(question, answer));
        return answer;
    }

    /** Runs to the end; to be called once. Errors become a {@link TrainingEvent.Failed} event, never an exception. */
    public Outcome run() {
        return run(false);
    }

    /**
     * Like {@link #run}, but a network that is still usable stays after the end was told: it answers questions and shows
     * other evaluation templates until {@link #release}. A run that diverged or broke down does not stay.
     */
    public Outcome runAndStay() {
        return run(true);
    }

    private Outcome run(boolean staying) {
        Checkpoint resume = plan.resume();
        LiveOptions start = resume == null ? LiveOptions.startOf(plan.options()) : resume.live();
        try (Session session = new Session(plan.options(), start, plan.data(), plan.device())) {
            if (resume != null) {
                session.restore(resume);
            }
            session.whileEvaluating(() -> answer(session));
            Lookout lookout = new Lookout(plan.id(), session, observer, nanoTime);
            Outcome outcome = train(session, lookout);
            if (staying && outcome != Outcome.DIVERGED) {
                stay(session, lookout);
            }
            return outcome;
        } catch (RuntimeException
                | OutOfMemoryError
                | LinkageError e) { // of the engine, or a mistake of ours: the observer must still hear of the end
            LOG.info("Run {} ended unexpectedly", plan.id(), e);
            return failed(
                    0, "something unexpected went wrong: " + e, "The last checkpoint, if there is one, is still good.");
        } finally {
            requests.close();
        }
    }

    private Outcome train(Session session, Lookout lookout) {
        try {
            return steps(session, lookout);
        } catch (DivergedException e) {
            return diverged(e);
        } catch (IOException e) {
            long step = session.progress().step();
            return failed(
                    step,
                    "the run folder could not be written after step " + step + ": " + e.getMessage(),
                    "Free some space or choose another folder, then resume the run.");
        }
    }

    private Outcome diverged(DivergedException e) {
        String message = String.valueOf(e.getMessage());
        try {
            report(e.before());
            store.ended(Outcome.DIVERGED);
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
        try {
            store.ended(Outcome.FAILED);
        } catch (IOException e) {
            LOG.info("Run {}: its end could not be written", plan.id(), e);
        }
        tell(new TrainingEvent.Failed(plan.id(), step, false, message, advice));
        return Outcome.FAILED;
    }

    private Outcome steps(Session session, Lookout lookout) throws DivergedException, IOException {
        tell(new TrainingEvent.Started(
                plan.id(),
                plan.options(),
                session.live(),
                session.parameters(),
                session.pairs(),
                session.progress().step()));
        if (plan.resume() == null) {
            endEpoch(session, lookout, 0);
            store.checkpoint(session.checkpoint(live()));
        }
        while (!session.isFinished()) {
            if (!mayStep(session, lookout)) {
                report(session.flush());
                store.checkpoint(session.checkpoint(live()));
                store.ended(Outcome.STOPPED);
                tell(new TrainingEvent.Stopped(plan.id(), session.progress().step()));
                return Outcome.STOPPED;
            }
            applyChanges(session);
            report(session.step());
            if (session.isEpochOver()) {
                report(session.flush());
                endEpoch(session, lookout, session.progress().epoch());
                session.nextEpoch();
                store.checkpoint(session.checkpoint(live()));
            }
        }
        store.ended(Outcome.COMPLETED);
        tell(new TrainingEvent.Completed(plan.id(), session.progress().step()));
        return Outcome.COMPLETED;
    }

    private void endEpoch(Session session, Lookout lookout, int epoch) throws IOException {
        Evaluation evaluation = lookout.endOfEpoch(epoch);
        EpochMetrics metrics = session.epochMetrics(epoch, evaluation);
        store.epoch(metrics, evaluation, session.weights());
        answer(session); // writing takes as long as a step
        tell(new TrainingEvent.Epoch(plan.id(), metrics));
        if (epoch > 0 && stagnation.isStuck(metrics)) {
            warn(
                    metrics.step(),
                    "The loss has hardly fallen for some epochs and is well above its floor; another learning rate,"
                            + " temperature or batch size may help.");
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
                replay(change);
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

    /** Evaluation templates of which nothing is known train no other network, and are no reason to end a run. */
    private void replay(Change change) {
        try {
            update(change.applyTo(live()));
        } catch (UnknownTextException e) {
            warn(change.step(), "The evaluation templates stay as they are: " + e.getMessage() + ".");
        }
    }

    /**
     * Does what is asked between two steps, and waits while paused or in slow motion; false when the run is to end. Reads
     * all steps before any wait.
     */
    private boolean mayStep(Session session, Lookout lookout) throws DivergedException, IOException {
        boolean work = requests.isWork(lookout.templates());
        if (work || requests.isWaitAhead()) {
            report(session.flush());
        }
        if (work) {
            long begun = System.nanoTime();
            work(session, lookout);
            session.spend(System.nanoTime() - begun);
        }
        if (!requests.isHeld() && !requests.isStopping()) {
            lookout.look(live().glimpseEverySeconds());
        }
        boolean waited = waitWhilePaused(session, lookout);
        if (!waited && session.progress().step() > 0) {
            waitInSlowMotion(session, lookout);
            waitWhilePaused(session, lookout);
        }
        return requests.takeStep();
    }

    /** Answers what was asked, by the network as it is. */
    private void answer(Session session) {
        requests.takeQuestions().forEach(question -> question.answer(session.embedder()));
    }

    /** Answers what was asked and shows what is wanted; all steps must have been read. */
    private void work(Session session, Lookout lookout) {
        answer(session);
        List<PromptTemplate> wanted = live().evaluationTemplates();
        if (!wanted.equals(lookout.templates())) {
            lookout.show(wanted);
        }
    }

    private boolean waitWhilePaused(Session session, Lookout lookout) throws DivergedException, IOException {
        if (!requests.isHeld()) {
            return false;
        }
        report(session.flush()); // the pause may have come since the last reading
        long step = session.progress().step();
        tell(new TrainingEvent.Paused(plan.id(), step));
        lookout.show(live().evaluationTemplates());
        while (requests.awaitWorkWhileHeld(lookout.templates())) {
            work(session, lookout);
        }
        if (!requests.isPaused()) {
            tell(new TrainingEvent.Resumed(plan.id(), step));
        }
        return true;
    }

    private void waitInSlowMotion(Session session, Lookout lookout) {
        long begun = System.nanoTime();
        while (requests.awaitWorkWhileDelayed(begun, lookout.templates())) {
            work(session, lookout);
        }
    }

    /** What goes wrong here ends the stay, but no longer the run, which has ended well. */
    private void stay(Session session, Lookout lookout) {
        try {
            if (!requests.isReleased()) {
                lookout.show(live().evaluationTemplates());
            }
            while (requests.awaitWorkUntilReleased(lookout.templates())) {
                work(session, lookout);
            }
        } catch (RuntimeException | OutOfMemoryError | LinkageError e) {
            LOG.info("The network of run {} can no longer be asked", plan.id(), e);
            warn(session.progress().step(), "The network of this run can no longer be asked: " + e + ".");
        }
    }

    private void warn(long step, String message) {
        tell(new TrainingEvent.Warned(plan.id(), step, message));
    }

    private void tell(TrainingEvent event) {
        observer.accept(event);
    }
}
