// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.app.platform.OneWindow.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several launches in one process; every one has a lock and a thread of its own. */
@Timeout(60)
class OneWindowTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(150);
    private static final long PATIENCE_SECONDS = 30;

    @TempDir
    private Path home;

    private final BlockingQueue<List<Path>> taken = new LinkedBlockingQueue<>();

    private Path folder() {
        return home.resolve("cache ü").resolve("windows");
    }

    private List<Path> leftOver() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(file -> !file.endsWith("lock")).toList();
        }
    }

    @Test
    void theSecondLaunchHandsItsFilesToTheFirst() throws Exception {
        List<Path> files = List.of(home.resolve("a run é 中.cliprun"), home.resolve("two  blanks\nand a line.png"));
        try (OneWindow first = new OneWindow(folder(), LONG, LONG);
                OneWindow second = new OneWindow(folder(), LONG, LONG)) {
            assertTrue(first.isFirst());
            assertFalse(second.isFirst());
            first.listen(Runnable::run, taken::add);
            assertEquals(Answer.HANDED_OVER, second.ask(files));
            assertEquals(files, taken.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
            assertEquals(Answer.HANDED_OVER, second.ask(List.of()));
            assertEquals(List.of(), taken.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
        assertEquals(List.of(), leftOver());
    }

    @Test
    void aWindowThatHangsIsNotWaitedForAndOpensNothingAfterwards() throws Exception {
        Queue<Runnable> hanging = new LinkedBlockingQueue<>();
        try (OneWindow first = new OneWindow(folder(), LONG, LONG);
                OneWindow second = new OneWindow(folder(), SHORT, SHORT)) {
            first.listen(hanging::add, taken::add);
            assertEquals(Answer.NONE, second.ask(List.of(home.resolve("a.png"))));
            assertFalse(second.isFirst());
            new ArrayDeque<>(hanging).forEach(Runnable::run); // it moves again
            assertTrue(taken.isEmpty(), taken.toString());
        }
        assertEquals(List.of(), leftOver());
    }

    @Test
    void whoWaitsForAWindowThatIsPutAwayIsTheNextFirst() throws Exception {
        OneWindow first = new OneWindow(folder(), LONG, LONG);
        try (OneWindow second = new OneWindow(folder(), LONG, LONG);
                ExecutorService waiting = Executors.newSingleThreadExecutor()) {
            first.listen(Runnable::run, taken::add);
            first.deaf(); // its window is closed, a run is still being saved
            Future<Answer> answer = waiting.submit(() -> second.ask(List.of(home.resolve("a.png"))));
            while (leftOver().isEmpty()) {
                Thread.onSpinWait();
            }
            first.close();
            assertEquals(Answer.FIRST, answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            assertTrue(second.isFirst());
        }
        assertTrue(taken.isEmpty(), taken.toString());
        assertEquals(List.of(), leftOver());
    }

    @Test
    void aWindowThatIsBeingPutAwayIsWaitedForLonger() throws Exception {
        OneWindow first = new OneWindow(folder(), SHORT, LONG);
        try (OneWindow second = new OneWindow(folder(), SHORT, LONG);
                ExecutorService waiting = Executors.newSingleThreadExecutor()) {
            first.listen(Runnable::run, taken::add);
            first.closing();
            long start = System.nanoTime();
            Future<Answer> answer = waiting.submit(() -> second.ask(List.of(home.resolve("a.png"))));
            while (System.nanoTime() - start < 2 * SHORT.toNanos()) {
                Thread.onSpinWait();
            }
            assertFalse(answer.isDone());
            first.close();
            assertEquals(Answer.FIRST, answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
        assertEquals(List.of(), leftOver());
    }

    @Test
    void aSecondWindowIsAskedOnceTheFirstIsClosed() throws Exception {
        OneWindow first = new OneWindow(folder(), LONG, LONG);
        try (OneWindow second = new OneWindow(folder(), LONG, LONG);
                OneWindow third = new OneWindow(folder(), LONG, LONG)) {
            second.listen(Runnable::run, taken::add);
            assertFalse(second.isFirst());
            first.close();
            while (!second.isFirst()) {
                Thread.onSpinWait();
            }
            assertEquals(Answer.HANDED_OVER, third.ask(List.of(home.resolve("a.png"))));
            assertEquals(List.of(home.resolve("a.png")), taken.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
    }

    @Test
    void whatACrashLeftBehindHindersNobody() throws Exception {
        Files.createDirectories(folder());
        Files.writeString(folder().resolve("lock"), "of a process that is gone");
        Path orphan = Files.writeString(folder().resolve(Integer.MAX_VALUE + "-1.open"), "cliplab-open 1\0/a.png");
        try (OneWindow first = new OneWindow(folder(), LONG, LONG)) {
            assertTrue(first.isFirst());
            first.listen(Runnable::run, taken::add);
            while (Files.exists(orphan)) {
                Thread.onSpinWait();
            }
        }
        assertTrue(taken.isEmpty(), taken.toString());
    }

    @Test
    void aRequestOfAnotherVersionOrOfNoneIsLeftAlone() throws Exception {
        long self = ProcessHandle.current().pid();
        try (OneWindow first = new OneWindow(folder(), LONG, LONG);
                OneWindow second = new OneWindow(folder(), LONG, LONG)) {
            Files.writeString(folder().resolve(self + "-1.open"), "cliplab-open 2\0/a.png");
            Files.writeString(folder().resolve("not a number.open"), "rm -rf /");
            first.listen(Runnable::run, taken::add);
            assertEquals(Answer.HANDED_OVER, second.ask(List.of(home.resolve("b.png"))));
            assertEquals(List.of(List.of(home.resolve("b.png"))), List.copyOf(taken));
            assertEquals(2, leftOver().size());
        }
    }

    @Test
    void ofManyStartsAtOnceOneIsFirst() throws Exception {
        int starts = 8;
        CyclicBarrier together = new CyclicBarrier(starts);
        try (ExecutorService threads = Executors.newFixedThreadPool(starts)) {
            List<Future<OneWindow>> windows = IntStream.range(0, starts)
                    .mapToObj(_ -> threads.submit(() -> {
                        together.await();
                        return new OneWindow(folder(), LONG, LONG);
                    }))
                    .toList();
            int firsts = 0;
            for (Future<OneWindow> window : windows) {
                firsts += window.get(PATIENCE_SECONDS, TimeUnit.SECONDS).isFirst() ? 1 : 0;
            }
            assertEquals(1, firsts);
            for (Future<OneWindow> window : windows) {
                window.get().close();
            }
        }
        try (OneWindow next = new OneWindow(folder(), LONG, LONG)) {
            assertTrue(next.isFirst());
        }
    }

    @Test
    void whereNothingCanBeWrittenEveryWindowIsOnItsOwn() throws IOException {
        Path file = Files.writeString(home.resolve("file"), "");
        try (OneWindow first = new OneWindow(file.resolve("windows"), LONG, LONG);
                OneWindow second = new OneWindow(file.resolve("windows"), LONG, LONG)) {
            assertTrue(first.isFirst());
            assertTrue(second.isFirst());
        }
    }

    @Test
    void theFolderIsTheOwnersAlone() throws IOException {
        try (OneWindow first = new OneWindow(folder(), LONG, LONG)) {
            assertTrue(first.isFirst());
            if (folder().getFileSystem().supportedFileAttributeViews().contains("posix")) {
                assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())));
            }
        }
    }

    @Test
    void everyScreenHasItsOwnFirstWindow() {
        assertEquals(
                OneWindow.place(Map.of("DISPLAY", ":0")), OneWindow.place(Map.of("DISPLAY", ":0", "TERM", "dumb")));
        assertNotEquals(OneWindow.place(Map.of("DISPLAY", ":0")), OneWindow.place(Map.of("DISPLAY", ":1")));
    }
}
