// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.platform;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Background jobs in three acts: the caller copies the inputs, {@code compute} runs on a worker, and {@code apply} or
 * {@code failed} runs on the ui executor, only if the job is still the newest of its name. Of one name at most one job runs
 * and one waits; a newer one replaces the one waiting. Long jobs, such as waiting for a network, keep none of the others from
 * beginning: they have a worker of their own. Any thread.
 */
public final class TaskRunner {
    private static final int WORKERS = 2;

    private final Executor ui;
    private final Executor workers;
    private final Executor longWorker;
    private final Map<String, Job<?>> running = new HashMap<>();
    private final Map<String, Job<?>> waiting = new HashMap<>();
    private final Map<String, Job<?>> newest = new HashMap<>();
    private boolean down;

    /** With two daemon threads of its own, and one for long jobs. */
    public TaskRunner(Executor ui) {
        this(
                ui,
                Executors.newFixedThreadPool(WORKERS, daemons("worker-")),
                Executors.newFixedThreadPool(1, daemons("long-worker-")));
    }

    /** @param workers of jobs long and short; shut down with this object when it is an {@link ExecutorService} */
    public TaskRunner(Executor ui, Executor workers) {
        this(ui, workers, workers);
    }

    private TaskRunner(Executor ui, Executor workers, Executor longWorker) {
        this.ui = ui;
        this.workers = workers;
        this.longWorker = longWorker;
    }

    private static ThreadFactory daemons(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * Begins a job, or lets it wait for the one of the same name that runs. After {@link #shutdown} nothing begins.
     *
     * @param compute may look at {@link Thread#isInterrupted} to end early when cancelled
     * @param failed is given whatever {@code compute} threw
     */
    public <T> void submit(String name, Callable<T> compute, Consumer<T> apply, Consumer<Throwable> failed) {
        submit(new Job<>(workers, name, compute, apply, failed));
    }

    /** As {@link #submit}, for a job that may take minutes; such jobs run one after the other. */
    public <T> void submitLong(String name, Callable<T> compute, Consumer<T> apply, Consumer<Throwable> failed) {
        submit(new Job<>(longWorker, name, compute, apply, failed));
    }

    private void submit(Job<?> job) {
        synchronized (this) {
            if (down) {
                return;
            }
            newest.put(job.name, job);
            if (running.containsKey(job.name)) {
                waiting.put(job.name, job);
                return;
            }
            running.put(job.name, job);
        }
        job.worker.execute(() -> run(job));
    }

    /** Forgets the jobs of a name: their results are dropped, and the one that runs is interrupted. */
    public synchronized void cancel(String name) {
        newest.remove(name);
        waiting.remove(name);
        Job<?> job = running.get(name);
        if (job != null && job.thread != null) {
            job.thread.interrupt();
        }
    }

    /** Whether a job of this name runs or waits. */
    public synchronized boolean isBusy(String name) {
        return newest.containsKey(name);
    }

    /** Drops everything and lets the workers go; does not wait for them. */
    public void shutdown() {
        synchronized (this) {
            down = true;
            newest.clear();
            waiting.clear();
        }
        for (Executor executor : List.of(workers, longWorker)) {
            if (executor instanceof ExecutorService service) {
                service.shutdownNow();
            }
        }
    }

    private <T> void run(Job<T> job) {
        if (begins(job)) {
            try {
                T result = job.compute.call();
                deliver(job, () -> job.apply.accept(result));
            } catch (Throwable e) {
                deliver(job, () -> job.failed.accept(e));
            }
        }
        Job<?> next = ended(job);
        if (next != null) {
            next.worker.execute(() -> run(next));
        }
    }

    /** On a worker: claims the job, unless it was cancelled before it began. */
    private synchronized boolean begins(Job<?> job) {
        if (newest.get(job.name) != job) {
            return false;
        }
        job.thread = Thread.currentThread();
        return true;
    }

    private void deliver(Job<?> job, Runnable action) {
        ui.execute(() -> {
            synchronized (this) {
                if (!newest.remove(job.name, job)) {
                    return;
                }
            }
            action.run();
        });
    }

    /** The job that waited for this one, if any; the thread's interruption ends here. */
    private synchronized @Nullable Job<?> ended(Job<?> job) {
        job.thread = null;
        Thread.interrupted();
        Job<?> next = waiting.remove(job.name);
        if (next == null) {
            running.remove(job.name);
        } else {
            running.put(job.name, next);
        }
        return next;
    }

    private static final class Job<T> {
        private final Executor worker;
        private final String name;
        private final Callable<T> compute;
        private final Consumer<T> apply;
        private final Consumer<Throwable> failed;
        private @Nullable Thread thread;

        Job(Executor worker, String name, Callable<T> compute, Consumer<T> apply, Consumer<Throwable> failed) {
            this.worker = worker;
            this.name = name;
            this.compute = compute;
            this.apply = apply;
            this.failed = failed;
        }
    }
}
