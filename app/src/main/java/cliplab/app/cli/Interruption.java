// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import cliplab.model.train.TrainingRun;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C, or a polite kill, into a stop at a checkpoint: the shutdown of the process waits until the run has written
 * it. Opened and closed by the thread that runs the run.
 */
final class Interruption implements AutoCloseable {
    /** Longer than one step and one checkpoint take on a slow disk. */
    private static final int SECONDS = 10;

    private final CountDownLatch written = new CountDownLatch(1);
    private final Thread hook;

    private Interruption(Runnable stop) {
        // The runtime asks for a bare thread here; it lives only while the process ends.
        hook = Thread.ofPlatform().name("interruption").unstarted(() -> {
            stop.run();
            try {
                // The process ends either way; a checkpoint not written by then is not waited for.
                if (!written.await(SECONDS, TimeUnit.SECONDS)) {
                    System.err.println("cliplab: the last checkpoint could not be written in time");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    static Interruption stops(TrainingRun run) {
        return new Interruption(run::stop);
    }

    /** @param stop asks for the stop, and returns at once */
    static Interruption calls(Runnable stop) {
        return new Interruption(stop);
    }

    @Override
    public void close() {
        written.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already: the hook is at work.
        }
    }
}
