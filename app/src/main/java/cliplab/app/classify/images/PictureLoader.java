// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.images;

import cliplab.app.platform.TaskRunner;
import cliplab.model.data.ImagePreprocessor;
import cliplab.model.data.Picture;
import cliplab.model.data.UnreadableImageException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;

/**
 * Reads pictures beside the window and hands them over a few at a time, in order. A job reads for a moment; the next one begins
 * when the window has taken what came of it. So the window is never flooded, other jobs get their turn, and one large picture
 * at a time is in memory. FX thread only; the reading alone happens on a worker.
 */
public final class PictureLoader {
    /** What the window takes at once without missing a pulse. */
    private static final int BATCH = 8;

    private static final long BATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

    /** One picture that was read. */
    public record Loaded(PictureSource source, Picture picture) {}

    /** Told of what was read, on the FX thread. */
    public interface Listener {
        /** At most a handful, in the order in which they were given. */
        void loaded(List<Loaded> pictures);

        /** Which picture or folder, what is wrong with it and what to do. */
        void refused(String sentence);
    }

    /** What waits, with the preprocessor in use when it was given. */
    private record Waiting(PictureSource source, ImagePreprocessor preprocessor) {}

    /** What came of the first {@code read} of the pictures waiting; in the place of a folder its files are to be read next. */
    private record Batch(int read, List<Loaded> loaded, List<String> refused, List<Waiting> next) {}

    private final TaskRunner tasks;
    private final String job;
    private final Listener listener;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final ReadOnlyIntegerWrapper done = new ReadOnlyIntegerWrapper();
    private final ReadOnlyIntegerWrapper total = new ReadOnlyIntegerWrapper();
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();

    /** @param job the name of its jobs, of which there is no other */
    public PictureLoader(TaskRunner tasks, String job, Listener listener) {
        this.tasks = tasks;
        this.job = job;
        this.listener = listener;
    }

    /** Pictures and folders read or refused since the loader was last idle. */
    public ReadOnlyIntegerProperty doneProperty() {
        return done.getReadOnlyProperty();
    }

    /** Pictures and folders given since the loader was last idle; grows when a folder is opened. */
    public ReadOnlyIntegerProperty totalProperty() {
        return total.getReadOnlyProperty();
    }

    /** Whether anything waits or has not been handed over. */
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /** Reads these after whatever still waits. */
    public void load(List<PictureSource> sources, ImagePreprocessor preprocessor) {
        if (sources.isEmpty()) {
            return;
        }
        boolean idle = waiting.isEmpty();
        if (idle) {
            done.set(0);
            total.set(0);
        }
        sources.forEach(source -> waiting.add(new Waiting(source, preprocessor)));
        total.set(total.get() + sources.size());
        busy.set(true);
        if (idle) {
            readSome();
        }
    }

    /** Drops what has not been handed over yet. */
    public void cancel() {
        tasks.cancel(job);
        waiting.clear();
        busy.set(false);
    }

    private void readSome() {
        List<Waiting> first = waiting.stream().limit(BATCH).toList();
        tasks.submit(job, () -> read(first), this::take, this::fail);
    }

    /** On a worker. */
    private static Batch read(List<Waiting> pictures) {
        long end = System.nanoTime() + BATCH_NANOS;
        List<Loaded> loaded = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        int read = 0;
        for (Waiting picture : pictures) {
            read++;
            if (picture.source() instanceof PictureSource.OfFile(var file) && Files.isDirectory(file)) {
                FolderContent content = FolderContent.of(file);
                refused.addAll(content.remarks());
                List<Waiting> next = content.pictures().stream()
                        .map(path -> new Waiting(new PictureSource.OfFile(path), picture.preprocessor()))
                        .toList();
                return new Batch(read, loaded, refused, next);
            }
            try {
                loaded.add(new Loaded(picture.source(), picture.source().read(picture.preprocessor())));
            } catch (UnreadableImageException e) {
                refused.add(String.valueOf(e.getMessage()));
            }
            if (System.nanoTime() >= end) {
                break;
            }
        }
        return new Batch(read, loaded, refused, List.of());
    }

    private void take(Batch batch) {
        for (int i = 0; i < batch.read(); i++) {
            waiting.removeFirst();
        }
        batch.next().reversed().forEach(waiting::addFirst);
        done.set(done.get() + batch.read());
        total.set(total.get() + batch.next().size());
        if (!waiting.isEmpty()) {
            readSome();
        }
        try {
            if (!batch.loaded().isEmpty()) {
                listener.loaded(batch.loaded());
            }
            batch.refused().forEach(listener::refused);
        } finally {
            busy.set(!waiting.isEmpty());
        }
    }

    /** Something that nobody foresaw; what waits would meet it again. */
    private void fail(Throwable error) {
        cancel();
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, error);
    }
}
