// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TaskRunnerTest {
    private final ArrayDeque<Runnable> ui = new ArrayDeque<>();
    private final ArrayDeque<Runnable> workers = new ArrayDeque<>();
    private final List<String> log = new ArrayList<>();
    private final TaskRunner tasks = new TaskRunner(ui::add, workers::add);

    private static void drain(ArrayDeque<Runnable> queue) {
        while (!queue.isEmpty()) {
            queue.remove().run();
        }
    }

    private void submit(String name, String job) {
        tasks.submit(
                name,
                () -> {
                    log.add("compute " + job);
                    return job;
                },
                result -> log.add("apply " + result),
                error -> log.add("failed " + error.getMessage()));
    }

    @Test
    void onTheSameThreadAJobIsOverAtOnce() {
        TaskRunner direct = new TaskRunner(Runnable::run, Runnable::run);
        direct.submit("a", () -> 7, result -> log.add("got " + result), _ -> log.add("failed"));
        direct.submit(
                "a",
                () -> {
                    throw new IllegalStateException("no");
                },
                _ -> log.add("applied"),
                error -> log.add("failed " + error.getMessage()));
        assertEquals(List.of("got 7", "failed no"), log);
        assertFalse(direct.isBusy("a"));
    }

    @Test
    void aNewerJobReplacesTheOneThatWaits() {
        submit("map", "1");
        submit("map", "2");
        submit("map", "3");
        submit("other", "x");
        assertTrue(tasks.isBusy("map"));
        drain(workers);
        drain(ui);
        assertEquals(List.of("compute x", "apply x", "compute 3", "apply 3"), sorted());
        assertFalse(tasks.isBusy("map"));
    }

    /** Without the first of "map", which was outdated before it began. */
    private List<String> sorted() {
        List<String> others =
                new ArrayList<>(log.stream().filter(line -> line.endsWith("x")).toList());
        others.addAll(log.stream().filter(line -> !line.endsWith("x")).toList());
        return others;
    }

    @Test
    void aResultThatIsNoLongerTheNewestIsDropped() {
        submit("map", "1");
        workers.remove().run(); // computed, not yet applied
        submit("map", "2");
        drain(ui);
        assertEquals(List.of("compute 1"), log);
        drain(workers);
        drain(ui);
        assertEquals(List.of("compute 1", "compute 2", "apply 2"), log);
    }

    @Test
    void aCancelledJobAppliesNothing() {
        submit("map", "1");
        workers.remove().run();
        submit("map", "2");
        tasks.cancel("map");
        drain(workers);
        drain(ui);
        assertEquals(List.of("compute 1"), log);
        submit("map", "3");
        drain(workers);
        drain(ui);
        assertEquals(List.of("compute 1", "compute 3", "apply 3"), log);
    }

    @Test
    void afterShutdownNothingBeginsAndNothingIsApplied() {
        submit("map", "1");
        workers.remove().run();
        tasks.shutdown();
        submit("map", "2");
        drain(workers);
        drain(ui);
        assertEquals(List.of("compute 1"), log);
    }

    @Test
    void longJobsKeepNoShortOneWaiting() throws InterruptedException {
        LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
        CountDownLatch over = new CountDownLatch(1);
        TaskRunner threads = new TaskRunner(Runnable::run);
        for (String name : List.of("one", "two")) {
            threads.submitLong(
                    name,
                    () -> {
                        over.await();
                        return name;
                    },
                    heard::add,
                    _ -> heard.add("failed"));
        }
        threads.submit("short", () -> "short", heard::add, _ -> heard.add("failed"));
        assertEquals("short", heard.poll(30, TimeUnit.SECONDS));
        over.countDown();
        assertEquals("one", heard.poll(30, TimeUnit.SECONDS));
        assertEquals("two", heard.poll(30, TimeUnit.SECONDS));
        threads.shutdown();
    }

    @Test
    void cancellingInterruptsTheRunningJobAndTheNextOneIsUntouched() throws InterruptedException {
        LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
        CountDownLatch begun = new CountDownLatch(1);
        TaskRunner threads = new TaskRunner(Runnable::run);
        threads.submit(
                "map",
                () -> {
                    assertTrue(Thread.currentThread().isDaemon());
                    begun.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        heard.add("interrupted");
                    }
                    return "late";
                },
                heard::add,
                _ -> heard.add("failed"));
        begun.await();
        threads.cancel("map");
        threads.submit("map", () -> "fresh " + Thread.currentThread().isInterrupted(), heard::add, _ -> {});
        assertEquals("interrupted", heard.poll(30, TimeUnit.SECONDS));
        assertEquals("fresh false", heard.poll(30, TimeUnit.SECONDS));
        threads.shutdown();
    }
}
