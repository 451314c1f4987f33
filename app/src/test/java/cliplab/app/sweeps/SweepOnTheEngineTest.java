// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.sweeps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.app.cli.Setup;
import cliplab.app.training.Heard;
import cliplab.app.training.LabEvent;
import cliplab.app.training.RunRequest;
import cliplab.app.training.TrainingService;
import cliplab.model.run.RunStatus;
import cliplab.model.run.SavedRun;
import cliplab.model.runtime.Folders;
import cliplab.model.train.TrainingEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The queue with the real engine and little data: turns with a run by hand, and a program that ends in the middle. */
class SweepOnTheEngineTest {
    private static final String FEW = String.join(
            "",
            List.of("green", "blue", "yellow").stream()
                    .flatMap(colour -> List.of("circle", "square", "triangle", "star").stream()
                            .map(shape -> " --withhold \"" + colour + " " + shape + "\""))
                    .toList());
    private static final Setup BASE = Setup.parse("cliplab train --device cpu --epochs 3" + FEW);
    private static final SweepPlan PLAN = new SweepPlan(BASE, List.of(Varied.parse("batch=16,64")), List.of(0L));

    @TempDir
    private Path folder;

    /** One program: what it heard, and what it does. */
    private final class Program implements AutoCloseable {
        private final Heard ofSweeps = new Heard();
        private final Heard byHand = new Heard();
        private final SweepQueue queue;
        private final TrainingService service;
        private final SweepRunner runner;

        Program() throws IOException {
            queue = SweepQueue.open(folder, folder, Runnable::run, _ -> {});
            AtomicReference<Consumer<LabEvent>> heard = new AtomicReference<>(_ -> {});
            Folders folders = new Folders(
                    folder, folder.resolve("config"), Folders.ofThisSystem().cache());
            service = new TrainingService(folders, event -> {
                heard.get().accept(event); // first, so that the queue knows what a test has heard
                ofSweeps.accept(event);
            });
            runner = new SweepRunner(service, queue, byHand);
            heard.set(runner);
            service.startEngine(1, "cpu");
        }

        private SavedRun saved(int index) throws IOException {
            return SavedRun.open(queue.folder(queue.queue().runs().get(index)));
        }

        /** As when the program ends: what is under way ends at a checkpoint, and nobody tells the queue. */
        @Override
        public void close() throws IOException {
            runner.close();
            service.close()
                    .toCompletableFuture()
                    .orTimeout(60, TimeUnit.SECONDS)
                    .join();
            queue.close();
        }
    }

    @Test
    void aRunByHandComesAtTheEndOfTheEpochAndNothingOfTheSweepIsLost() throws Exception {
        try (Program program = new Program()) {
            program.queue.add(PLAN);
            program.ofSweeps.answer(event -> {
                if (event instanceof LabEvent.Told(TrainingEvent.Step step)
                        && step.runId().equals("run-1")
                        && step.metrics().epoch() == 1
                        && step.metrics().step() == 3) {
                    program.runner.byHand().start(new RunRequest.New(BASE.options(), BASE.live(), "cpu"));
                }
            });
            program.runner.go();
            program.byHand.await(TrainingEvent.Completed.class);
            program.ofSweeps.await(
                    TrainingEvent.Completed.class, end -> end.runId().equals("run-4"));

            List<TrainingEvent> ends = program.ofSweeps
                    .of(TrainingEvent.class)
                    .filter(event -> event instanceof TrainingEvent.Stopped || event instanceof TrainingEvent.Completed)
                    .toList();
            assertEquals(
                    List.of("run-1", "run-2", "run-3", "run-4"),
                    ends.stream().map(TrainingEvent::runId).toList());
            long epochEnd = program.ofSweeps
                    .await(TrainingEvent.Epoch.class, epoch -> epoch.metrics().epoch() == 1)
                    .metrics()
                    .step();
            assertEquals(new TrainingEvent.Stopped("run-1", epochEnd), ends.getFirst(), "at the end of its epoch");
            assertEquals(
                    List.of("run-2"),
                    program.byHand
                            .of(TrainingEvent.class)
                            .map(TrainingEvent::runId)
                            .distinct()
                            .toList());
            for (int i = 0; i < 2; i++) {
                SavedRun saved = program.saved(i);
                assertEquals(RunStatus.COMPLETED, saved.manifest().status());
                QueuedRun run = program.queue.queue().runs().get(i);
                assertEquals(SweepState.DONE, run.state());
                assertEquals(SweepNumbers.of(saved.epochs()), run.numbers());
                assertEquals(4, saved.epochs().size(), "the untrained network and three epochs, each once");
            }
        }
    }

    @Test
    @Tag("slow")
    void aProgramThatEndsInTheMiddleGoesOnFromTheCheckpointAsIfNothingHadBeen() throws Exception {
        try (Program unbroken = new Program()) {
            unbroken.queue.add(PLAN);
            unbroken.runner.go();
            unbroken.ofSweeps.await(
                    TrainingEvent.Completed.class, end -> end.runId().equals("run-2"));
        }
        SweepNumbers expected;
        try (Program first = new Program()) {
            expected = numbers(first.queue.queue().runs().get(1));
            assertEquals(SweepState.DONE, first.queue.queue().runs().get(1).state());
            first.queue.add(PLAN);
            first.runner.remove(first.queue.queue().runs().get(2).key()); // batch 16 again is not needed
            first.runner.go();
            first.ofSweeps.awaitStep(7);
        }
        try (Program second = new Program()) {
            QueuedRun waits = second.queue.queue().runs().getLast();
            assertEquals(SweepState.WAITING, waits.state());
            second.runner.go();
            LabEvent.Prepared prepared = second.ofSweeps.await(LabEvent.Prepared.class);
            assertTrue(prepared.earlier().steps().size() >= 7, "it went on, and did not begin again");
            second.ofSweeps.await(TrainingEvent.Completed.class);
            SweepNumbers numbers = numbers(second.queue.queue().runs().getLast());
            assertEquals(SweepState.DONE, second.queue.queue().runs().getLast().state());
            assertEquals(
                    List.of(expected.accuracy(), expected.best(), expected.loss()),
                    List.of(numbers.accuracy(), numbers.best(), numbers.loss()));
        }
    }

    private static SweepNumbers numbers(QueuedRun run) {
        return Objects.requireNonNull(run.numbers());
    }
}
