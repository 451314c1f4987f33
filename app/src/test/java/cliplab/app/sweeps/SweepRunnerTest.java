// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.sweeps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.app.cli.Setup;
import cliplab.app.sweeps.SweepRunner.State;
import cliplab.app.training.LabEvent;
import cliplab.app.training.RunRequest;
import cliplab.model.train.TrainingEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has the trainer, when. */
class SweepRunnerTest {
    private static final SweepPlan PLAN =
            new SweepPlan(Setup.parse("cliplab train --epochs 2"), List.of(Varied.parse("batch=8,16,64")), List.of(0L));
    private static final RunRequest HAND = new RunRequest.New(Setup.REFERENCE.options(), Setup.REFERENCE.live(), "cpu");

    @TempDir
    private Path folder;

    private final FakeTrainer trainer = new FakeTrainer();
    private final List<LabEvent> passedOn = new ArrayList<>();
    private @Nullable SweepQueue made;
    private @Nullable SweepRunner runner;

    @BeforeEach
    void queueOneSweep() throws IOException {
        made = SweepQueue.open(folder, folder, Runnable::run, _ -> {});
        queue().add(PLAN);
        runner = new SweepRunner(trainer, queue(), passedOn::add);
        trainer.observer = runner;
    }

    @AfterEach
    void close() throws IOException {
        queue().close();
    }

    private SweepQueue queue() {
        return Objects.requireNonNull(made);
    }

    private SweepRunner runner() {
        return Objects.requireNonNull(runner);
    }

    private QueuedRun run(int index) {
        return queue().queue().runs().get(index);
    }

    private List<SweepState> states() {
        return queue().queue().runs().stream().map(QueuedRun::state).toList();
    }

    @Test
    void runsFollowOneAnotherEachInItsOwnFolderUntilTheQueueIsEmpty() {
        runner().go();
        assertEquals(State.RUNNING, runner().state());
        RunRequest.Unwatched first = assertInstanceOf(RunRequest.Unwatched.class, trainer.requests.getFirst());
        assertEquals(8, first.options().batchSize());
        assertEquals(folder.resolve(run(0).folder()), first.folder());
        trainer.epoch(1, 0, 0.1, Double.NaN);
        trainer.epoch(1, 1, 0.9, 2);
        assertEquals(1, run(0).epochs());
        trainer.epoch(1, 2, 0.8, 1.5);
        trainer.completed(1);
        assertEquals(new SweepNumbers(0.8, 0.9, 1.5, 20), run(0).numbers());
        assertEquals(List.of(SweepState.DONE, SweepState.RUNNING, SweepState.WAITING), states());
        trainer.epoch(2, 0, 0.1, 3);
        trainer.failed(2, true);
        trainer.failed(3, false);
        assertEquals(List.of(SweepState.DONE, SweepState.DIVERGED, SweepState.FAILED), states());
        assertNull(run(1).numbers());
        assertEquals("it broke", run(2).note());
        assertEquals(List.of("start 1", "start 2", "start 3", "release"), trainer.told);
        assertEquals(State.HELD, runner().state());
        assertEquals(List.of(), passedOn, "the window hears nothing of it");

        runner().go();
        assertEquals(List.of(SweepState.DONE, SweepState.DIVERGED, SweepState.RUNNING), states());
    }

    @Test
    void aRunByHandBeginsAtTheEpochsEndAndTheQueueGoesOnAfterIt() {
        runner().go();
        trainer.epoch(1, 0, 0.1, 3);
        assertEquals("run-2", runner().byHand().start(HAND));
        assertEquals(List.of("start 1", "release at epoch end", "start 2"), trainer.told);
        assertEquals(State.HOLDING, runner().state());
        trainer.epoch(1, 1, 0.5, 2);
        trainer.stopped(1);
        assertEquals(List.of(SweepState.WAITING, SweepState.WAITING, SweepState.WAITING), states());
        assertEquals(1, run(0).epochs());
        assertEquals(State.WAITING, runner().state());
        trainer.begun(2);
        runner().byHand().pause();
        runner().byHand().resume();
        trainer.completed(2);
        assertEquals(List.of("start 1", "release at epoch end", "start 2", "pause", "resume", "start 3"), trainer.told);
        assertEquals(State.RUNNING, runner().state());
        assertEquals(2, passedOn.size(), "those of the run by hand");
        assertInstanceOf(TrainingEvent.Completed.class, ((LabEvent.Told) passedOn.getLast()).event());
    }

    @Test
    void thePersonsCommandsNeverReachARunOfASweep() {
        runner().byHand().start(HAND);
        trainer.completed(1);
        runner().go();
        runner().byHand().pause();
        runner().byHand().stop();
        runner().byHand().update(Setup.REFERENCE.live());
        runner().byHand().release();
        assertEquals(List.of("start 1", "start 2"), trainer.told);
        assertEquals(State.RUNNING, runner().state());
    }

    @Test
    void toldToGoOnItEndsARunByHandThatIsUnderWay() {
        runner().byHand().start(HAND);
        runner().go();
        assertEquals(State.WAITING, runner().state());
        assertEquals(1, trainer.requests.size(), "one in preparation would never hear of its end");
        trainer.begun(1);
        runner().go();
        assertEquals(2, trainer.requests.size());
        trainer.stopped(1);
        assertEquals(State.RUNNING, runner().state());
        assertEquals(2, trainer.requests.size());
    }

    @Test
    void aRunByHandThatIsLetGoMakesWay() {
        runner().byHand().start(HAND);
        runner().go();
        runner().byHand().release();
        assertEquals(List.of("start 1", "release", "start 2"), trainer.told);
    }

    @Test
    void heldItEndsAtTheEpochsEndAndTakesTheSameRunUpAgain() {
        runner().go();
        runner().hold();
        runner().hold();
        assertEquals(State.HOLDING, runner().state());
        trainer.stopped(1);
        assertEquals(State.HELD, runner().state());
        assertEquals(SweepState.WAITING, run(0).state());
        runner().go();
        assertEquals(List.of("start 1", "release at epoch end", "release", "start 2"), trainer.told);
        assertEquals(SweepState.RUNNING, run(0).state());
        runner().holdNow();
        trainer.stopped(2);
        assertEquals(State.HELD, runner().state());
        assertEquals("stop", trainer.told.get(4));
    }

    @Test
    void orderAndRemovalHoldForWhatComesNext() {
        runner().go();
        runner().move(run(2).key(), -1);
        runner().remove(run(0).key());
        assertEquals("stop", trainer.told.getLast());
        trainer.stopped(1);
        assertEquals(2, queue().queue().runs().size());
        RunRequest.Unwatched second = assertInstanceOf(RunRequest.Unwatched.class, trainer.requests.getLast());
        assertEquals(64, second.options().batchSize());
    }

    @Test
    void aRunThatCannotBeWrittenFailsAndIsNotTrainedForNothing() {
        runner().go();
        trainer.observer.accept(new LabEvent.Unwritten("run-1", "the disk is full"));
        assertEquals("stop", trainer.told.getLast());
        trainer.stopped(1);
        assertEquals(SweepState.FAILED, run(0).state());
        assertEquals("the disk is full", run(0).note());
        trainer.observer.accept(new LabEvent.Refused("run-2", "no such device"));
        assertEquals(List.of(SweepState.FAILED, SweepState.FAILED, SweepState.RUNNING), states());
    }

    @Test
    void aRunWhoseSetupIsNoLongerReadIsSaidToHaveFailedAndTheOthersGoOn() {
        queue().change(
                        run(0).key(),
                        run -> new QueuedRun(
                                run.sweep(),
                                run.number(),
                                new SweepRun("cliplab train --hats 3", run.run().values(), 0, 2),
                                run.folder(),
                                run.state(),
                                0,
                                null,
                                ""));
        runner().go();
        assertEquals(List.of(SweepState.FAILED, SweepState.RUNNING, SweepState.WAITING), states());
        assertTrue(run(0).note().contains("--hats"), run(0).note());
    }

    @Test
    void listenersHearOfChangesAndNotOfSteps() {
        runner().go();
        List<State> heard = new ArrayList<>();
        runner().addListener(() -> heard.add(runner().state()));
        for (int epoch = 0; epoch < 3; epoch++) {
            trainer.epoch(1, epoch, 0.5, 2);
        }
        assertEquals(List.of(), heard);
        runner().byHand().start(HAND);
        trainer.stopped(1);
        trainer.begun(2);
        trainer.completed(2);
        assertEquals(List.of(State.HOLDING, State.WAITING, State.RUNNING), heard);
    }

    @Test
    void closedItBeginsNothingMore() {
        runner().go();
        runner().close();
        trainer.stopped(1);
        assertEquals(1, trainer.requests.size());
        assertTrue(queue().queue().next().isPresent());
    }
}
