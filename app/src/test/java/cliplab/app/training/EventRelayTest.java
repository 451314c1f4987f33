// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.model.eval.SimilarityMatrix;
import cliplab.model.train.StepMetrics;
import cliplab.model.train.TrainingEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventRelayTest {
    /** Stands for the FX thread: runs what it was given when told to. */
    private final Queue<Runnable> ui = new ArrayDeque<>();

    private final List<LabEvent> seen = new ArrayList<>();
    private final EventRelay relay = new EventRelay(ui::add, seen::add);

    private void drain() {
        while (!ui.isEmpty()) {
            ui.remove().run();
        }
    }

    static LabEvent step(long step) {
        return new LabEvent.Told(new TrainingEvent.Step(
                "run", new StepMetrics(step, 1, step * 64, 1, 1, 1, 0, 0.5, 0.5, 0.07, 5e-4, step, 100)));
    }

    private static LabEvent glimpse(long step) {
        return new LabEvent.Told(new TrainingEvent.Glimpse(
                "run", 1, step, new SimilarityMatrix(List.of(), List.of(), new float[0][]), List.of(), 0.07, null));
    }

    private static long stepOf(LabEvent event) {
        return switch (event) {
            case LabEvent.Told(TrainingEvent.Step told) -> told.metrics().step();
            case LabEvent.Told(TrainingEvent.Glimpse told) -> told.step();
            default -> throw new AssertionError(event);
        };
    }

    @Test
    void keepsAtMostOneDrainPending() {
        IntStream.rangeClosed(1, 1000).forEach(i -> relay.accept(step(i)));

        assertEquals(1, ui.size());
        drain();
        assertEquals(1000, seen.size());
        relay.accept(step(1001));
        assertEquals(1, ui.size());
    }

    @Test
    void aMistakeInThePaneCostsNoOtherEvent() {
        EventRelay fragile = new EventRelay(ui::add, event -> {
            if (stepOf(event) == 1) {
                throw new IllegalStateException("a pane's mistake");
            }
            seen.add(event);
        });
        List<Throwable> reported = new ArrayList<>();
        Thread.currentThread().setUncaughtExceptionHandler((_, error) -> reported.add(error));
        try {
            fragile.accept(step(1));
            fragile.accept(step(2));
            drain();
        } finally {
            Thread.currentThread().setUncaughtExceptionHandler(null);
        }
        assertEquals(List.of(2L), seen.stream().map(EventRelayTest::stepOf).toList());
        assertEquals(1, reported.size());
    }

    @Test
    void ofWaitingGlimpsesTheLatestWinsInItsPlace() {
        relay.accept(glimpse(1));
        relay.accept(step(2));
        relay.accept(glimpse(2));
        relay.accept(step(3));
        drain();

        assertEquals(
                List.of(2L, 2L, 3L), seen.stream().map(EventRelayTest::stepOf).toList());
        assertInstanceOf(TrainingEvent.Glimpse.class, ((LabEvent.Told) seen.get(1)).event());
    }

    @Test
    void whatArrivesWhileDrainingIsDeliveredNext() {
        List<LabEvent> nested = new ArrayList<>();
        EventRelay[] echo = new EventRelay[1];
        echo[0] = new EventRelay(ui::add, event -> {
            nested.add(event);
            if (nested.size() == 1) {
                echo[0].accept(step(2));
            }
        });
        echo[0].accept(step(1));
        drain();

        assertEquals(
                List.of(1L, 2L), nested.stream().map(EventRelayTest::stepOf).toList());
    }

    @Test
    void aHundredThousandStepsArriveInOrderAndTheEndLast() throws InterruptedException {
        AtomicInteger pending = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<LabEvent> received = new ArrayList<>();
        try (ExecutorService fx = Executors.newSingleThreadExecutor()) {
            EventRelay busy = new EventRelay(
                    task -> {
                        most.accumulateAndGet(pending.incrementAndGet(), Math::max);
                        fx.execute(() -> {
                            pending.decrementAndGet();
                            task.run();
                        });
                    },
                    received::add);
            Thread trainer = Thread.ofPlatform().start(() -> {
                for (int i = 1; i <= 100_000; i++) {
                    busy.accept(step(i));
                    if (i % 100 == 0) {
                        busy.accept(glimpse(i));
                    }
                }
                busy.accept(new LabEvent.Told(new TrainingEvent.Completed("run", 100_000)));
            });
            trainer.join();
            fx.shutdown();
            assertTrue(fx.awaitTermination(60, TimeUnit.SECONDS));
        }

        long[] steps = received.stream()
                .filter(event -> event instanceof LabEvent.Told(TrainingEvent.Step _))
                .mapToLong(EventRelayTest::stepOf)
                .toArray();
        assertEquals(100_000, steps.length);
        assertTrue(IntStream.range(0, steps.length).allMatch(i -> steps[i] == i + 1));
        assertInstanceOf(TrainingEvent.Completed.class, ((LabEvent.Told) received.getLast()).event());
        assertTrue(most.get() <= 1, "drains pending at once: " + most.get());
    }
}
