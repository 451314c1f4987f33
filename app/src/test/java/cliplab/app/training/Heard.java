// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training;

import static org.junit.jupiter.api.Assertions.fail;

import cliplab.model.train.StepMetrics;
import cliplab.model.train.TrainingEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps every event, and lets a test wait for one. */
public final class Heard implements Consumer<LabEvent> {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    // Guarded by this.
    private final List<LabEvent> events = new ArrayList<>();
    private @Nullable Thread speaker;
    private Consumer<LabEvent> answer = _ -> {};

    @Override
    public void accept(LabEvent event) {
        answering().accept(event);
        synchronized (this) {
            speaker = Thread.currentThread();
            events.add(event);
            notifyAll();
        }
    }

    private synchronized Consumer<LabEvent> answering() {
        return answer;
    }

    /** Has something done at each event, on the thread that tells of it, before anybody who waits for it hears. */
    public synchronized void answer(Consumer<LabEvent> answering) {
        answer = answering;
    }

    public synchronized List<LabEvent> all() {
        return List.copyOf(events);
    }

    /** The thread that told of the latest event. */
    public synchronized Thread speaker() {
        Thread last = speaker;
        return last == null ? fail("nothing was heard") : last;
    }

    /** The first event of a type, now or later. */
    public <T> T await(Class<T> type) throws InterruptedException {
        return await(type, _ -> true);
    }

    /** The first event of a type that fits, now or later. */
    public synchronized <T> T await(Class<T> type, Predicate<T> fits) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            T found = of(type).filter(fits).findFirst().orElse(null);
            if (found != null) {
                return found;
            }
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return fail("no such " + type.getSimpleName() + " among " + events.size()
                        + " events, of which the last is " + (events.isEmpty() ? "none" : events.getLast()));
            }
            wait(left);
        }
    }

    /** Events of the window, and of runs, that are of a type. */
    public synchronized <T> Stream<T> of(Class<T> type) {
        return List.copyOf(events).stream()
                .map(event -> event instanceof LabEvent.Told(TrainingEvent told) ? told : event)
                .filter(type::isInstance)
                .map(type::cast);
    }

    /** The number of the latest step; 0 before the first. */
    public long steps() {
        return of(TrainingEvent.Step.class)
                .map(TrainingEvent.Step::metrics)
                .mapToLong(StepMetrics::step)
                .reduce(0, (_, later) -> later);
    }

    public void awaitStep(long step) throws InterruptedException {
        await(TrainingEvent.Step.class, told -> told.metrics().step() >= step);
    }

    public synchronized void forget() {
        events.clear();
    }
}
