// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

import cliplab.model.data.PromptTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What other threads ask of a run, and where its own thread waits for them. Thread-safe. Nobody is called back while the
 * lock is held, so that nobody who asks for something ever waits for an observer.
 *
 * <p>There is work while a question waits, or while other evaluation templates are wanted than are shown. Each of the waits
 * ends for it with true; the run's thread does the work and waits on.
 */
final class Requests {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Question<?>> questions = new ArrayList<>();
    private boolean paused;
    private boolean singleStep;
    private boolean stopping;
    private boolean released;
    private boolean over;
    private LiveOptions wanted;

    Requests(LiveOptions wanted) {
        this.wanted = wanted;
    }

    void pause() {
        change(() -> paused = true);
    }

    void resume() {
        change(() -> {
            paused = false;
            singleStep = false;
        });
    }

    void step() {
        change(() -> {
            paused = true;
            singleStep = true;
        });
    }

    void stop() {
        change(() -> stopping = true);
    }

    /** Stops, and ends the stay after it. */
    void release() {
        change(() -> {
            stopping = true;
            released = true;
        });
    }

    void want(LiveOptions options) {
        change(() -> wanted = options);
    }

    /** Lets a question wait for its answer; refuses it where nobody is left to give one. */
    void put(Question<?> question) {
        boolean taken = read(() -> {
            if (!over) {
                questions.add(question);
                changed.signalAll();
            }
            return !over;
        });
        if (!taken) {
            question.refuse();
        }
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private <T> T read(Supplier<T> value) {
        lock.lock();
        try {
            return value.get();
        } finally {
            lock.unlock();
        }
    }

    private boolean is(BooleanSupplier condition) {
        return read(condition::getAsBoolean);
    }

    LiveOptions wanted() {
        return read(() -> wanted);
    }

    boolean isStopping() {
        return is(() -> stopping);
    }

    boolean isReleased() {
        return is(() -> released);
    }

    boolean isPaused() {
        return is(() -> paused);
    }

    /** Whether the next step has to wait for somebody. */
    boolean isHeld() {
        return is(this::held);
    }

    /** Whether the run may be about to wait or to end. */
    boolean isWaitAhead() {
        return is(() -> stopping || paused || wanted.stepDelaySeconds() > 0);
    }

    private boolean held() {
        return paused && !singleStep && !stopping;
    }

    boolean isWork(List<PromptTemplate> shown) {
        return is(() -> work(shown));
    }

    private boolean work(List<PromptTemplate> shown) {
        return !questions.isEmpty() || !wanted.evaluationTemplates().equals(shown);
    }

    /** Takes the questions that wait, in order. */
    List<Question<?>> takeQuestions() {
        return read(() -> {
            List<Question<?>> taken = List.copyOf(questions);
            questions.clear();
            return taken;
        });
    }

    /** Takes the leave to make one step; true where the step may be made and false where the run is to end. */
    boolean takeStep() {
        return read(() -> {
            singleStep = false;
            return !stopping;
        });
    }

    /** Waits for a step, a resume or a stop (false), or for work (true). */
    boolean awaitWorkWhileHeld(List<PromptTemplate> shown) {
        return awaitWork(this::held, shown);
    }

    /** Waits for the release (false), or for work (true). */
    boolean awaitWorkUntilReleased(List<PromptTemplate> shown) {
        return awaitWork(() -> !released, shown);
    }

    private boolean awaitWork(BooleanSupplier waiting, List<PromptTemplate> shown) {
        lock.lock();
        try {
            while (waiting.getAsBoolean() && !work(shown)) {
                changed.awaitUninterruptibly();
            }
            return waiting.getAsBoolean();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for the end of the delay after a step, a pause or a stop (false), or for work (true).
     *
     * @param begun when the delay began, by {@link System#nanoTime}
     */
    boolean awaitWorkWhileDelayed(long begun, List<PromptTemplate> shown) {
        lock.lock();
        try {
            while (!stopping && !paused) {
                // Asked anew each time, so that a shorter delay takes effect while waiting.
                long left = (long) (wanted.stepDelaySeconds() * 1e9) - (System.nanoTime() - begun);
                if (left <= 0) {
                    return false;
                }
                if (work(shown)) {
                    return true;
                }
                changed.awaitNanos(left);
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Refuses all questions from now on, and those that wait. */
    void close() {
        change(() -> over = true);
        takeQuestions().forEach(Question::refuse);
    }
}
