// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.sweeps;

import cliplab.app.runs.FileErrors;
import cliplab.model.run.RunStatus;
import cliplab.model.run.SavedRun;
import cliplab.model.run.WholeFile;
import cliplab.model.runtime.ProcessLock;
import cliplab.model.train.EpochMetrics;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The queue and its file, which is written whole after every change, so that the queue outlives the program. Belongs to one
 * process at a time, which holds its lock until closed. Thread-safe.
 */
public final class SweepQueue implements AutoCloseable {
    private static final String NAME = "sweeps.json";
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd-HHmmss");

    /** Hears of changes, on the thread that made them; must neither block nor change the queue. */
    public interface Listener {
        /** @param run that changed; null where the queue did */
        void changed(Queue queue, @Nullable QueuedRun run);
    }

    private final Path file;
    private final Path runs;
    private final ProcessLock lock;
    private final Executor writer;
    private final Consumer<String> unwritten;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Object writing = new Object();
    private boolean failing; // guarded by writing
    private Queue queue; // guarded by this

    private SweepQueue(
            Path file, Path runs, ProcessLock lock, Queue queue, Executor writer, Consumer<String> unwritten) {
        this.file = file;
        this.runs = runs;
        this.lock = lock;
        this.queue = queue;
        this.writer = writer;
        this.unwritten = unwritten;
    }

    /**
     * Reads the queue of a folder, which may be new. A run that was under way when the program ended waits, and goes on from its
     * checkpoint; one that ended well in that moment is done.
     *
     * @param folder where the file lies
     * @param runs where the runs go
     * @param writer runs what writes the file; may run the latest alone of several
     * @param unwritten told, in one sentence, where the file can no longer be written; not again before it can
     * @throws IOException where it is damaged, of a newer version, or another process's
     */
    public static SweepQueue open(Path folder, Path runs, Executor writer, Consumer<String> unwritten)
            throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(NAME);
        ProcessLock lock = lock(folder);
        try {
            return new SweepQueue(file, runs, lock, awake(read(file), runs), writer, unwritten);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Reads the queue of a folder as it stands, whoever has it.
     *
     * @throws IOException where it is damaged or of a newer version
     */
    public static Queue look(Path folder) throws IOException {
        return read(folder.resolve(NAME));
    }

    private static ProcessLock lock(Path folder) throws IOException {
        return ProcessLock.take(folder, "sweeps.lock")
                .orElseThrow(() -> new SweepsBusyException(folder
                        + ": another program, or another window, has the sweeps of this folder; close it first"));
    }

    private static Queue read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Queue.EMPTY;
        }
        try {
            return SweepJson.readQueue(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw unread(file, String.valueOf(e.getMessage()), e);
        } catch (CharacterCodingException e) {
            throw unread(file, "it is no text", e);
        }
    }

    private static IOException unread(Path file, String why, Exception cause) {
        return new IOException(
                file + " cannot be read: " + why + "; move it away and start again to begin with an empty queue",
                cause);
    }

    private static Queue awake(Queue saved, Path runs) {
        return new Queue(
                saved.sweeps(),
                saved.runs().stream().map(run -> awake(run, runs)).toList());
    }

    private static QueuedRun awake(QueuedRun run, Path runs) {
        Path folder = runs.resolve(run.folder());
        if (run.state() != SweepState.RUNNING) {
            return run;
        }
        try {
            SavedRun saved = SavedRun.open(folder);
            List<EpochMetrics> epochs = saved.epochs();
            if (saved.manifest().status() == RunStatus.COMPLETED && !epochs.isEmpty()) {
                return run.done(epochs.getLast().epoch(), SweepNumbers.of(epochs));
            }
            if (saved.manifest().status() == RunStatus.DIVERGED) {
                return run.to(SweepState.DIVERGED, "");
            }
        } catch (IOException e) {
            // Whoever takes it up again will say what is wrong with it; most often it had not begun.
        }
        return run.to(SweepState.WAITING, "");
    }

    public Path file() {
        return file;
    }

    /** Where a run is written, or will be. */
    public Path folder(QueuedRun run) {
        return runs.resolve(run.folder());
    }

    public synchronized Queue queue() {
        return queue;
    }

    public void addListener(Listener listener) {
        listeners.add(listener);
    }

    /** Puts a sweep behind all others, and returns its id. Takes a moment for some hundred runs. */
    public String add(SweepPlan plan) {
        String stamp = STAMP.format(LocalDateTime.now(ZoneId.systemDefault()));
        List<SweepRun> planned = plan.runs();
        String id = stamp;
        Queue now;
        synchronized (this) {
            for (int i = 2; queue.sweep(id).isPresent() || isOnDisk(id, planned); i++) {
                id = stamp + "-" + i;
            }
            queue = queue.add(id, plan, planned);
            now = queue;
        }
        changed(now, null);
        return id;
    }

    /** Where a run of its name lies, it would be taken for one that was interrupted. */
    private boolean isOnDisk(String id, List<SweepRun> planned) {
        return Queue.waiting(id, planned).stream().anyMatch(run -> Files.exists(folder(run)));
    }

    void change(String key, UnaryOperator<QueuedRun> change) {
        Queue now = changeTo(queue -> queue.change(key, change));
        if (now != null) {
            now.run(key).ifPresent(run -> changed(now, run));
        }
    }

    void change(UnaryOperator<Queue> change) {
        Queue now = changeTo(change);
        if (now != null) {
            changed(now, null);
        }
    }

    /** Null where nothing changes by it: then there is nothing to tell or write. */
    private synchronized @Nullable Queue changeTo(UnaryOperator<Queue> change) {
        Queue before = queue;
        queue = change.apply(before);
        return queue.equals(before) ? null : queue;
    }

    private void changed(Queue now, @Nullable QueuedRun run) {
        writer.execute(this::write);
        listeners.forEach(listener -> listener.changed(now, run));
    }

    /** The newest state, whoever asked first: of two threads the later one writes what is newer or the same. */
    private void write() {
        @Nullable String news = null;
        synchronized (writing) {
            if (lock.isOpen()) {
                try {
                    WholeFile.write(file, SweepJson.write(queue()).getBytes(StandardCharsets.UTF_8));
                    failing = false;
                } catch (IOException e) {
                    news = failing ? null : FileErrors.sentence(e);
                    failing = true;
                }
            }
        }
        if (news != null) {
            unwritten.accept(news);
        }
    }

    /** Writes what is not written yet and lets another process have the queue. */
    @Override
    public void close() throws IOException {
        write();
        synchronized (writing) {
            lock.close();
        }
    }
}
