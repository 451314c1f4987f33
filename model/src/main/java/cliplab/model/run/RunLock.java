// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.run;

import cliplab.model.runtime.ProcessLock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The lock on a run folder: released when its holder ends, however it ends. */
final class RunLock implements AutoCloseable {
    static final String NAME = "run.lock";

    /** Who only asks holds a lock for a moment as well, if a shared one. */
    private static final int ATTEMPTS = 5;

    private static final long WAIT_NANOS = 10_000_000;

    private final ProcessLock lock;

    private RunLock(ProcessLock lock) {
        this.lock = lock;
    }

    /** Takes the lock, or returns empty where another run, of this process or another, holds it. */
    static Optional<RunLock> take(Path folder) throws IOException {
        Optional<ProcessLock> lock = ProcessLock.take(folder, NAME);
        for (int i = 1; i < ATTEMPTS && lock.isEmpty(); i++) {
            LockSupport.parkNanos(WAIT_NANOS);
            lock = ProcessLock.take(folder, NAME);
        }
        return lock.map(RunLock::new);
    }

    /** Whether somebody holds the lock now. Writes nothing, so that runs on read-only media can be asked about. */
    static boolean isHeld(Path folder) throws IOException {
        return ProcessLock.isHeld(folder, NAME);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
